import { day, index, instant, primaryKey, table, text, whole } from '../columns.ts'
import { people, practices } from './people.ts'

/** One dated run of a programme. `programme` is the folder name under `src/content/programmes`. */
export const cohorts = table('cohorts', {
  id: text().primaryKey(),
  programme: text().notNull(),
  name: text().notNull(),
  startsOn: day().notNull(),
  endsOn: day().notNull(),
  startedAt: instant().notNull(),
  /** Applications are taken from the first to the last of these days. Without them nobody can apply. */
  applicationsOpenOn: day(),
  applicationsCloseOn: day(),
  /** How many members it can have. */
  seats: whole(),
  publishedAt: instant(),
  cancelledAt: instant(),
  cancelledBecause: text(),
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
