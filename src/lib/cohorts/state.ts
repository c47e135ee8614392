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
