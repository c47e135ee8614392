import { asc, eq, inArray, type SQL } from 'drizzle-orm'
import { measures } from '#db/schema/measures.ts'
import { cycleDecisions, cycleStages, cycles, stages } from '#db/schema/pdsa.ts'
import { people } from '#db/schema/people.ts'
import { projectMembers, projects } from '#db/schema/projects.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { findProject } from '#lib/projects/queries.ts'

/** A project's cycles in the order of their numbers, each with its stages and its decision. */
export const listCycles = (reader: Reader, projectId: string) =>
  cyclesWhere(reader, eq(cycles.projectId, projectId))

export type Cycle = Awaited<ReturnType<typeof listCycles>>[number]

export const listCyclesOf = (reader: Reader, projectIds: readonly string[]) =>
  cyclesWhere(reader, inArray(cycles.projectId, [...projectIds]))

/** A cycle with its project, for those who may see the project. */
export async function findCycle(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [cycle] = await cyclesWhere(reader, eq(cycles.id, id))
  if (!cycle) return undefined
  const project = await findProject(reader, viewer, cycle.projectId)
  return project && { ...cycle, project }
}

async function cyclesWhere(reader: Reader, condition: SQL) {
  const rows = await reader
    .select({
      id: cycles.id,
      projectId: cycles.projectId,
      number: cycles.number,
      title: cycles.title,
      question: cycles.question,
      change: cycles.change,
      prediction: cycles.prediction,
      scale: cycles.scale,
      measureId: cycles.measureId,
      measure: measures.title,
      startsOn: cycles.startsOn,
      endsOn: cycles.endsOn,
      plannedBy: people.name,
      plannedAt: cycles.plannedAt,
      decision: cycleDecisions.decision,
      decidedAt: cycleDecisions.decidedAt,
    })
    .from(cycles)
    .innerJoin(people, eq(people.id, cycles.plannedBy))
    .leftJoin(measures, eq(measures.id, cycles.measureId))
    .leftJoin(cycleDecisions, eq(cycleDecisions.cycleId, cycles.id))
    .where(condition)
    .orderBy(asc(cycles.projectId), asc(cycles.number))
  const written = await listStages(
    reader,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const own = written.filter(({ cycleId }) => cycleId === row.id)
    const recorded = stages.filter((stage) => own.some((each) => each.stage === stage))
    return { ...row, stages: own, recorded }
  })
}

function listStages(reader: Reader, cycleIds: string[]) {
  return reader
    .select({
      cycleId: cycleStages.cycleId,
      stage: cycleStages.stage,
      notes: cycleStages.notes,
      recordedBy: people.name,
      recordedAt: cycleStages.recordedAt,
    })
    .from(cycleStages)
    .innerJoin(people, eq(people.id, cycleStages.recordedBy))
    .where(inArray(cycleStages.cycleId, cycleIds))
}

/** The last cycle of each of these projects, where there is one. */
export async function listLastCyclesOf(reader: Reader, projectIds: readonly string[]) {
  const all = await listCyclesOf(reader, projectIds)
  return new Map(all.map((cycle) => [cycle.projectId, cycle]))
}

/** Everyone in a cohort who is on a project, with the project's last cycle; null where none has been planned. */
export async function listLastCycles(reader: Reader, cohortId: string) {
  const teams = await reader
    .select({ personId: projectMembers.personId, projectId: projects.id, projectTitle: projects.title })
    .from(projects)
    .innerJoin(projectMembers, eq(projectMembers.projectId, projects.id))
    .where(eq(projects.cohortId, cohortId))
    .orderBy(asc(projects.startedAt), asc(projects.id))
  const last = await listLastCyclesOf(reader, [...new Set(teams.map(({ projectId }) => projectId))])
  return teams.map((row) => ({ ...row, cycle: last.get(row.projectId) ?? null }))
}
