import { and, asc, desc, eq, inArray, isNotNull, max } from 'drizzle-orm'
import {
  downloadedValues,
  importProblems,
  imports,
  listSizes,
  practiceMonths,
} from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import type { Month } from '#lib/day.ts'
import { listRegistered } from '#lib/practices/queries.ts'
import { importCounts, rowsCount } from './counting.ts'
import { findMeasure, measures } from './definitions/measures.ts'
import type { SumName } from './definitions/sums.ts'
import { canImportForEveryone, canSeeImport } from './policy.ts'
import { type NextPublication, nextPublicationAfter } from './publication.ts'
import { type MeasureValue, type PracticeFigures, valuesOf } from './values.ts'

/** What counts of some practices now, in the order asked for. Six statements, however many practices. */
export async function listFigures(
  reader: Reader,
  practiceCodes: readonly string[],
): Promise<PracticeFigures[]> {
  const codes = [...new Set(practiceCodes)]
  const [files, figures, lists, downloads, registered] = await Promise.all([
    reader
      .select({
        id: imports.id,
        kind: imports.kind,
        months: imports.months,
        only: imports.onlyPractices,
      })
      .from(imports)
      .where(and(importCounts, inArray(imports.kind, ['epd', 'openprescribing']))),
    listSums(reader, codes),
    listListSizes(reader, codes),
    listDownloads(reader, codes),
    listRegistered(reader, codes),
  ])
  const ofEpd = files.filter(({ kind }) => kind === 'epd')
  const monthsOf = new Map(files.map(({ id, months }) => [id, months]))
  return practiceCodes.map((practiceCode) => ({
    practiceCode,
    importedMonths: monthsThatCouldHold(practiceCode, ofEpd),
    sums: new Map(
      of(practiceCode, figures).map(({ month, sums }) => [month, sums as Record<SumName, number>]),
    ),
    listSizes: new Map(of(practiceCode, lists).map(({ month, patients }) => [month, patients])),
    downloads: byMeasure(of(practiceCode, downloads), monthsOf),
    closedOn: registered.find(({ code }) => code === practiceCode)?.closedOn ?? null,
  }))
}

/** Sorted here, because SQLite would carry the sums of thirty practices through its sorter. */
const byPublication = (a: { publishedAt: Date | null }, b: { publishedAt: Date | null }) =>
  Number(a.publishedAt) - Number(b.publishedAt)

async function listSums(reader: Reader, codes: string[]) {
  const rows = await reader
    .select({
      practiceCode: practiceMonths.practiceCode,
      month: practiceMonths.month,
      sums: practiceMonths.sums,
      publishedAt: imports.publishedAt,
    })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(and(rowsCount(practiceMonths), inArray(practiceMonths.practiceCode, codes)))
  return rows.sort(byPublication)
}

/** The later of two counts, but an extract of NHS England before what OpenPrescribing says of it. */
async function listListSizes(reader: Reader, codes: string[]) {
  const rows = await reader
    .select({
      practiceCode: listSizes.practiceCode,
      month: listSizes.month,
      patients: listSizes.patients,
      kind: imports.kind,
      publishedAt: imports.publishedAt,
    })
    .from(listSizes)
    .innerJoin(imports, eq(imports.id, listSizes.importId))
    .where(and(rowsCount(listSizes), inArray(listSizes.practiceCode, codes)))
  return rows.sort(byPublication).sort((a, b) => Number(a.kind === 'list') - Number(b.kind === 'list'))
}

const listDownloads = (reader: Reader, codes: string[]) =>
  reader
    .select({
      practiceCode: downloadedValues.practiceCode,
      measure: downloadedValues.measure,
      month: downloadedValues.month,
      importId: downloadedValues.importId,
      numerator: downloadedValues.numerator,
      denominator: downloadedValues.denominator,
    })
    .from(downloadedValues)
    .innerJoin(imports, eq(imports.id, downloadedValues.importId))
    .where(and(importCounts, inArray(downloadedValues.practiceCode, codes)))
    .orderBy(asc(imports.publishedAt))

/** Every month of a file that holds the measure, so that one without a value is a gap and not passed over. */
function byMeasure(
  rows: Awaited<ReturnType<typeof listDownloads>>,
  monthsOf: ReadonlyMap<string, Month[]>,
): PracticeFigures['downloads'] {
  const measured = Map.groupBy(rows, ({ measure }) => measure)
  return new Map(
    Array.from(measured, ([measure, values]) => {
      const files = [...new Set(values.map(({ importId }) => importId))]
      const gaps = files.flatMap((id) => monthsOf.get(id) ?? []).map((month) => [month, undefined] as const)
      return [measure, new Map([...gaps, ...values.map((value) => [value.month, value] as const)])]
    }),
  )
}

