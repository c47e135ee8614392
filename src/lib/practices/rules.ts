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

/** Which practice follows which. */
export interface Succession {
  practiceCode: string
  successorCode: string
}

/** One that a person recorded, with how and from which day. */
export interface RecordedSuccession extends Succession {
  kind: keyof typeof WORDS
  fromDay: Day
}

/** The setting that the register gives to GP practices. */
export const GP_PRACTICE = '4'

/** Whether the line of successors that begins with one practice leads to another. */
export function comesBackTo(
  practiceCode: string,
  first: string,
  successions: readonly Succession[],
): boolean {
  const reached = new Set([first])
  for (const code of reached) {
    for (const step of successions) if (step.practiceCode === code) reached.add(step.successorCode)
  }
  return reached.has(practiceCode)
}

const WORDS = {
  merged: { after: 'merged into', before: 'joined by' },
  closed: { after: 'closed; its patients went to', before: 'took over the patients of' },
  renumbered: { after: 'has had a new code:', before: 'before that it had the code' },
}

/** What happened to the earlier of the two, as a form asks it. */
export const kindInWords = {
  merged: 'It merged into the other practice',
  closed: 'It closed, and its patients went to the other practice',
  renumbered: 'It goes on under another code',
}

/** What happened, as the one or the other practice would say it: "merged into Z98002", "joined by Z98001". */
export function successionInWords(
  { practiceCode, successorCode, kind }: Succession & { kind: keyof typeof WORDS },
  seenFrom: string,
): { words: string; other: string } {
  const isFirst = seenFrom === practiceCode
  return { words: WORDS[kind][isFirst ? 'after' : 'before'], other: isFirst ? successorCode : practiceCode }
}
