import type { Day } from '#lib/day.ts'

interface Dated {
  startsOn: Day
  endsOn: Day
  publishedAt: Date | null
  cancelledAt: Date | null
}

export type CohortState = 'draft' | 'to come' | 'running' | 'over' | 'cancelled'

/** How far a cohort is today. */
export function stateOf({ startsOn, endsOn, publishedAt, cancelledAt }: Dated, today: Day): CohortState {
  if (cancelledAt) return 'cancelled'
  if (!publishedAt) return 'draft'
  if (today < startsOn) return 'to come'
  return today <= endsOn ? 'running' : 'over'
}

export const stateWords: Record<CohortState, string> = {
  draft: 'Draft',
  'to come': 'To come',
  running: 'Running',
  over: 'Over',
  cancelled: 'Cancelled',
}

const ORDER: Record<CohortState, number> = { running: 0, over: 1, 'to come': 2, cancelled: 3, draft: 4 }

/** The cohorts of somebody who is in several, the one that a page is about unless another is asked for first. */
export const begunFirst = <C extends Dated>(cohorts: readonly C[], today: Day): C[] =>
  cohorts.toSorted((a, b) => ORDER[stateOf(a, today)] - ORDER[stateOf(b, today)])
