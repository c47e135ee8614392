import type { Viewer } from '#lib/auth/viewer.ts'
import type { Day } from '#lib/day.ts'

/** Facilitators mark their own cohort's register, from the day the session is held. One that is cancelled has none. */
export function canTakeRegister(
  viewer: Viewer,
  session: { cohortId: string; heldOn: Day; cancelledAt?: Date | null },
  today: Day,
): boolean {
  return viewer.facilitates(session.cohortId) && session.heldOn <= today && !session.cancelledAt
}
