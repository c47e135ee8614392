import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'
import type { Application } from '../reading.ts'

/** To each facilitator: who gets the place is theirs to decide. */
export function placeFreeLetter(
  to: string,
  { name, cohort }: Pick<Application, 'name' | 'cohort'>,
  address: string,
) {
  return {
    subject: `A place is free in ${cohort.name}`,
    body: composeLetter({
      organisation: env().ORGANISATION,
      to,
      paragraphs: [
        `${name ?? 'Somebody'} has given their place in ${cohort.name} back. Nobody has moved up: the list of applications shows who is first on the waiting list.`,
        `The application:\n${address}`,
      ],
      reason: `You receive this because you are a facilitator of ${cohort.name}.`,
    }),
  }
}
