import { choice, day, index, instant, json, table, text, whole } from '../columns.ts'
import { cohorts } from './cohorts.ts'
import { people } from './people.ts'

export const sessionKinds = ['masterclass', 'collaborative session', 'celebration'] as const
export type SessionKind = (typeof sessionKinds)[number]

/**
 * One date in a cohort's timetable. `topic` names what is taught: a file under the programme's
 * `sessions/` folder. Times are London clock times, so they stay right across a clock change.
 */
export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    topic: text().notNull(),
    kind: choice(sessionKinds).notNull(),
    title: text().notNull(),
    heldOn: day().notNull(),
    startsAt: text().notNull(),
    endsAt: text().notNull(),
    place: text().notNull(),
    joinUrl: text(),
    /** How often it was changed since its cohort was published: calendars take the copy with the highest. */
    sequence: whole().notNull().default(0),
    changedAt: instant(),
    cancelledAt: instant(),
    cancelledBecause: text(),
  },
  (row) => [index('sessions_cohort').on(row.cohortId, row.heldOn)],
)

/** What a session was before it was moved, edited or cancelled once people knew of it, and why. Never changed. */
export const sessionChanges = table(
  'session_changes',
  {
    id: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => sessions.id),
    /** What it was, by column, of those columns that changed. */
    before: json<Record<string, string | null>>().notNull(),
    reason: text().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
  },
  (row) => [index('session_changes_session').on(row.sessionId)],
)

/** The private address under which a calendar program reads a person's sessions. Only its SHA-256 is kept. */
export const calendarFeeds = table(
  'calendar_feeds',
  {
    secretHash: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    madeAt: instant().notNull(),
    endedAt: instant(),
  },
  (row) => [index('calendar_feeds_person').on(row.personId)],
)
