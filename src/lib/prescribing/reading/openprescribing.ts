import { Unreadable } from '../problems.ts'
import { textIn } from './cells.ts'
import { reportKept } from './kept-practices.ts'
import { findColumns } from './layouts.ts'
import { downloadedCells } from './openprescribing-cells.ts'
import { downloadedDates } from './openprescribing-dates.ts'
import { figuresOf } from './openprescribing-figures.ts'
import { analyseMore, type Download, downloadNamed, downloads } from './openprescribing-layouts.ts'
import { startDownloadedLists } from './openprescribing-lists.ts'
import { measureOf, refuseUnlessHeld } from './openprescribing-measure.ts'
import { zerosBetween } from './openprescribing-zeros.ts'
import type { DownloadedValue, StartReader } from './reading.ts'
import type { Row } from './scan.ts'

/** The columns that a download of OpenPrescribing must have, and what reads it. */
export function downloadReader(headings: string[]): {
  columns: Record<string, string[]>
  start: StartReader
} {
  const download = downloadNamed(headings)
  if (download === undefined) throw new Error('This is no download of OpenPrescribing')
  if (download === 'breakdown') throw new Unreadable('no_months', NO_MONTHS)
  const start = download === 'lists' ? startDownloadedLists : startDownloadedValues(download)
  return { columns: downloads[download], start }
}

/** Months in which a practice had no items are left out of these, so that absence means zero there. */
const LEAVES_OUT_ZEROS: Download[] = ['spending', 'analyse']

export type Columns = Record<string, number>

const startDownloadedValues =
  (download: Exclude<Download, 'breakdown' | 'lists'>): StartReader =>
  (headings, context) => {
    const { problems, onlyPractices } = context
    const columns: Columns = findColumns<string>(headings, { ...downloads[download], ...analyseMore })
    const cells = downloadedCells(headings, problems)
    const dates = downloadedDates(headings[columns['date']!]!, context)
    refuseUnlessHeld(download, columns, context.measure)
    const figures = figuresOf(download, columns, cells, context)
    const measure = measureOf(download, context)
    const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
    const values = new Map<string, DownloadedValue>()

    function row(row: Row) {
      counts.rowsRead++
      const before = problems.errors
      const more = row.cells - headings.length
      if (more === 0 || (more > 0 && download === 'analyse')) value(row, more)
      else ragged(row)
      if (problems.errors > before || dates.isMonthFirst()) counts.rowsRejected++
    }

    function value(row: Row, more: number) {
      const organisation = download === 'measures' ? text(row, 'organisation') : ''
      const practiceCode = cells.practice(row, columns['practice']!, organisation)
      const month = dates.read(text(row, 'date'), row.line)
      const found = figures(row, more)
      const named = measure.of(download === 'measures' ? text(row, 'measure') : '')
      if (!practiceCode || !month || !found || named === undefined) return
      const key = `${practiceCode} ${month} ${named}`
      if (values.has(key)) {
        const message = `${practiceCode} occurs twice for ${month}, the second time on line ${row.line}. Download the file again.`
        return problems.error('duplicate_row', message, cells.place(row, columns['practice']!))
      }
      values.set(key, { practiceCode, month, measure: named, ...found })
    }

    const text = (row: Row, column: string) => textIn(row, columns[column]!).trim()

    function ragged(row: Row) {
      const message = `Line ${row.line} has ${row.cells} cells, and the heading has ${headings.length}. Download the file again.`
      problems.error('ragged_row', message, { line: row.line })
    }

    function finish() {
      const found = [...values.values()]
      dates.report()
      const { rows: named, isUndecided } = measure.settle(found)
      const zeros = LEAVES_OUT_ZEROS.includes(download) ? zerosBetween(named, problems) : []
      const all = [...named, ...zeros]
      const rows = all.filter(({ practiceCode }) => onlyPractices?.has(practiceCode) ?? true)
      counts.rowsUsed = rows.length - zeros.filter((zero) => rows.includes(zero)).length
      if (!problems.refused && found.length === 0) problems.error('no_values', NO_VALUES)
      if (!problems.refused) reportKept(practicesOf(all), practicesOf(rows), context)
      const isChart = download === 'chart'
      return { kind: 'openprescribing' as const, rows, months: [...dates.months], isUndecided, isChart }
    }

    return { row, finish, counts }
  }

const practicesOf = (rows: DownloadedValue[]) => new Set(rows.map(({ practiceCode }) => practiceCode)).size

const NO_VALUES = 'The file holds not one figure. Download it again.'
const NO_MONTHS =
  'This is the breakdown of a numerator: it adds three months together and names neither a month nor a practice, so nothing can be charted from it. Choose "Download data" under the chart of a practice instead.'
