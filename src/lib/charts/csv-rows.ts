import { type Day, isDay } from '#lib/day.ts'
import { periodOf } from './calendar.ts'
import { meanOf } from './centre.ts'
import type { Every, Point } from './series.ts'

export interface CsvSeries {
  every: Every
  points: Point[]
  hasDenominators: boolean
  /** The values of each date's rows: several rows of one date are a subgroup, shown as their mean or ratio. */
  groups: ReadonlyMap<Day, readonly number[]>
}

/** What is wrong with a line, in words for the person who made the file. */
export interface CsvProblem {
  line: number
  message: string
}

/**
 * A series from `date,value[,denominator]`: a heading, then one row a month or a week, or several of one date. With
 * a denominator the value is the numerator. A day may be written 2025-10-01 or, for months, 2025-10.
 */
export function seriesFromCsv(text: string): CsvSeries | CsvProblem {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const heading = cellsOf(lines[0] ?? '').map((cell) => cell.toLowerCase())
  if (heading[0] !== 'date' || heading[1] !== 'value') {
    return { line: 1, message: 'The first line must be date,value or date,value,denominator' }
  }
  const hasDenominators = heading[2] === 'denominator'
  const rows: Point[] = []
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.trim() === '') continue
    const point = pointOf(cellsOf(line), hasDenominators)
    if (typeof point === 'string') return { line: at + 1, message: point }
    rows.push(point)
  }
  const { points, groups } = gathered(rows)
  const every = spacingOf(points.map(({ period }) => period))
  if (!every) return { line: 1, message: 'The dates must be one a month or one a week' }
  return { every, points, hasDenominators, groups }
}

/** Rows of one date as one point: counts are added up, other values averaged. Empty cells make no row. */
function gathered(rows: readonly Point[]) {
  const groups = new Map<Day, number[]>()
  const points = new Map<Day, Point>()
  for (const row of rows) {
    const { period, value, numerator, denominator } = row
    const values = groups.get(period) ?? []
    if (value !== null) values.push(numerator ?? value)
    groups.set(period, values)
    const before = points.get(period)
    if (!before || before.value === null) points.set(period, row)
    else if (value !== null && numerator !== undefined && denominator !== undefined) {
      const [top, bottom] = [(before.numerator ?? 0) + numerator, (before.denominator ?? 0) + denominator]
      points.set(period, { period, value: top / bottom, numerator: top, denominator: bottom })
    } else if (value !== null) points.set(period, { period, value: meanOf(values) })
  }
  return { points: [...points.values()], groups }
}

const cellsOf = (line: string) => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

function pointOf([date = '', value = '', below = '']: string[], hasDenominators: boolean): Point | string {
  const period = /^\d{4}-\d{2}$/.test(date) ? `${date}-01` : date
  if (!isDay(period)) return `"${date}" is not a date such as 2025-10-01`
  const numerator = numberOf(value)
  if (numerator === undefined) return `"${value}" is not a number`
  if (!hasDenominators) return { period, value: numerator }
  const denominator = numberOf(below)
  if (denominator === undefined) return `"${below}" is not a number`
  if (numerator === null || denominator === null) return { period, value: null }
  return { period, value: numerator / denominator, numerator, denominator }
}

/** An empty cell is a missing figure, never 0. */
function numberOf(cell: string): number | null | undefined {
  if (cell === '') return null
  return /^-?\d*\.?\d+(e-?\d+)?$/i.test(cell) ? Number(cell) : undefined
}

function spacingOf(days: readonly Day[]): Every | undefined {
  const apart = (every: Every) => new Set(days.map((day) => periodOf(day, every))).size === days.length
  return (['month', 'week'] as const).find(apart)
}
