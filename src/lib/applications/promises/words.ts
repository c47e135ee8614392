import { dayOf, plainDay } from '#lib/day.ts'
import type { Standing } from '../eligibility.ts'
import type { PromiseRow } from '../reading.ts'

const on = (at: Date | null) => (at ? ` on ${plainDay(dayOf(at))}` : '')

/** Where a promise that counts stands, in a sentence. */
export function standingInWords(promise: PromiseRow, standing: Standing | undefined): string {
  switch (standing) {
    case 'agreed':
      return `Agreed${on(promise.answeredAt)}.`
    case 'declined':
      return `Declined${on(promise.answeredAt)}.`
    case 'not applicable':
      return `Does not apply: ${promise.because}.`
    case 'expired':
      return `Asked${on(promise.askedAt)}, and has not answered in time.`
    default:
      return promise.askedAt
        ? `Asked${on(promise.askedAt)}. The link works until ${plainDay(dayOf(promise.expiresAt ?? promise.askedAt))}.`
        : 'Will be asked when you send your application.'
  }
}

/** What became of a promise that counts no longer. */
export function endInWords(promise: PromiseRow): string {
  const answer =
    promise.answer === 'agreed'
      ? `agreed${on(promise.answeredAt)}`
      : promise.answer === 'declined'
        ? `declined${on(promise.answeredAt)}`
        : 'had not answered'
  const who = promise.name ?? `Did not apply (${promise.because})`
  if (!promise.name) return `${who}; changed${on(promise.endedAt)}.`
  return promise.ended === 'taken back'
    ? `${who} ${answer} and took the promise back${on(promise.endedAt)}.`
    : `${who} ${answer}; somebody else was named${on(promise.endedAt)}.`
}

export const standingTag: Record<
  Standing,
  { words: string; colour: 'green' | 'orange' | 'yellow' | 'grey' }
> = {
  agreed: { words: 'Agreed', colour: 'green' },
  declined: { words: 'Declined', colour: 'orange' },
  expired: { words: 'No answer', colour: 'orange' },
  waiting: { words: 'Waiting', colour: 'yellow' },
  'not applicable': { words: 'Does not apply', colour: 'grey' },
}
