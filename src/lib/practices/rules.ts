import type { Day, Month } from '#lib/day.ts'

/** What the register says of how long a practice has been one. */
export interface Registered {
  openedOn: Day | null
  closedOn: Day | null
}

/**
 * A practice is closed in every month that begins after the day it closed on. Items that pharmacies claim for
 * later still appear for months, and say nothing of a practice that has no patients.
 */
export const isClosedIn = (month: Month, registered: Pick<Registered, 'closedOn'> | undefined): boolean =>
  registered?.closedOn != null && registered.closedOn < `${month}-01`
