import { day, index, instant, primaryKey, table, text } from '../columns.ts'
import { people, practices } from './people.ts'

/** One dated run of a programme. `programme` is the folder name under `src/content/programmes`. */
export const cohorts = table('cohorts', {
  id: text().primaryKey(),
  programme: text().notNull(),
  name: text().notNull(),
  startsOn: day().notNull(),
  endsOn: day().notNull(),
  startedAt: instant().notNull(),
})

export const cohortMembers = table(
  'cohort_members',
  {
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    practiceCode: text().references(() => practices.code),
    enrolledBy: text().notNull(),
    enrolledAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.cohortId, row.personId] }),
    index('cohort_members_person').on(row.personId),
  ],
)
