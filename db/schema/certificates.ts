import { index, instant, json, table, text } from '../columns.ts'
import { caseStudies } from './case-studies.ts'
import { cohorts } from './cohorts.ts'
import { people } from './people.ts'

/** Everything a certificate says, frozen when it was awarded: it must stay true when the cohort is forgotten. */
export interface CertificateFacts {
  name: string
  profession: string
  organisation: string
  programme: string
  cohort: string
  startedOn: string
  endedOn: string
  sessionsAttended: number
  sessionsHeld: number
  taughtMinutes: number
  caseStudy: string
  submittedOn: string
  acceptedOn: string
  basis: string
}

/** `code` is what the public page is asked for. */
export const certificates = table(
  'certificates',
  {
    id: text().primaryKey(),
    code: text().notNull().unique(),
    personId: text().references(() => people.id),
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    caseStudyId: text()
      .notNull()
      .unique()
      .references(() => caseStudies.id),
    facts: json<CertificateFacts>().notNull(),
    awardedBy: text()
      .notNull()
      .references(() => people.id),
    awardedAt: instant().notNull(),
  },
  (row) => [index('certificates_person').on(row.personId)],
)
