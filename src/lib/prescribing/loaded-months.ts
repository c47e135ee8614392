import { and, asc, eq } from 'drizzle-orm'
import { imports, replacedMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { importCounts } from './counting.ts'

/** A prescribing file that counts. */
export interface PrescribingFile {
  id: string
  months: readonly Month[]
  practices: number
  onlyPractices: readonly string[] | null
  publishedAt: Date | null
}

/** A month that files for every practice hold. */
export interface LoadedMonth {
  month: Month
  /** Whether they hold a fair part of all practices: of an extract nobody else's month is known. */
  isCovered: boolean
  /** When the file came that most of the month is of. */
  publishedAt: Date
}

/** Of the practices of the month before. Months differ by a few in a hundred; an extract has far fewer. */
export const LEAST_PART = 0.5

/**
 * The months of files for everyone, the earliest first, told apart by how many practices the files say they hold: to
 * count the practices of every month would read whole tables for each page. `replaced` are months of later new issues.
 */
export function loadedMonthsOf(
  files: readonly PrescribingFile[],
  replaced: readonly { importId: string; month: Month }[],
): LoadedMonth[] {
  const published = files.flatMap(({ publishedAt, ...file }) =>
    publishedAt && file.onlyPractices === null ? [{ ...file, publishedAt }] : [],
  )
  const newIssues = replaced.flatMap(({ importId, month }) => {
    const file = published.find(({ id }) => id === importId)
    return file ? [{ month, at: file.publishedAt }] : []
  })
  const months = [...new Set(published.flatMap((file) => file.months))].sort().map((month) => {
    const since = Math.max(...newIssues.flatMap((issue) => (issue.month === month ? +issue.at : [])))
    const of = published.filter((file) => file.months.includes(month) && +file.publishedAt >= since)
    const [largest] = of.toSorted((a, b) => b.practices - a.practices || +b.publishedAt - +a.publishedAt)
    const held = of.reduce((sum, { practices }) => sum + practices, 0)
    return { month, held, largest: largest!.practices, publishedAt: largest!.publishedAt }
  })
  let usual: number | undefined
  return months.map(({ month, held, largest, publishedAt }, index) => {
    const isCovered = held >= (usual ?? months[index + 1]?.largest ?? 0) * LEAST_PART
    if (isCovered) usual = largest
    return { month, isCovered, publishedAt }
  })
}

export async function listLoadedMonths(reader: Reader): Promise<LoadedMonth[]> {
  const [files, replaced] = await Promise.all([listPrescribingFiles(reader), listReplacedMonths(reader)])
  return loadedMonthsOf(files, replaced)
}

export const listPrescribingFiles = (reader: Reader) =>
  reader
    .select({
      id: imports.id,
      months: imports.months,
      practices: imports.practices,
      onlyPractices: imports.onlyPractices,
      publishedAt: imports.publishedAt,
    })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, 'epd')))
    .orderBy(asc(imports.publishedAt))

/** Of all kinds of file; those of files that do not count are of no file that is asked about. */
export const listReplacedMonths = (reader: Reader) => reader.select().from(replacedMonths)
