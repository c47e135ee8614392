import type { Reader } from '#db/store.ts'
import { listOwnMarks } from '#lib/attendance/queries.ts'
import { findOwnCaseStudy } from '#lib/case-studies/queries.ts'
import type { Cohort } from '#lib/cohorts/queries.ts'
import { listOwnProjects } from '#lib/projects/queries.ts'
import { isOver, type Moment, mostUrgentFirst, nextThing } from './next-thing.ts'

/** Where somebody stands in each of the cohorts they belong to, the one that asks something of them soonest first. */
export async function listOwnStandings(
  reader: Reader,
  personId: string,
  cohorts: readonly Cohort[],
  moment: Moment,
) {
  const projects = cohorts.length > 0 ? await listOwnProjects(reader, personId) : []
  const standings = await Promise.all(
    cohorts.map(async (cohort) => {
      const [marks, study] = await Promise.all([
        listOwnMarks(reader, cohort.id, personId),
        findOwnCaseStudy(reader, cohort.id, personId),
      ])
      const project = projects.find(({ cohortId }) => cohortId === cohort.id)
      const facts = {
        cohort,
        sessions: marks,
        hasProject: project !== undefined,
        caseStudy: study?.state ?? ('not started' as const),
      }
      const begun = cohort.publishedAt !== null && marks.some((session) => isOver(session, moment))
      return { cohort, marks, study, project, begun, thing: nextThing(facts, moment) }
    }),
  )
  return mostUrgentFirst(standings)
}

export type OwnStanding = Awaited<ReturnType<typeof listOwnStandings>>[number]
