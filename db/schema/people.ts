import { choice, day, instant, primaryKey, table, text } from '../columns.ts'

export const professions = [
  'GP',
  'prescribing pharmacist',
  'other prescriber',
  'non-prescribing pharmacist',
  'programme staff',
] as const
export type Profession = (typeof professions)[number]

/** Everyone who has an account: members of a cohort and the staff who run it. Never a patient. */
export const people = table('people', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  profession: choice(professions).notNull(),
  createdAt: instant().notNull(),
})

/** A general practice, known by its ODS code. */
export const practices = table('practices', {
  code: text().primaryKey(),
  name: text().notNull(),
})

/** Who works where. A practice may have several members, a member several practices. */
export const practiceMemberships = table(
  'practice_memberships',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    practiceCode: text()
      .notNull()
      .references(() => practices.code),
    startedOn: day().notNull(),
    endedOn: day(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.practiceCode] })],
)
