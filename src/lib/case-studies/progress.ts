import { and, asc, eq, inArray } from 'drizzle-orm'
import { caseStudies, reviews, submissions } from '#db/schema/case-studies.ts'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import { type ProgressState, stateOf } from './state.ts'

/** Every member of some cohorts with their case study, if any, as its latest submission leaves it. */
export async function listProgress(reader: Reader, cohortIds: readonly string[]) {
  const rows = await reader
    .select({
      personId: people.id,
      name: people.name,
      cohortId: cohorts.id,
      cohort: cohorts.name,
      studyId: caseStudies.id,
      /** As it was submitted: a draft is its author's alone. */
      title: submissions.title,
      startedAt: caseStudies.startedAt,
      number: submissions.number,
      submittedAt: submissions.submittedAt,
      decision: reviews.decision,
      reviewedAt: reviews.reviewedAt,
    })
    .from(cohortMembers)
    .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
    .innerJoin(people, eq(people.id, cohortMembers.personId))
    .leftJoin(
      caseStudies,
      and(eq(caseStudies.cohortId, cohortMembers.cohortId), eq(caseStudies.authorId, cohortMembers.personId)),
    )
    .leftJoin(submissions, eq(submissions.caseStudyId, caseStudies.id))
    .leftJoin(reviews, eq(reviews.submissionId, submissions.id))
    .where(inArray(cohortMembers.cohortId, [...cohortIds]))
    .orderBy(asc(people.name), asc(people.id), asc(cohorts.id), asc(submissions.number))
  return latestOf(rows).map((row) => ({ ...row, ...standing(row) }))
}

export type Progress = Awaited<ReturnType<typeof listProgress>>[number]

/** How each member's case study stands and since when; nulls where none has been started. */
export async function listCaseStudyStates(reader: Reader, cohortId: string) {
  const progress = await listProgress(reader, [cohortId])
  return progress.map(({ personId, studyId, state, at }) => ({ personId, studyId, state, at }))
}

interface Row {
  personId: string
  cohortId: string
  studyId: string | null
  startedAt: Date | null
  number: number | null
  submittedAt: Date | null
  decision: 'accepted' | 'returned' | null
  reviewedAt: Date | null
}

/** One row a member: submissions come in order, so the last one stands. */
function latestOf<R extends Row>(rows: readonly R[]): R[] {
  return [...new Map(rows.map((row) => [`${row.cohortId} ${row.personId}`, row])).values()]
}

function standing({ studyId, startedAt, number, submittedAt, decision, reviewedAt }: Row) {
  const state: ProgressState = studyId ? stateOf(number === null ? undefined : { decision }) : 'not started'
  return { state, at: reviewedAt ?? submittedAt ?? startedAt }
}
