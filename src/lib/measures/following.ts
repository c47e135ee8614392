import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { measures } from '#db/schema/measures.ts'
import { projectMembers, projects } from '#db/schema/projects.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { listDecisions } from './decisions/queries.ts'
import { decisionsOf } from './decisions/standing.ts'

/**
 * The measures of projects the viewer sees that follow prescribing of a practice, one measure of it or any, each with
 * what its team decided about how it is read.
 */
export async function listMeasuresFollowing(
  reader: Reader,
  viewer: Viewer,
  followed: { practiceCode: string; measure?: string },
) {
  const rows = await reader
    .select({
      id: measures.id,
      follows: measures.prescribingMeasure,
      target: measures.target,
      startsOn: measures.startsOn,
      project: projects.title,
      cohortId: projects.cohortId,
      member: projectMembers.personId,
    })
    .from(measures)
    .innerJoin(projects, eq(projects.id, measures.projectId))
    .leftJoin(
      projectMembers,
      and(eq(projectMembers.projectId, projects.id), eq(projectMembers.personId, viewer.id)),
    )
    .where(
      and(
        eq(measures.practiceCode, followed.practiceCode),
        followed.measure === undefined
          ? isNotNull(measures.prescribingMeasure)
          : eq(measures.prescribingMeasure, followed.measure),
        isNull(measures.retiredAt),
      ),
    )
    .orderBy(asc(projects.title), asc(measures.id))
  const seen = rows.filter(({ member, cohortId }) => member !== null || viewer.facilitates(cohortId))
  const decisions = await listDecisions(
    reader,
    seen.map(({ id }) => id),
  )
  return seen.map(({ id, follows, project, target, startsOn }) => ({
    id,
    follows,
    project,
    decisions: decisionsOf(
      decisions.filter(({ measureId }) => measureId === id),
      { target, startsOn },
    ),
  }))
}
