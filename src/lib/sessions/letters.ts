import type { LetterToAll } from '#lib/cohorts/tell-everyone.ts'
import type { Day } from '#lib/day.ts'
import { clockTime, longDay } from '#lib/day.ts'
import { env } from '#lib/env.ts'

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

const whenInWords = ({ heldOn, startsAt, endsAt, place }: When) =>
  `${longDay(heldOn)}, ${clockTime(startsAt)} to ${clockTime(endsAt)}, ${place}`

const CALENDARS =
  'If you read the programme through its calendar address, your calendar changes by itself. If you saved a copy of the old date, take it out.'

/** A session is held at another time or place, or its details changed. */
export function changedLetter(before: When, session: Named, reason: string): LetterToAll {
  return {
    subject: `Changed: ${session.title}, now ${longDay(session.heldOn)}`,
    paragraphs: [
      `The session “${session.title}” has changed.`,
      `It was: ${whenInWords(before)}\nIt is now: ${whenInWords(session)}`,
      `Why: ${reason}`,
      `Its page:\n${env().ORIGIN}/sessions/${session.id}`,
      CALENDARS,
    ],
  }
}

/** A session will not be held. */
export function cancelledLetter(session: Named, reason: string): LetterToAll {
  return {
    subject: `Cancelled: ${session.title} on ${longDay(session.heldOn)}`,
    paragraphs: [
      `The session “${session.title}” will not be held. It was planned for ${whenInWords(session)}.`,
      `Why: ${reason}`,
      'It is not counted as missed, and nothing else changes.',
      CALENDARS,
    ],
  }
}
