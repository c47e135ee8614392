import { dayOf, longMonth, type Month, plainDay } from '#lib/day.ts'
import type { DownloadedValue, ListSize, MonthlyFigures, PracticeMonth } from './reading/reading.ts'

/** What counts now for a practice and month, and the file that it came from. */
type Row = PracticeMonth | ListSize | DownloadedValue
export type Loaded = Row & { fileName: string; sha256: string; publishedAt: Date }

export interface Overlap {
  /** Practice-months of the file that are loaded from another file. */
  loaded: number
  practices: number
  /** Those of them whose figures differ. */
  different: number
  /** Practice-months of the file that are loaded from this very file. */
  same: number
  months: Month[]
  /** The latest of the other files. */
  from: { fileName: string; publishedAt: Date } | undefined
}

export const keyOf = (row: Row) => `${row.practiceCode} ${row.month} ${'measure' in row ? row.measure : ''}`

/** Compares what a file says with what is loaded already. `loaded` holds one row for each practice and month. */
export function overlapOf(figures: MonthlyFigures, sha256: string, loaded: readonly Loaded[]): Overlap {
  const now = new Map(loaded.map((row) => [keyOf(row), row]))
  const rows: Row[] = figures.rows
  const pairs = rows.flatMap((row) => {
    const before = now.get(keyOf(row))
    return before ? [{ row, before }] : []
  })
  const others = pairs.filter(({ before }) => before.sha256 !== sha256)
  return {
    loaded: others.length,
    practices: new Set(others.map(({ row }) => row.practiceCode)).size,
    different: others.filter(({ row, before }) => !isAlike(row, before)).length,
    same: pairs.length - others.length,
    months: [...new Set(others.map(({ row }) => row.month))].sort(),
    from: others.map(({ before }) => before).sort((a, b) => +b.publishedAt - +a.publishedAt)[0],
  }
}

function isAlike(a: Row, b: Row): boolean {
  if ('measure' in a || 'measure' in b)
    return 'measure' in a && 'measure' in b && a.numerator === b.numerator && a.denominator === b.denominator
  if ('patients' in a || 'patients' in b)
    return 'patients' in a && 'patients' in b && a.patients === b.patients
  const names = new Set([...Object.keys(a.sums), ...Object.keys(b.sums)])
  return [...names].every((name) => Math.abs((a.sums[name] ?? 0) - (b.sums[name] ?? 0)) < 1e-5)
}

const NAMED = 3

/** "August 2026", "July 2026, August 2026", "24 months from October 2024 to September 2026". */
export function monthsInWords(months: readonly Month[]): string {
  const named = months.length <= NAMED ? months : [months[0] ?? '', months.at(-1) ?? '']
  const words = named.map(longMonth)
  return months.length <= NAMED ? words.join(', ') : `${months.length} months from ${words.join(' to ')}`
}

/** "August 2026 for 2 practices". It is stored and others read it, so it names no file that someone else brought. */
export function loadedIn({ months, practices }: Overlap): string {
  return `${monthsInWords(months)} for ${practices === 1 ? 'one practice' : `${practices} practices`}`
}

/** What a person has to decide before loaded figures are replaced. */
export function questionAbout(overlap: Overlap): string {
  const { loaded, different, from } = overlap
  const source = from ? ` (from ${from.fileName}, imported on ${plainDay(dayOf(from.publishedAt))})` : ''
  const some = different < loaded ? ` in ${different} of ${loaded} cases` : ''
  const others = different === 0 ? 'this file says the same' : `this file has different figures${some}`
  return `Loaded already: ${loadedIn(overlap)}${source}; ${others}. Keep the loaded figures, or replace them? NHSBSA does re-issue months.`
}
