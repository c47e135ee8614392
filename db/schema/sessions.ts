import { choice, day, index, table, text } from '../columns.ts'
import { cohorts } from './cohorts.ts'

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
  },
  (row) => [index('sessions_cohort').on(row.cohortId, row.heldOn)],
)
