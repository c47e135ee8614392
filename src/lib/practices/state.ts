import type { practiceStatuses } from '#db/schema/practices.ts'
import type { Day } from '#lib/day.ts'
import { GP_PRACTICE } from './rules.ts'

export interface RegisteredState {
  status: (typeof practiceStatuses)[number]
  setting: string | null
  openedOn: Day | null
  closedOn: Day | null
}

/** What the register says of a practice now, in a word with its day. */
export function stateOf({ status, setting, openedOn, closedOn }: RegisteredState): {
  word: string
  colour: 'green' | 'grey' | 'yellow'
  since?: { word: string; day: Day }
} {
  if (status === 'closed')
    return { word: 'Closed', colour: 'grey', ...(closedOn && { since: { word: 'on', day: closedOn } }) }
  if (status === 'dormant') return { word: 'Dormant', colour: 'yellow' }
  if (status === 'proposed')
    return { word: 'Proposed', colour: 'yellow', ...(openedOn && { since: { word: 'from', day: openedOn } }) }
  return setting === GP_PRACTICE
    ? { word: 'Open', colour: 'green' }
    : { word: 'Open, not a GP practice', colour: 'grey' }
}
