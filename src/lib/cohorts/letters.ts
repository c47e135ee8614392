import { clockTime, type Day, longDay } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'

interface To {
  name: string
}
interface Named {
  id: string
  name: string
}

const compose = (to: To, cohort: Named, paragraphs: string[]) =>
  composeLetter({
    organisation: env().ORGANISATION,
    to: to.name,
    paragraphs,
    reason: `You receive this because you take part in ${cohort.name} or help to run it.`,
  })

/** All that is still to come of a cohort has other dates. */
export function movedLetter(
  to: To,
  cohort: Named,
  sessions: readonly { title: string; heldOn: Day; startsAt: string }[],
  reason: string,
) {
  const dates = sessions.map(
    ({ title, heldOn, startsAt }) => `${longDay(heldOn)}, ${clockTime(startsAt)}: ${title}`,
  )
  return {
    subject: `New dates for ${cohort.name}`,
    body: compose(to, cohort, [
      `The sessions of ${cohort.name} that are still to come have moved.`,
      `Why: ${reason}`,
      `The dates are now:\n${dates.join('\n')}`,
      `The timetable:\n${env().ORIGIN}/cohorts/${cohort.id}`,
      'If you read the programme through its calendar address, your calendar changes by itself. If you saved a copy of the old dates, take them out.',
    ]),
  }
}

/** A cohort ends before its time. */
export function cancelledLetter(to: To, cohort: Named, reason: string) {
  return {
    subject: `${cohort.name} is cancelled`,
    body: compose(to, cohort, [
      `${cohort.name} will not go on, and the sessions that were still to come will not be held.`,
      `Why: ${reason}`,
      `What you have recorded stays yours, and you can read it as before:\n${env().ORIGIN}/home`,
    ]),
  }
}
