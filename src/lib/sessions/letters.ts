import type { Day } from '#lib/day.ts'
import { clockTime, longDay } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'

interface When {
  heldOn: Day
  startsAt: string
  endsAt: string
  place: string
}
interface Named extends When {
  id: string
  title: string
}

const compose = (to: { name: string }, cohort: { name: string }, paragraphs: string[]) =>
  composeLetter({
    organisation: env().ORGANISATION,
    to: to.name,
    paragraphs,
    reason: `You receive this because you take part in ${cohort.name} or help to run it.`,
  })

const whenInWords = ({ heldOn, startsAt, endsAt, place }: When) =>
  `${longDay(heldOn)}, ${clockTime(startsAt)} to ${clockTime(endsAt)}, ${place}`

const CALENDARS =
  'If you read the programme through its calendar address, your calendar changes by itself. If you saved a copy of the old date, take it out.'

/** A session is held at another time or place, or its details changed. */
export function changedLetter(
  to: { name: string },
  cohort: { name: string },
  before: When,
  session: Named,
  reason: string,
) {
  return {
    subject: `Changed: ${session.title}, now ${longDay(session.heldOn)}`,
    body: compose(to, cohort, [
      `The session “${session.title}” has changed.`,
      `It was: ${whenInWords(before)}\nIt is now: ${whenInWords(session)}`,
      `Why: ${reason}`,
      `Its page:\n${env().ORIGIN}/sessions/${session.id}`,
      CALENDARS,
    ]),
  }
}

/** A session will not be held. */
export function cancelledLetter(
  to: { name: string },
  cohort: { name: string },
  session: Named,
  reason: string,
) {
  return {
    subject: `Cancelled: ${session.title} on ${longDay(session.heldOn)}`,
    body: compose(to, cohort, [
      `The session “${session.title}” will not be held. It was planned for ${whenInWords(session)}.`,
      `Why: ${reason}`,
      'It is not counted as missed, and nothing else changes.',
      CALENDARS,
    ]),
  }
}
