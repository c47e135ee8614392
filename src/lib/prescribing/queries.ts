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
import { listRegistered, listSuccessions } from '#lib/practices/queries.ts'
import { importCounts, rowsCount } from './counting.ts'
import { findMeasure, measures } from './definitions/measures.ts'
import type { SumName } from './definitions/sums.ts'
import { listLoadedMonths, listPrescribingFiles } from './loaded-months.ts'
import { canImportForEveryone, canSeeImport } from './policy.ts'
import { type NextPublication, nextPublicationAfter } from './publication.ts'
import { daysOfTakingOver } from './successions.ts'
import { type MeasureValue, type PracticeFigures, valuesOf } from './values.ts'

/** Which months count as imported: those that a chart shows, or every one that some file holds. */
type MonthsWanted = 'charted' | 'every'

/** What counts of some practices now, in the order asked for. A few statements, however many practices. */
export async function listFigures(
  reader: Reader,
  practiceCodes: readonly string[],
  wanted: MonthsWanted = 'charted',
): Promise<PracticeFigures[]> {
  const codes = [...new Set(practiceCodes)]
  const [files, loaded, downloaded, figures, lists, downloads, registered, successions] = await Promise.all([
    listPrescribingFiles(reader),
    listLoadedMonths(reader),
    reader
      .select({ id: imports.id, months: imports.months })
      .from(imports)
      .where(and(importCounts, eq(imports.kind, 'openprescribing'))),
    listSums(reader, codes),
    listListSizes(reader, codes),
    listDownloads(reader, codes),
    listRegistered(reader, codes),
    listSuccessions(reader, codes),
  ])
  const monthsOf = new Map(downloaded.map(({ id, months }) => [id, months]))
  const ofEveryone = loaded.flatMap(({ month, isCovered }) => (isCovered || wanted === 'every' ? month : []))
  return practiceCodes.map((practiceCode) => {
    const sums = of(practiceCode, figures).map(
      (row) => [row.month, row.sums as Record<SumName, number>] as const,
    )
    const own = files.filter(({ onlyPractices }) => onlyPractices?.includes(practiceCode))
    return {
      practiceCode,
      importedMonths: [
        ...new Set([...ofEveryone, ...own.flatMap(({ months }) => months), ...sums.map(([month]) => month)]),
      ].sort(),
      sums: new Map(sums),
      listSizes: new Map(of(practiceCode, lists).map(({ month, patients }) => [month, patients])),
      downloads: byMeasure(of(practiceCode, downloads), monthsOf),
      closedOn: registered.find(({ code }) => code === practiceCode)?.closedOn ?? null,
      tookOverOn: daysOfTakingOver(practiceCode, successions),
    }
  })
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

/** Every measure of a practice in every imported month. */
export async function listPracticeSeries(reader: Reader, practiceCode: string): Promise<MeasureValue[]> {
  const [practice] = await listFigures(reader, [practiceCode], 'every')
  return measures.flatMap((measure) => valuesOf(measure, practice!))
}

/** One measure of a practice in the months that its chart shows. */
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

/** How far the prescribing data reach, when that month came and when the next is likely to be published. */
export interface Freshness {
  month: Month
  publishedAt: Date
  next: NextPublication
}

/** Of all practices, or of the figures of some; undefined before the first. */
export async function findFreshness(
  reader: Reader,
  practiceCodes?: string | readonly string[],
): Promise<Freshness | undefined> {
  const newest =
    practiceCodes === undefined
      ? await findNewestMonth(reader)
      : await findNewestMonthOf(reader, [practiceCodes].flat())
  return newest && { ...newest, next: nextPublicationAfter(newest.month) }
}

/** The newest month that is covered. Where practices bring in only their own, the newest of anyone. */
async function findNewestMonth(reader: Reader) {
  const [files, loaded] = await Promise.all([listPrescribingFiles(reader), listLoadedMonths(reader)])
  const covered = loaded.findLast(({ isCovered }) => isCovered)
  if (covered) return { month: covered.month, publishedAt: covered.publishedAt }
  const [newest] = files
    .flatMap(({ months, publishedAt }) => months.map((month) => ({ month, publishedAt: publishedAt! })))
    .sort((a, b) => b.month.localeCompare(a.month) || +b.publishedAt - +a.publishedAt)
  return newest
}

/** The newest month with figures of these practices, and when the file came that most of them have it from. */
async function findNewestMonthOf(reader: Reader, practiceCodes: string[]) {
  const latest = await listLatestMonths(reader, practiceCodes)
  const month = [...latest.values()].sort().at(-1)
  if (!month) return undefined
  const rows = await reader
    .select({ code: practiceMonths.practiceCode, publishedAt: imports.publishedAt })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(
      and(
        rowsCount(practiceMonths),
        inArray(practiceMonths.practiceCode, practiceCodes),
        eq(practiceMonths.month, month),
      ),
    )
    .orderBy(asc(imports.publishedAt))
  const files = Map.groupBy(new Map(rows.map((row) => [row.code, +row.publishedAt!])).values(), (at) => at)
  const [[at = 0] = []] = [...files].sort(([a, one], [b, other]) => other.length - one.length || b - a)
  return { month, publishedAt: new Date(at) }
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
