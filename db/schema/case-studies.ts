import { choice, index, instant, json, primaryKey, table, text, unique, whole } from '../columns.ts'
import { cohorts } from './cohorts.ts'
import { people } from './people.ts'
import { projects } from './projects.ts'

/** A CPD case study: one per member and cohort. Its state follows from its submissions and their reviews. */
export const caseStudies = table(
  'case_studies',
  {
    id: text().primaryKey(),
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    authorId: text()
      .notNull()
      .references(() => people.id),
    projectId: text().references(() => projects.id),
    title: text().notNull(),
    startedAt: instant().notNull(),
  },
  (row) => [
    unique('case_studies_cohort_author').on(row.cohortId, row.authorId),
    index('case_studies_author').on(row.authorId),
  ],
)

/** The working draft, section by section. */
export const caseStudySections = table(
  'case_study_sections',
  {
    caseStudyId: text()
      .notNull()
      .references(() => caseStudies.id),
    section: text().notNull(),
    body: text().notNull(),
    savedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.caseStudyId, row.section] })],
)

/** What was handed in, frozen as it stood. */
export const submissions = table(
  'submissions',
  {
    id: text().primaryKey(),
    caseStudyId: text()
      .notNull()
      .references(() => caseStudies.id),
    number: whole().notNull(),
    title: text().notNull(),
    sections: json<Record<string, string>>().notNull(),
    submittedBy: text()
      .notNull()
      .references(() => people.id),
    submittedAt: instant().notNull(),
  },
  (row) => [unique('submissions_number').on(row.caseStudyId, row.number)],
)

export const reviewDecisions = ['accepted', 'returned'] as const
export type ReviewDecision = (typeof reviewDecisions)[number]

/** One reviewer's decision on one submission. */
export const reviews = table('reviews', {
  submissionId: text()
    .primaryKey()
    .references(() => submissions.id),
  decision: choice(reviewDecisions).notNull(),
  comments: text().notNull(),
  reviewedBy: text()
    .notNull()
    .references(() => people.id),
  reviewedAt: instant().notNull(),
})
