import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { importRuns } from '#db/schema/import-runs.ts'
import { imports, practiceMonths, presentationMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { importCounts } from '../counting.ts'
import { definitionVersion } from '../definitions/measures.ts'
import { listMemberPractices } from '../import-queries.ts'

export interface KeptImport {
  id: string
  keptFile: string
  months: Month[]
}

const kept = (reader: Reader) =>
  reader.select({ id: imports.id, keptFile: imports.keptFile, months: imports.months }).from(imports)

const withFile = (rows: { id: string; keptFile: string | null; months: Month[] }[]): KeptImport[] =>
  rows.flatMap(({ keptFile, ...row }) => (keptFile === null ? [] : [{ ...row, keptFile }]))

/** Imports whose sums were formed with other definitions and can be formed anew. */
export const listOutdated = async (reader: Reader): Promise<KeptImport[]> =>
  withFile(
    await kept(reader).where(
      and(
        importCounts,
        eq(imports.kind, 'epd'),
        ne(imports.definitionVersion, definitionVersion),
        isNotNull(imports.keptFile),
      ),
    ),
  )

/** Files whose rows were kept, the earliest published first. */
export const listKeptImports = async (reader: Reader): Promise<KeptImport[]> =>
  withFile(
    await kept(reader)
      .where(and(importCounts, eq(imports.kind, 'epd'), isNotNull(imports.keptFile)))
      .orderBy(asc(imports.publishedAt)),
  )

/** Of the practices somebody works at, those of which an import has figures and no presentations. */
export async function listUnfilled(reader: Reader, importId: string, months: Month[]): Promise<Set<string>> {
  const codes = [...(await listMemberPractices(reader))]
  const rows = await reader
    .select({ code: practiceMonths.practiceCode, sums: practiceMonths.sums })
    .from(practiceMonths)
    .leftJoin(
      presentationMonths,
      and(
        eq(presentationMonths.practiceCode, practiceMonths.practiceCode),
        eq(presentationMonths.month, practiceMonths.month),
        eq(presentationMonths.importId, practiceMonths.importId),
      ),
    )
    .where(
      and(
        inArray(practiceMonths.practiceCode, codes),
        inArray(practiceMonths.month, months),
        eq(practiceMonths.importId, importId),
        isNull(presentationMonths.presentation),
      ),
    )
  // A practice that prescribed nothing that is counted has no presentations either.
  return new Set(
    rows.flatMap(({ code, sums }) => (Object.keys(sums).some((name) => name !== 'items') ? code : [])),
  )
}

/** Whether a practice joined since the newest kept file came in. Older files are filled before it. */
export async function areSomeUnfilled(reader: Reader): Promise<boolean> {
  const [newest] = withFile(
    await kept(reader)
      .where(
        and(
          importCounts,
          eq(imports.kind, 'epd'),
          isNotNull(imports.keptFile),
          isNull(imports.onlyPractices),
        ),
      )
      .orderBy(desc(imports.publishedAt))
      .limit(1),
  )
  return newest !== undefined && (await listUnfilled(reader, newest.id, newest.months)).size > 0
}

/** Imports that were being stored when their run died. */
export const listLeftBehind = (reader: Reader) =>
  reader
    .select({ id: imports.id, keptFile: imports.keptFile })
    .from(imports)
    .innerJoin(importRuns, eq(importRuns.importId, imports.id))
    .where(and(isNull(imports.publishedAt), eq(importRuns.state, 'failed')))

/** The sums of one import, in the order of their practices. */
export const listSumsOf = (reader: Reader, importId: string) =>
  reader
    .select({
      practiceCode: practiceMonths.practiceCode,
      month: practiceMonths.month,
      sums: practiceMonths.sums,
    })
    .from(practiceMonths)
    .where(eq(practiceMonths.importId, importId))

/** Every kept file that an import names, published or not. */
export async function listKeptFiles(reader: Reader): Promise<Set<string>> {
  const rows = await reader
    .select({ keptFile: imports.keptFile })
    .from(imports)
    .where(isNotNull(imports.keptFile))
  return new Set(rows.flatMap(({ keptFile }) => keptFile ?? []))
}
