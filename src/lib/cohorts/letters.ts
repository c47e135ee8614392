import { clockTime, type Day, longDay } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import type { LetterToAll } from './tell-everyone.ts'

interface Named {
  id: string
  name: string
}

/** All that is still to come of a cohort has other dates. */
export function movedLetter(
  cohort: Named,
  sessions: readonly { title: string; heldOn: Day; startsAt: string }[],
  reason: string,
): LetterToAll {
  const dates = sessions.map(
    ({ title, heldOn, startsAt }) => `${longDay(heldOn)}, ${clockTime(startsAt)}: ${title}`,
  )
  return {
    subject: `New dates for ${cohort.name}`,
    paragraphs: [
      `The sessions of ${cohort.name} that are still to come have moved.`,
      `Why: ${reason}`,
      `The dates are now:\n${dates.join('\n')}`,
      `The timetable:\n${env().ORIGIN}/cohorts/${cohort.id}`,
      'If you read the programme through its calendar address, your calendar changes by itself. If you saved a copy of the old dates, take them out.',
    ],
  }
}

/** A cohort ends before its time. */
export function cancelledLetter(cohort: Named, reason: string): LetterToAll {
  return {
    subject: `${cohort.name} is cancelled`,
    paragraphs: [
      `${cohort.name} will not go on, and the sessions that were still to come will not be held.`,
      `Why: ${reason}`,
      `What you have recorded stays yours, and you can read it as before:\n${env().ORIGIN}/home`,
    ],
  }
}
