import { shown } from '../problems.ts'
import { textIn } from './cells.ts'
import { AS_DOWNLOADED } from './epd-faults.ts'
import { reportKept } from './kept-practices.ts'
import { findColumns } from './layouts.ts'
import { downloadedCells } from './openprescribing-cells.ts'
import { downloadedDates } from './openprescribing-dates.ts'
import { downloads } from './openprescribing-layouts.ts'
import type { ListSize, StartReader } from './reading.ts'
import type { Row } from './scan.ts'

/** Reads the list sizes of org_details. A practice without a list is left out: nothing, or 0, is no list size. */
export const startDownloadedLists: StartReader = (headings, context) => {
  const columns = findColumns(headings, downloads.lists)
  const { problems } = context
  const cells = downloadedCells(headings, problems)
  const dates = downloadedDates(headings[columns.date]!, context)
  const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
  const sizes = new Map<string, ListSize>()
  let without = 0

  function row(row: Row) {
    counts.rowsRead++
    const before = problems.errors
    if (row.cells === headings.length) listSize(row)
    else {
      const message = `Line ${row.line} has ${row.cells} cells, and the heading has ${headings.length}. Download the file again.`
      problems.error('ragged_row', message, { line: row.line })
    }
    if (problems.errors > before || dates.isMonthFirst()) counts.rowsRejected++
  }

  function listSize(row: Row) {
    const practiceCode = cells.practice(row, columns.practice)
    const month = dates.read(textIn(row, columns.date), row.line)
    const patients = cells.figure(row, columns.patients)
    if (!practiceCode || !month || patients === undefined) return
    if (!patients) {
      without++
      return
    }
    if (!Number.isInteger(patients)) return notWhole(row)
    const key = `${practiceCode} ${month}`
    if (sizes.has(key)) {
      const message = `${practiceCode} occurs twice for ${month}, the second time on line ${row.line}. Download the file again.`
      return problems.error('duplicate_row', message, cells.place(row, columns.practice))
    }
    sizes.set(key, { practiceCode, month, patients })
  }

  function notWhole(row: Row) {
    const message = `Line ${row.line} has a list size of ${shown(textIn(row, columns.patients))}. A list size must be a whole number. ${AS_DOWNLOADED}`
    problems.error('bad_list_size', message, cells.place(row, columns.patients))
  }

  function finish() {
    dates.report()
    const found = [...sizes.values()]
    const kept = found.filter(({ practiceCode }) => context.onlyPractices?.has(practiceCode) ?? true)
    counts.rowsUsed = kept.length
    if (without > 0) {
      const rows = without === 1 ? 'One row has' : `${without.toLocaleString('en-GB')} rows have`
      problems.note('no_list', `${rows} no list size and ${without === 1 ? 'is' : 'are'} left out.`)
    }
    problems.note('list_of_openprescribing', COUNTS_SECOND)
    if (!problems.refused) reportKept(practicesOf(found), practicesOf(kept), context)
    return { kind: 'list' as const, rows: kept, isDownloaded: true }
  }

  return { row, finish, counts }
}

const COUNTS_SECOND =
  'Where the list-size file of NHS England is loaded for a month, that one counts and not this.'

const practicesOf = (sizes: ListSize[]) => new Set(sizes.map(({ practiceCode }) => practiceCode)).size
