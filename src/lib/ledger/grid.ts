import type { Reader } from '#db/store.ts'
import { listMarks } from '#lib/attendance/queries.ts'
import { listCaseStudyStates } from '#lib/case-studies/progress.ts'
import { listMembers } from '#lib/cohorts/queries.ts'
import type { Day } from '#lib/day.ts'
import { listLastPoints } from '#lib/measures/queries.ts'
import { listLastCycles } from '#lib/pdsa/queries.ts'
import { stateOf } from '#lib/pdsa/stages.ts'
import { listSessions } from '#lib/sessions/queries.ts'
import { attendanceOf, concernsOf } from './concerns.ts'

/** One row a member: attendance, project with its last cycle and data point, case study, and what to ask about. */
export async function getGrid(reader: Reader, cohortId: string, today: Day) {
  const [members, sessions, marks, teams, lastPoints, caseStudies] = await Promise.all([
    listMembers(reader, cohortId),
    listSessions(reader, cohortId),
    listMarks(reader, cohortId),
    listLastCycles(reader, cohortId),
    listLastPoints(reader, cohortId),
    listCaseStudyStates(reader, cohortId),
  ])
  const markOf = new Map(marks.map(({ personId, sessionId, mark }) => [`${personId} ${sessionId}`, mark]))
  const lastPointOf = new Map(lastPoints.map((point) => [point.projectId, point]))

  return members.map((member) => {
    const projects = teams
      .filter(({ personId }) => personId === member.id)
      .map(({ projectId, projectTitle, cycle }) => ({
        id: projectId,
        title: projectTitle,
        cycle: cycle ?? undefined,
        point: lastPointOf.get(projectId),
      }))
    const caseStudy = caseStudies.find(({ personId }) => personId === member.id)
    const facts = {
      sessions: sessions.map((session) => ({
        ...session,
        mark: markOf.get(`${member.id} ${session.id}`) ?? null,
      })),
      projects: projects.map(({ id, title, cycle, point }) => ({
        id,
        title,
        cycle: cycle && { endsOn: cycle.endsOn, closed: stateOf(cycle, today) === 'closed' },
        lastPoint: point,
      })),
      caseStudy: caseStudy?.state ?? ('not started' as const),
    }
    return {
      member,
      attendance: attendanceOf(facts, today),
      projects,
      caseStudy: { id: caseStudy?.studyId ?? null, state: facts.caseStudy },
      concerns: concernsOf(facts, today),
    }
  })
}

export type GridRow = Awaited<ReturnType<typeof getGrid>>[number]
