import type { PromiseKind } from '#db/schema/applications.ts'
import { clockTime, type Day, longDay } from '#lib/day.ts'
import type { Values } from './fill.ts'

/** What letters and pages say of a programme. It comes from `src/content/programmes`. */
export interface ProgrammeFacts {
  title: string
  months: number
  hoursPerMonth: number
}

interface Dated {
  heldOn: Day
  startsAt: string
  endsAt: string
  title: string
}

export const promiseWords: Record<PromiseKind, string> = {
  applicant: 'own promise',
  employer: 'employer or line manager',
  prescriber: 'prescriber',
}

/** One session a line, for a letter. */
export const datesInWords = (sessions: readonly Dated[]) =>
  sessions
    .map(
      ({ heldOn, startsAt, endsAt, title }) =>
        `- ${longDay(heldOn)}, ${clockTime(startsAt)} to ${clockTime(endsAt)}: ${title}`,
    )
    .join('\n')

/** What every letter about an application can say. */
export function commonValues(
  programme: ProgrammeFacts,
  application: { name: string | null; cohort: { name: string; startsOn: Day }; sessions: readonly Dated[] },
): Values {
  const applicant = application.name ?? 'you'
  return {
    name: applicant,
    applicant,
    programme: programme.title,
    cohort: application.cohort.name,
    starts: longDay(application.cohort.startsOn),
    dates: datesInWords(application.sessions),
    hoursPerMonth: String(programme.hoursPerMonth),
    months: String(programme.months),
    hours: String(programme.months * programme.hoursPerMonth),
  }
}
