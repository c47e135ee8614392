import { and, asc, desc, eq, isNull, ne } from 'drizzle-orm'
import { roleGrants } from '#db/schema/auth.ts'
import { caseStudies, caseStudySections, reviews, submissions } from '#db/schema/case-studies.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { listCohorts } from '#lib/cohorts/queries.ts'
import { begunFirst } from '#lib/cohorts/state.ts'
import type { Day } from '#lib/day.ts'
import { boxesOf } from './drawn.ts'
import { canSee } from './policy.ts'
import type { Texts } from './sections.ts'
import { stateOf } from './state.ts'

/** A case study that the viewer may see, with every submission and what reviewers said; others do not exist. */
export async function findCaseStudy(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [[found], submitted] = await Promise.all([
    reader
      .select({
        study: caseStudies,
        cohort: {
          id: cohorts.id,
          name: cohorts.name,
          programme: cohorts.programme,
          endsOn: cohorts.endsOn,
        },
        author: { id: people.id, name: people.name, email: people.email },
      })
      .from(caseStudies)
      .innerJoin(cohorts, eq(cohorts.id, caseStudies.cohortId))
      .innerJoin(people, eq(people.id, caseStudies.authorId))
      .where(eq(caseStudies.id, id)),
    listSubmissions(reader, id),
  ])
  if (!found) return undefined
  const { study, cohort, author } = found
  const latest = submitted.at(-1)
  const known = { ...study, cohort, author, submissions: submitted, latest, state: stateOf(latest) }
  return canSee(viewer, known) ? known : undefined
}

export type CaseStudy = NonNullable<Awaited<ReturnType<typeof findCaseStudy>>>
export type Submission = CaseStudy['submissions'][number]

/** What was handed in, the first first, each with its review or nulls. */
function listSubmissions(reader: Reader, caseStudyId: string) {
  return reader
    .select({
      id: submissions.id,
      number: submissions.number,
      title: submissions.title,
      sections: submissions.sections,
      submittedAt: submissions.submittedAt,
      decision: reviews.decision,
      comments: reviews.comments,
      reviewedAt: reviews.reviewedAt,
      reviewer: people.name,
    })
    .from(submissions)
    .leftJoin(reviews, eq(reviews.submissionId, submissions.id))
    .leftJoin(people, eq(people.id, reviews.reviewedBy))
    .where(eq(submissions.caseStudyId, caseStudyId))
    .orderBy(asc(submissions.number))
}

/** The latest submission as it stands now: what a command must know before it writes. */
export async function findLatest(reader: Reader, caseStudyId: string) {
  const [latest] = await reader
    .select({ number: submissions.number, decision: reviews.decision })
    .from(submissions)
    .leftJoin(reviews, eq(reviews.submissionId, submissions.id))
    .where(eq(submissions.caseStudyId, caseStudyId))
    .orderBy(desc(submissions.number))
    .limit(1)
  return latest
}

/** The working draft. Only its author reads it. */
export async function getDraft(reader: Reader, caseStudyId: string): Promise<Texts> {
  const rows = await reader
    .select({ section: caseStudySections.section, body: caseStudySections.body })
    .from(caseStudySections)
    .where(eq(caseStudySections.caseStudyId, caseStudyId))
  return Object.fromEntries(rows.map(({ section, body }) => [section, body]))
}

/** The working draft as the form holds it: title and project too, by the name of the box. */
export async function getBoxes(reader: Reader, caseStudyId: string): Promise<Texts> {
  const [[study], sections] = await Promise.all([
    reader
      .select({ title: caseStudies.title, projectId: caseStudies.projectId })
      .from(caseStudies)
      .where(eq(caseStudies.id, caseStudyId)),
    getDraft(reader, caseStudyId),
  ])
  if (!study) throw new Error('No such case study')
  return boxesOf({ ...study, sections })
}

/** Someone's own case study in a cohort, or undefined while they have none. */
export async function findOwnCaseStudy(reader: Reader, cohortId: string, personId: string) {
  const [own] = await reader
    .select({ id: caseStudies.id, title: caseStudies.title, startedAt: caseStudies.startedAt })
    .from(caseStudies)
    .where(and(eq(caseStudies.cohortId, cohortId), eq(caseStudies.authorId, personId)))
  return own && { ...own, state: stateOf(await findLatest(reader, own.id)) }
}

/**
 * The cohort that a member means: the one they ask for, or the one they belong to that is on. Someone may have been
 * in several, with a case study in each.
 */
export async function findOwnCohort(reader: Reader, viewer: Viewer, asked: string | null, today: Day) {
  const own = (await listCohorts(reader, viewer)).filter(({ id }) => viewer.isMember(id))
  return asked ? own.find(({ id }) => id === asked) : begunFirst(own, today)[0]
}

/** Who can review what `authorId` submits in a cohort. */
export function listReviewers(reader: Reader, cohortId: string, authorId: string) {
  return reader
    .selectDistinct({ id: people.id, name: people.name, email: people.email })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        eq(roleGrants.role, 'reviewer'),
        eq(roleGrants.cohortId, cohortId),
        isNull(roleGrants.endedAt),
        ne(people.id, authorId),
      ),
    )
    .orderBy(asc(people.id))
}
