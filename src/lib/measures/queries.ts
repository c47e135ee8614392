import { and, asc, desc, eq, inArray, isNotNull, isNull, max } from 'drizzle-orm'
import { measures, measureWordings, pointCorrections, points } from '#db/schema/measures.ts'
import { people, practices } from '#db/schema/people.ts'
import { projects } from '#db/schema/projects.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import type { Every } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'
import { listLatestMonths } from '#lib/prescribing/queries.ts'
import { findProject } from '#lib/projects/queries.ts'

const columns = {
  id: measures.id,
  projectId: measures.projectId,
  title: measures.title,
  kind: measures.kind,
  source: measures.source,
  prescribingMeasure: measures.prescribingMeasure,
  practiceCode: measures.practiceCode,
  practice: practices.name,
  every: measures.every,
  valueKind: measures.valueKind,
  numeratorMeans: measures.numeratorMeans,
  denominatorMeans: measures.denominatorMeans,
  unit: measures.unit,
  decimals: measures.decimals,
  direction: measures.direction,
  target: measures.target,
  startsOn: measures.startsOn,
  definedAt: measures.definedAt,
  retiredAt: measures.retiredAt,
  retiredBecause: measures.retiredBecause,
  retiredBy: people.name,
}

const withPractice = (reader: Reader) =>
  reader
    .select(columns)
    .from(measures)
    .leftJoin(practices, eq(practices.code, measures.practiceCode))
    .leftJoin(people, eq(people.id, measures.retiredBy))

/** A project's measures: outcome, process, balancing, each in the order they were defined. Those that stand, unless asked. */
export async function listMeasures(
  reader: Reader,
  projectId: string,
  which: 'standing' | 'retired' | 'all' = 'standing',
) {
  const state = {
    standing: isNull(measures.retiredAt),
    retired: isNotNull(measures.retiredAt),
    all: undefined,
  }
  const rows = await withPractice(reader)
    .where(and(eq(measures.projectId, projectId), state[which]))
    .orderBy(asc(measures.definedAt), asc(measures.id))
  const family = ['outcome', 'process', 'balancing']
  return rows.sort((a, b) => family.indexOf(a.kind) - family.indexOf(b.kind))
}

export type Measure = Awaited<ReturnType<typeof listMeasures>>[number]

/** A measure with its project, for those who may see the project. */
export async function findMeasure(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [measure] = await withPractice(reader).where(eq(measures.id, id))
  const project = measure && (await findProject(reader, viewer, measure.projectId))
  return project && { ...measure, project }
}

/** The typed figures of these measures, oldest first. */
export function listPoints(reader: Reader, measureIds: readonly string[]) {
  return reader
    .select({
      measureId: points.measureId,
      period: points.period,
      numerator: points.numerator,
      denominator: points.denominator,
      note: points.note,
      enteredBy: people.name,
      enteredById: points.enteredBy,
      enteredAt: points.enteredAt,
    })
    .from(points)
    .innerJoin(people, eq(people.id, points.enteredBy))
    .where(inArray(points.measureId, [...measureIds]))
    .orderBy(asc(points.period))
}

/** What was corrected or taken away, latest first: each figure as it was, and why it is no more. */
export async function listCorrections(reader: Reader, measureId: string) {
  const rows = await reader
    .select()
    .from(pointCorrections)
    .where(eq(pointCorrections.measureId, measureId))
    .orderBy(desc(pointCorrections.correctedAt), desc(pointCorrections.period))
  const ids = [...new Set(rows.flatMap(({ enteredBy, correctedBy }) => [enteredBy, correctedBy]))]
  const named = await reader
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids))
  const nameOf = (id: string) => named.find((person) => person.id === id)?.name ?? 'Somebody'
  return rows.map((row) => ({
    ...row,
    enteredBy: nameOf(row.enteredBy),
    correctedBy: nameOf(row.correctedBy),
  }))
}

/** How a measure was worded before, latest first. */
export async function listWordings(reader: Reader, measureId: string) {
  return reader
    .select({
      id: measureWordings.id,
      title: measureWordings.title,
      kind: measureWordings.kind,
      numeratorMeans: measureWordings.numeratorMeans,
      denominatorMeans: measureWordings.denominatorMeans,
      unit: measureWordings.unit,
      direction: measureWordings.direction,
      target: measureWordings.target,
      reason: measureWordings.reason,
      rewordedBy: people.name,
      rewordedAt: measureWordings.rewordedAt,
    })
    .from(measureWordings)
    .innerJoin(people, eq(people.id, measureWordings.rewordedBy))
    .where(eq(measureWordings.measureId, measureId))
    .orderBy(desc(measureWordings.rewordedAt), desc(measureWordings.id))
}

export type Wording = Awaited<ReturnType<typeof listWordings>>[number]

/** The latest period with a figure in each of these projects, typed or published; none where there is no figure. */
export async function listLastPointsOf(reader: Reader, projectIds: readonly string[]) {
  const rows = await reader
    .select({
      projectId: measures.projectId,
      measureId: measures.id,
      measure: measures.title,
      every: measures.every,
      practiceCode: measures.practiceCode,
      source: measures.source,
      typed: max(points.period),
    })
    .from(measures)
    .leftJoin(points, eq(points.measureId, measures.id))
    .where(and(inArray(measures.projectId, [...projectIds]), isNull(measures.retiredAt)))
    .groupBy(measures.id)
    .orderBy(asc(measures.id))
  const codes = rows.flatMap(({ source, practiceCode }) =>
    source === 'prescribing' && practiceCode ? [practiceCode] : [],
  )
  const months = await listLatestMonths(reader, [...new Set(codes)])
  const last = new Map<string, LastPoint>()
  for (const { typed, source, practiceCode, ...row } of rows) {
    const month = source === 'prescribing' && months.get(practiceCode ?? '')
    const period = month ? `${month}-01` : typed
    if (period && period > (last.get(row.projectId)?.period ?? ''))
      last.set(row.projectId, { ...row, period })
  }
  return last
}

export interface LastPoint {
  projectId: string
  measureId: string
  measure: string
  every: Every
  /** The first day of the period. */
  period: Day
}

/** The last data point of every project of a cohort that has one. */
export async function listLastPoints(reader: Reader, cohortId: string): Promise<LastPoint[]> {
  const own = await reader.select({ id: projects.id }).from(projects).where(eq(projects.cohortId, cohortId))
  return [
    ...(
      await listLastPointsOf(
        reader,
        own.map(({ id }) => id),
      )
    ).values(),
  ]
}
