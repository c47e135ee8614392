import { and, asc, eq } from 'drizzle-orm'
import {
  downloadedValues,
  type ImportSource,
  imports,
  listSizes,
  practiceMonths,
} from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { importCounts, rowsCount } from './counting.ts'
import { CARRIED_FORWARD_AT_MOST } from './values.ts'

/** The file that a figure came from, and who brought it: in a word, never by name. */
export interface Provenance {
  importId: string
  fileName: string
  sha256: string
  definitionVersion: string
  source: ImportSource | null
  /** "a facilitator or administrator", "someone of the practice", "the watched folder", "a command on the server". */
  importedBy: string
  publishedAt: Date
}

export interface MonthProvenance {
  month: Month
  /** The prescribing file; undefined where none is loaded, or it held no rows of this practice. */
  figures: Provenance | undefined
  /** The list-size file that its rates rest on; `month` is earlier than the figures' where it was carried forward. */
  list: (Provenance & { month: Month }) | undefined
  /** By measure, OpenPrescribing downloads of the month. They count only where no prescribing file is loaded. */
  downloads: ReadonlyMap<string, Provenance>
}

const file = {
  importId: imports.id,
  fileName: imports.fileName,
  sha256: imports.sha256,
  definitionVersion: imports.definitionVersion,
  source: imports.source,
  importedBy: imports.importedBy,
  onlyPractices: imports.onlyPractices,
  publishedAt: imports.publishedAt,
}
type File = Omit<Provenance, 'publishedAt'> & { publishedAt: Date | null; onlyPractices: string[] | null }

/** Where the figures of a practice came from, by month, the earliest first. Three statements. */
export async function listProvenance(reader: Reader, practiceCode: string): Promise<MonthProvenance[]> {
  const [figures, lists, downloads] = await Promise.all([
    reader
      .select({ month: practiceMonths.month, file })
      .from(practiceMonths)
      .innerJoin(imports, eq(imports.id, practiceMonths.importId))
      .where(and(rowsCount(practiceMonths), eq(practiceMonths.practiceCode, practiceCode)))
      .orderBy(asc(imports.publishedAt)),
    reader
      .select({ month: listSizes.month, file })
      .from(listSizes)
      .innerJoin(imports, eq(imports.id, listSizes.importId))
      .where(and(rowsCount(listSizes), eq(listSizes.practiceCode, practiceCode)))
      .orderBy(asc(imports.publishedAt)),
    reader
      .select({ month: downloadedValues.month, measure: downloadedValues.measure, file })
      .from(downloadedValues)
      .innerJoin(imports, eq(imports.id, downloadedValues.importId))
      .where(and(importCounts, eq(downloadedValues.practiceCode, practiceCode)))
      .orderBy(asc(imports.publishedAt)),
  ])
  const figuresOf = new Map(figures.map((row) => [row.month, provenanceOf(row.file)]))
  const listOf = new Map(lists.map((row) => [row.month, provenanceOf(row.file)]))
  const months = [...new Set([...figures, ...downloads].map(({ month }) => month))].sort()
  return months.map((month) => ({
    month,
    figures: figuresOf.get(month),
    list: listBehind(month, listOf),
    downloads: new Map(
      downloads.filter((row) => row.month === month).map((row) => [row.measure, provenanceOf(row.file)]),
    ),
  }))
}

function listBehind(month: Month, lists: ReadonlyMap<Month, Provenance>) {
  for (let monthsOld = 0; monthsOld <= CARRIED_FORWARD_AT_MOST; monthsOld++) {
    const earlier = addMonths(month, -monthsOld)
    const found = lists.get(earlier)
    if (found) return { ...found, month: earlier }
  }
  return undefined
}

function provenanceOf({ onlyPractices, importedBy, publishedAt, ...known }: File): Provenance {
  if (!publishedAt) throw new Error(`Import ${known.importId} counts without being published`)
  return { ...known, publishedAt, importedBy: broughtBy(known.source, importedBy, onlyPractices) }
}

/** Only those who run the programme import for every practice (`policy.ts`). */
export function broughtBy(
  source: ImportSource | null,
  importedBy: string,
  onlyPractices: string[] | null,
): string {
  if (source === 'inbox') return 'the watched folder'
  if (source === 'demonstration') return 'the demonstration'
  if (source === 'command' || importedBy.startsWith('system:')) return 'a command on the server'
  return onlyPractices === null ? 'a facilitator or administrator' : 'someone of the practice'
}
