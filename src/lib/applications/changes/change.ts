import type { Application } from '../reading.ts'

export interface Change {
  letter: 'dates-changed' | 'cohort-cancelled'
  /** The same change is told once. */
  occasion: string
}

/** What an applicant has to be told about their cohort; members are told by others, and who was declined is not. */
export function changeToTell({
  id,
  state,
  cohort,
  sessions,
  availability,
}: Pick<Application, 'id' | 'state' | 'cohort' | 'sessions' | 'availability'>): Change | undefined {
  if (['draft', 'enrolled', 'declined', 'withdrawn'].includes(state)) return undefined
  if (cohort.cancelledAt)
    return { letter: 'cohort-cancelled', occasion: `application-cohort-cancelled:${id}` }
  const moved = sessions.map(({ heldOn }) => heldOn).filter((day) => !availability?.asked.includes(day))
  return moved.length === 0
    ? undefined
    : { letter: 'dates-changed', occasion: `application-dates-changed:${id}:${moved.slice(0, 12).join()}` }
}
