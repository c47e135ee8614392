import { dayOf, longMonth, type Month, plainDay } from '#lib/day.ts'
import type { DownloadedValue, ListSize, PracticeMonth } from './reading/reading.ts'

/** What counts now for a practice and month, and the file that it came from. */
export type Row = PracticeMonth | ListSize | DownloadedValue
export type Loaded = Row & { fileName: string; sha256: string; publishedAt: Date }

export interface Overlap {
  /** Practice-months of the file that are loaded from another file. */
  loaded: number
  practices: number
  /** Practices of which some figure differs. */
  different: number
  /** Practice-months of the file that are loaded from this very file. */
  same: number
  months: Month[]
  /** The latest of the other files. */
  from: { fileName: string; publishedAt: Date } | undefined
}

export const keyOf = (row: Row) => `${row.practiceCode} ${row.month} ${'measure' in row ? row.measure : ''}`

/** Compares what a file says with what is loaded already. `loaded` holds one row for each practice and month. */
export function overlapOf(rows: readonly Row[], sha256: string, loaded: readonly Loaded[]): Overlap {
  const now = new Map(loaded.map((row) => [keyOf(row), row]))
  const pairs = rows.flatMap((row) => {
    const before = now.get(keyOf(row))
    return before ? [{ row, before }] : []
  })
  const others = pairs.filter(({ before }) => before.sha256 !== sha256)
  const practicesOf = (these: typeof pairs) => new Set(these.map(({ row }) => row.practiceCode)).size
  return {
    loaded: others.length,
    practices: practicesOf(others),
    different: practicesOf(others.filter(({ row, before }) => !isAlike(row, before))),
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

/** "one practice", "9,284 practices" */
export const practicesInWords = (practices: number) =>
  practices === 1 ? 'one practice' : `${practices.toLocaleString('en-GB')} practices`

/** "August 2026 for 2 practices". It is stored and others read it, so it names no file that someone else brought. */
export const loadedIn = ({ months, practices }: Pick<Overlap, 'months' | 'practices'>) =>
  `${monthsInWords(months)} for ${practicesInWords(practices)}`

/** Where loaded figures come from, for the one who is asked about them. */
export const sourceInWords = ({ from }: Pick<Overlap, 'from'>) =>
  from ? ` (from ${from.fileName}, imported on ${plainDay(dayOf(from.publishedAt))})` : ''

/** "the same figures", "different figures", "different figures for 12 of them" */
export function figuresInWords({ different, practices }: Pick<Overlap, 'different' | 'practices'>): string {
  if (different === 0) return 'the same figures'
  const some = different < practices ? ` for ${different.toLocaleString('en-GB')} of them` : ''
  return `different figures${some}`
}

export const KEEP_OR_REPLACE = 'Keep the loaded figures, or replace them? NHSBSA does re-issue months.'

/** What a person has to decide before loaded figures are replaced. */
export const questionAbout = (overlap: Overlap) =>
  `Loaded already: ${loadedIn(overlap)}${sourceInWords(overlap)}; this file has ${figuresInWords(overlap)}. ${KEEP_OR_REPLACE}`