const of = <T extends { practiceCode: string }>(code: string, rows: T[]) =>
  rows.filter((row) => row.practiceCode === code)

function monthsThatCouldHold(code: string, files: { months: Month[]; only: string[] | null }[]): Month[] {
  const could = files.filter(({ only }) => only === null || only.includes(code))
  return [...new Set(could.flatMap(({ months }) => months))].sort()
}

/** Every measure of a practice in every imported month. */
export async function listPracticeSeries(reader: Reader, practiceCode: string): Promise<MeasureValue[]> {
  const [practice] = await listFigures(reader, [practiceCode])
  return measures.flatMap((measure) => valuesOf(measure, practice!))
}

/** One measure of a practice in every imported month. */
export async function getMeasureSeries(reader: Reader, practiceCode: string, measureId: string) {
  const measure = findMeasure(measureId)
  if (!measure) throw new Error(`There is no measure ${measureId}`)
  const [practice] = await listFigures(reader, [practiceCode])
  return valuesOf(measure, practice!)
}

/** The latest month with figures of each practice; practices without any are left out. */
export async function listLatestMonths(
  reader: Reader,
  practiceCodes: readonly string[],
): Promise<Map<string, Month>> {
  const rows = await reader
    .select({ practiceCode: practiceMonths.practiceCode, month: max(practiceMonths.month) })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(and(rowsCount(practiceMonths), inArray(practiceMonths.practiceCode, [...practiceCodes])))
    .groupBy(practiceMonths.practiceCode)
  return new Map(rows.flatMap(({ practiceCode, month }) => (month ? [[practiceCode, month] as const] : [])))
}

/** How far the prescribing data reach, when they last grew and when the next month is likely to be published. */
export interface Freshness {
  month: Month
  publishedAt: Date
  next: NextPublication
}

/** Of all prescribing files, or of the figures of some practices; undefined before the first. */
export async function findFreshness(
  reader: Reader,
  practiceCodes?: string | readonly string[],
): Promise<Freshness | undefined> {
  const grown =
    practiceCodes === undefined
      ? await listPublishedMonths(reader)
      : await listMonthsOf(reader, [practiceCodes].flat())
  const month = grown
    .map((row) => row.month)
    .sort()
    .at(-1)
  const publishedAt = grown
    .map((row) => row.publishedAt)
    .sort((a, b) => +a - +b)
    .at(-1)
  return month && publishedAt ? { month, publishedAt, next: nextPublicationAfter(month) } : undefined
}

async function listPublishedMonths(reader: Reader) {
  const files = await reader
    .select({ months: imports.months, publishedAt: imports.publishedAt })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, 'epd')))
  return files.flatMap(({ months, publishedAt }) =>
    publishedAt ? months.map((month) => ({ month, publishedAt })) : [],
  )
}

async function listMonthsOf(reader: Reader, practiceCodes: string[]) {
  const rows = await reader
    .selectDistinct({ month: practiceMonths.month, publishedAt: imports.publishedAt })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(and(rowsCount(practiceMonths), inArray(practiceMonths.practiceCode, practiceCodes)))
  return rows.flatMap(({ month, publishedAt }) => (publishedAt ? [{ month, publishedAt }] : []))
}

/** The imports that a person may see, undone ones too, the latest first. */
export async function listImports(reader: Reader, viewer: Viewer) {
  const files = await reader.select().from(imports).where(isPublished).orderBy(desc(imports.publishedAt))
  return files.flatMap((file) => asSeenBy(viewer, file))
}

const isPublished = isNotNull(imports.publishedAt)

/** A participant sees of the practices an import was kept for only their own. */
function asSeenBy<T extends { onlyPractices: string[] | null }>(viewer: Viewer, file: T): T[] {
  if (!canSeeImport(viewer, file)) return []
  if (canImportForEveryone(viewer) || file.onlyPractices === null) return [file]
  return [{ ...file, onlyPractices: file.onlyPractices.filter(viewer.worksAt) }]
}

export const listImportProblems = (reader: Reader, importId: string) =>
  reader
    .select()
    .from(importProblems)
    .where(eq(importProblems.importId, importId))
    .orderBy(asc(importProblems.position))

/** One published import, if this person may see it. */
export async function findImport(reader: Reader, viewer: Viewer, id: string) {
  const files = await reader
    .select()
    .from(imports)
    .where(and(isPublished, eq(imports.id, id)))
  return files.flatMap((file) => asSeenBy(viewer, file))[0]
}

/** When the import that counts as the latest was published. */
export async function findLatestPublication(reader: Reader): Promise<Date | null> {
  const [row] = await reader.select({ at: max(imports.publishedAt) }).from(imports)
  return row?.at ?? null
}
