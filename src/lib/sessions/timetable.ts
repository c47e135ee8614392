import type { SessionKind } from '#db/schema/sessions.ts'
import { addDays, type Day, mondayOf } from '#lib/day.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** One line of a programme's timetable: which week after the first, which weekday, London clock times. */
export interface Slot {
  session: string
  week: number
  weekday: Weekday
  starts: string
  ends: string
}

/** What the content says of a session, as far as a timetable needs it. */
export interface Topic {
  kind: SessionKind
  title: string
  place: string
}

export interface DatedSession {
  topic: string
  kind: SessionKind
  title: string
  heldOn: Day
  startsAt: string
  endsAt: string
  place: string
}

/** Lays a programme's timetable out from the week of `firstDay`. Dates are days, so no clock change can move them. */
export function datesFor(
  slots: readonly Slot[],
  topics: ReadonlyMap<string, Topic>,
  firstDay: Day,
): DatedSession[] {
  const monday = mondayOf(firstDay)
  return slots
    .map(({ session, week, weekday, starts, ends }) => {
      const topic = topics.get(session)
      if (!topic) throw new Error(`The timetable names "${session}", which the programme does not teach`)
      const heldOn = addDays(monday, week * 7 + WEEKDAYS.indexOf(weekday))
      return { topic: session, ...topic, heldOn, startsAt: starts, endsAt: ends }
    })
    .sort((a, b) => `${a.heldOn}${a.startsAt}`.localeCompare(`${b.heldOn}${b.startsAt}`))
}

const minutesOf = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export const minutesBetween = (startsAt: string, endsAt: string) => minutesOf(endsAt) - minutesOf(startsAt)

/** "1 hour 30 minutes", "2½ hours", "17 hours" */
export function hoursInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (rest === 30 && hours > 0) return `${hours}½ hours`
  const parts = [hours && `${hours} hour${hours === 1 ? '' : 's'}`, rest && `${rest} minutes`].filter(Boolean)
  return parts.join(' ') || '0 hours'
}

/** "Today", "Tomorrow", "In 5 days", "In 7 weeks". */
export function untilInWords(days: number): string {
  if (days <= 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  return days < 15 ? `In ${days} days` : `In ${Math.round(days / 7)} weeks`
}

/** The first session that is today or later. */
export function nextSession<S extends { heldOn: Day }>(sessions: readonly S[], today: Day): S | undefined {
  return sessions.find((session) => session.heldOn >= today)
}
