import type { valueKinds } from '#db/schema/measures.ts'
import { longPeriod, periodOf } from '#lib/charts/calendar.ts'
import type { Every } from '#lib/charts/series.ts'
import { type Day, plainDay } from '#lib/day.ts'
import { type GridRows, noteShown } from './changes.ts'
import { type Figure, readRow } from './row.ts'
import { dateFrom } from './typed-dates.ts'

/** More than any measure has: five years of weeks is 260. */
export const MOST_LINES = 1000

interface TypedMeasure {
  every: Every
  valueKind: (typeof valueKinds)[number]
  startsOn: Day
}

export interface PastedRow {
  line: number
  period: Day
  figure: Figure
}

/** Every line is read or none is: `mistakes` say what to put right, each with its line. */
export type Pasted = { rows: PastedRow[]; mistakes?: undefined } | { rows?: undefined; mistakes: string[] }

/**
 * Reads lines pasted from a spreadsheet or out of a CSV file: `date, number[, out of]`, parted by tabs, commas or
 * semicolons, with or without a heading. A date stands for its week or month. Cells are text: a formula is no figure.
 */
export function readPasted(text: string, measure: TypedMeasure, today: Day): Pasted {
  const lines = plainText(text)
    .split('\n')
    .map((line, at) => ({ line: at + 1, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first] = lines
  const data = first && isHeading(first.cells) ? lines.slice(1) : lines
  if (data.length === 0) return { mistakes: ['Paste at least one line: a date and its figure'] }
  if (data.length > MOST_LINES) return { mistakes: [`Paste ${MOST_LINES} lines or fewer at a time`] }

  const rows: PastedRow[] = []
  const mistakes: string[] = []
  const lineOf = new Map<Day, number>()
  for (const { line, cells } of data) {
    const read = readLine(cells, measure, today)
    if (typeof read === 'string') {
      mistakes.push(`Line ${line}: ${read}`)
      continue
    }
    if (!read) continue
    const other = lineOf.get(read.period)
    if (other !== undefined) {
      const name = longPeriod(read.period, measure.every)
      mistakes.push(
        `Line ${line}: ${name} is on line ${other} already. Keep one figure for each ${measure.every}`,
      )
      continue
    }
    lineOf.set(read.period, line)
    rows.push({ line, ...read })
  }
  if (mistakes.length > 0) return { mistakes }
  return rows.length > 0 ? { rows } : { mistakes: ['None of the lines has a figure'] }
}

/** As the grid sends them; `shown` is what the page showed in their place, whose notes stay. */
export const rowsOf = (rows: readonly PastedRow[], shown: Readonly<Record<Day, string>>): GridRows =>
  Object.fromEntries(
    rows.map(({ period, figure }) => {
      const before = shown[period] ?? ''
      return [period, { figure: { ...figure, note: noteShown(before) }, cleared: false, shown: before }]
    }),
  )

/** The same text whichever way it came: no byte order mark, one kind of line end, nothing around it. */
export const plainText = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trimEnd()

/** Undefined for a line whose figure is not known: an empty cell is missing, never 0. */
function readLine(
  [date = '', top = '', bottom = '', ...more]: string[],
  { every, valueKind, startsOn }: TypedMeasure,
  today: Day,
): { period: Day; figure: Figure } | string | undefined {
  const day = dateFrom(date, every)
  if (!day)
    return `“${date.slice(0, 30)}” is not a date. Write it like 2026-10-05 or 5/10/2026, the day before the month`
  const period = periodOf(day, every)
  const name = longPeriod(period, every)
  if (period < periodOf(startsOn, every))
    return `${name} is before this measure starts, on ${plainDay(startsOn)}`
  if (period > today) return `${name} has not begun`
  const formula = [top, bottom].find((cell) => /^[=@+]|^-\D/.test(cell))
  if (formula) return 'a formula is read as text. Paste its value'
  if (more.some((cell) => cell !== '')) return 'there are more than three cells'
  const isShare = valueKind === 'percentage'
  if (!isShare && bottom !== '') return 'this measure is a count, so there is nothing it is out of'
  if (top === '' && bottom === '') return undefined
  if (isShare && (bottom === '' || /%$/.test(top)))
    return 'give the number and what it is out of. A rate alone cannot be kept'
  const read = readRow({ numerator: top, denominator: bottom }, valueKind, name)
  if ('mistakes' in read) return read.mistakes[0]?.message ?? 'put this line right'
  return read.figure ? { period, figure: read.figure } : undefined
}

const isHeading = ([date = '', ...others]: string[]) =>
  !/\d/.test(date) && !others.some((cell) => /^\d/.test(cell))

/** One line's cells. Tabs part them when there is one, else semicolons, else commas; quotes hold a cell together. */
function cellsOf(line: string): string[] {
  const mark = ['\t', ';'].find((each) => line.includes(each)) ?? ','
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === mark && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += letter
  }
  return [...cells, cell].map((each) => each.trim())
}
