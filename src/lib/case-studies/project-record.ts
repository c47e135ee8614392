import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { listCharts } from '#lib/measures/charts.ts'
import { listMeasures } from '#lib/measures/queries.ts'
import { listCycles } from '#lib/pdsa/queries.ts'
import { findProject, listAims, listOwnProjects } from '#lib/projects/queries.ts'

/** What the author's project already holds, as far as a case study can begin with it. */
export async function findProjectRecord(reader: Reader, viewer: Viewer, projectId: string | null) {
  const project = projectId ? await findProject(reader, viewer, projectId) : undefined
  if (!project) return undefined
  const [aims, cycles, measures] = await Promise.all([
    listAims(reader, project.id),
    listCycles(reader, project.id),
    listMeasures(reader, project.id),
  ])
  const charts = (await listCharts(reader, measures)).map(({ series, decisions }) =>
    readRunChart(series, [], decisions),
  )
  return { project, aim: aims[0], cycles, measures, charts }
}

export type ProjectRecord = NonNullable<Awaited<ReturnType<typeof findProjectRecord>>>

/** The projects of a cohort that someone works on: what their case study can be about. */
export async function listChoices(reader: Reader, cohortId: string, personId: string) {
  const own = await listOwnProjects(reader, personId)
  return own.filter((project) => project.cohortId === cohortId).map(({ id, title }) => ({ id, title }))
}
