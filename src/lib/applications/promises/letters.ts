import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'
import { promiseWords } from '../letters/values.ts'
import type { Application, PromiseRow } from '../reading.ts'

/** Letters about promises that nobody rewords: they carry what a sponsor wrote, or go to the facilitators. */

interface Sponsor {
  name: string
  email: string
}
type About = Pick<Application, 'name' | 'cohort'>
type Promised = Pick<PromiseRow, 'kind'>

const compose = (to: string, paragraphs: string[], reason: string) =>
  composeLetter({ organisation: env().ORGANISATION, to, paragraphs, reason })

/** To the applicant and to each facilitator; whoever knows the answer writes to the sponsor themselves. */
export function questionLetter(
  to: string,
  sponsor: Sponsor,
  { kind }: Promised,
  { name, cohort }: About,
  question: string,
  address: string,
) {
  return {
    subject: `A question from ${sponsor.name}`,
    body: compose(
      to,
      [
        `${sponsor.name}, who was asked for a promise as the ${promiseWords[kind]} of ${name ?? 'an applicant'}, asks before answering:`,
        question,
        `Answer by writing to ${sponsor.email}. The link that ${sponsor.name} has stays open.`,
        `The application:\n${address}`,
      ],
      `You receive this because of the application of ${name ?? 'somebody'} to ${cohort.name}.`,
    ),
  }
}

/** To each facilitator. What the sponsor wrote is read on the page. */
export function takenBackLetter(to: string, { kind }: Promised, { name, cohort }: About, address: string) {
  return {
    subject: `A promise for ${name ?? 'an applicant'} was taken back`,
    body: compose(
      to,
      [
        `The ${promiseWords[kind]} of ${name ?? 'an applicant'} has taken the promise back. The applicant has been told and can name somebody else.`,
        `The application:\n${address}`,
      ],
      `You receive this because you are a facilitator of ${cohort.name}.`,
    ),
  }
}
