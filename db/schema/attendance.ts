import { choice, index, instant, primaryKey, table, text } from '../columns.ts'
import { people } from './people.ts'
import { sessions } from './sessions.ts'

export const marks = ['present', 'apologies', 'absent'] as const
export type Mark = (typeof marks)[number]

/** One person's mark on one session's register. No row means not yet marked, never absent. */
export const attendance = table(
  'attendance',
  {
    sessionId: text()
      .notNull()
      .references(() => sessions.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    mark: choice(marks).notNull(),
    markedBy: text()
      .notNull()
      .references(() => people.id),
    markedAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.sessionId, row.personId] }),
    index('attendance_person').on(row.personId),
  ],
)
