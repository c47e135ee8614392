import { and, asc, eq, inArray, isNull, lt } from 'drizzle-orm'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { people, practiceMemberships } from '#db/schema/people.ts'
import { downloadedValues, imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { importCounts, rowsCount } from './counting.ts'
import { keyOf, type Loaded } from './overlap.ts'
import type { FileKind } from './reading/layouts.ts'
import type { MonthlyFigures } from './reading/reading.ts'

/** Beyond so many practices it is quicker to read all of a month. */
const NAMED_PRACTICES = 500

/**
 * What counts now for the practices and months of a file that is about to be published. List sizes are compared
 * with those of the same source: OpenPrescribing's never take the place of NHS England's.
 */
export async function listLoaded(reader: Reader, figures: MonthlyFigures): Promise<Loaded[]> {
  const months = [...new Set(figures.rows.map(({ month }) => month))]
  const codes = [...new Set(figures.rows.map(({ practiceCode }) => practiceCode))]
  const source = { fileName: imports.fileName, sha256: imports.sha256, publishedAt: imports.publishedAt }
  const within = (table: typeof practiceMonths | typeof listSizes | typeof downloadedValues) =>
    and(
      table === downloadedValues ? importCounts : rowsCount(table as typeof practiceMonths),
      inArray(table.month, months),
      codes.length <= NAMED_PRACTICES ? inArray(table.practiceCode, codes) : undefined,
    )
  const latestOf = (loaded: Loaded[]) => [...new Map(loaded.map((row) => [keyOf(row), row])).values()]
  if (figures.kind === 'epd') {
    const { practiceCode, month, rows, sums, commissioner } = practiceMonths
    const loaded = await reader
      .select({ ...source, practiceCode, month, rows, sums, commissioner })
      .from(practiceMonths)
      .innerJoin(imports, eq(imports.id, practiceMonths.importId))
      .where(within(practiceMonths))
      .orderBy(asc(imports.publishedAt))
    return latestOf(loaded as Loaded[])
  }
  if (figures.kind === 'list') {
    const { practiceCode, month, patients } = listSizes
    const loaded = await reader
      .select({ ...source, practiceCode, month, patients })
      .from(listSizes)
      .innerJoin(imports, eq(imports.id, listSizes.importId))
      .where(and(within(listSizes), eq(imports.kind, figures.isDownloaded ? 'openprescribing' : 'list')))
      .orderBy(asc(imports.publishedAt))
    return latestOf(loaded as Loaded[])
  }
  const { practiceCode, month, measure, numerator, denominator } = downloadedValues
  const named = [...new Set(figures.rows.map((row) => row.measure))]
  const loaded = await reader
    .select({ ...source, practiceCode, month, measure, numerator, denominator })
    .from(downloadedValues)
    .innerJoin(imports, eq(imports.id, downloadedValues.importId))
    .where(and(within(downloadedValues), inArray(measure, named)))
    .orderBy(asc(imports.publishedAt))
  return latestOf(loaded as Loaded[])
}

/** Imports that were staged before an instant and never published. */
export const listStagedBefore = (reader: Reader, before: Date) =>
  reader
    .select({ id: imports.id, keptFile: imports.keptFile })
    .from(imports)
    .where(and(isNull(imports.publishedAt), lt(imports.importedAt, before)))

/** Whether prescribing of a later month counts already than all of these. */
export async function hasNewerMonth(reader: Reader, months: readonly Month[]): Promise<boolean> {
  const last = [...months].sort().at(-1) ?? ''
  const files = await reader
    .select({ months: imports.months })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, 'epd')))
  return files.some((file) => file.months.some((month) => month > last))
}

/** Codes of practices that somebody works at or takes part for: presentations are kept for these alone. */
export async function listMemberPractices(reader: Reader): Promise<Set<string>> {
  const [working, enrolled] = await Promise.all([
    reader.selectDistinct({ code: practiceMemberships.practiceCode }).from(practiceMemberships),
    reader.selectDistinct({ code: cohortMembers.practiceCode }).from(cohortMembers),
  ])
  return new Set([...working, ...enrolled].flatMap(({ code }) => code ?? []))
}

/** Earlier imports that hold some of the same months, and count again for them when this one is undone. */
export async function listCountingAgain(
  reader: Reader,
  file: { kind: FileKind; months: readonly Month[]; publishedAt: Date | null },
) {
  if (!file.publishedAt || file.kind === 'unknown') return []
  const before = await reader
    .select({ id: imports.id, fileName: imports.fileName, months: imports.months })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, file.kind), lt(imports.publishedAt, file.publishedAt)))
    .orderBy(asc(imports.publishedAt))
  const isOfSame = (months: readonly Month[]) => months.some((month) => file.months.includes(month))
  return file.kind === 'register' ? before.slice(-1) : before.filter(({ months }) => isOfSame(months))
}

/** The name of whoever imported a file; undefined when it was no person, or one whose account is gone. */
export async function findImporter(reader: Reader, personId: string): Promise<string | undefined> {
  const [person] = await reader.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return person?.name
}
