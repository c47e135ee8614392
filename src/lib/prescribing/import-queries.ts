import { and, asc, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import { imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Loaded } from './overlap.ts'
import type { Figures } from './reading/reading.ts'

const isPublished = isNotNull(imports.publishedAt)
/** Beyond so many practices it is quicker to read all of a month. */
const NAMED_PRACTICES = 500

/** What counts now for the practices and months of a file that is about to be published. */
export async function listLoaded(reader: Reader, { kind, rows }: Figures): Promise<Loaded[]> {
  const months = [...new Set(rows.map(({ month }) => month))]
  const codes = [...new Set(rows.map(({ practiceCode }) => practiceCode))]
  const source = { fileName: imports.fileName, sha256: imports.sha256, publishedAt: imports.publishedAt }
  const within = (table: typeof practiceMonths | typeof listSizes) =>
    and(
      isPublished,
      inArray(table.month, months),
      codes.length <= NAMED_PRACTICES ? inArray(table.practiceCode, codes) : undefined,
    )
  const loaded =
    kind === 'epd'
      ? await reader
          .select({
            ...source,
            practiceCode: practiceMonths.practiceCode,
            month: practiceMonths.month,
            rows: practiceMonths.rows,
            sums: practiceMonths.sums,
          })
          .from(practiceMonths)
          .innerJoin(imports, eq(imports.id, practiceMonths.importId))
          .where(within(practiceMonths))
          .orderBy(asc(imports.publishedAt))
      : await reader
          .select({
            ...source,
            practiceCode: listSizes.practiceCode,
            month: listSizes.month,
            patients: listSizes.patients,
          })
          .from(listSizes)
          .innerJoin(imports, eq(imports.id, listSizes.importId))
          .where(within(listSizes))
          .orderBy(asc(imports.publishedAt))
  const latest = new Map(loaded.map((row) => [`${row.practiceCode} ${row.month}`, row as Loaded]))
  return [...latest.values()]
}

/** Imports that were staged before an instant and never published. */
export const listStagedBefore = (reader: Reader, before: Date) =>
  reader
    .select({ id: imports.id })
    .from(imports)
    .where(and(isNull(imports.publishedAt), lt(imports.importedAt, before)))

/** Codes of practices that take part or stand in a list-size file, which is as near to a register as there is. */
export async function listKnownPractices(reader: Reader): Promise<Set<string>> {
  const [members, listed] = await Promise.all([
    reader.select({ code: practices.code }).from(practices),
    reader.selectDistinct({ code: listSizes.practiceCode }).from(listSizes),
  ])
  return new Set([...members, ...listed].map(({ code }) => code))
}
