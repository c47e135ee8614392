import { longMonth, type Month } from '#lib/day.ts'
import { isNoPractice, practiceCodeIn } from '../codes.ts'
import { shown } from '../problems.ts'
import { textIn } from './cells.ts'
import { AS_DOWNLOADED } from './epd-faults.ts'
import { extractMonthIn } from './extract-date.ts'
import { refuseMoreThan } from './judged-once.ts'
import { findColumns, listColumns } from './layouts.ts'
import { reportList } from './list-report.ts'
import type { ListSize, StartReader } from './reading.ts'
import type { Row } from './scan.ts'

/** Several times the largest list there is. */
const LARGEST_LIST = 1_000_000
/** Five years of every practice in England. */
const MOST_SIZES = 400_000

/**
 * Reads "Patients registered at a GP practice", the file of all persons or the one by five-year age: only the
 * line of all ages and both sexes of a practice is taken, never a sum of the others.
 */
export const startListSizes: StartReader = (headings, context) => {
  const columns = findColumns(headings, listColumns)
  const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
  const sizes = new Map<string, ListSize>()
  const { error } = context.problems

  function row(row: Row) {
    counts.rowsRead++
    const before = context.problems.errors
    if (row.cells !== headings.length) ragged(row)
    else if (isOfWholePractice(row)) listSize(row)
    if (context.problems.errors > before) counts.rowsRejected++
  }

  const cell = (row: Row, column: number) => textIn(row, column).trim().toUpperCase()
  const isOfWholePractice = (row: Row) =>
    cell(row, columns.type) === 'GP' &&
    cell(row, columns.sex) === 'ALL' &&
    cell(row, columns.age) === 'ALL' &&
    !isNoPractice(cell(row, columns.practice))

  function listSize(row: Row) {
    const practiceCode = practiceIn(row)
    const month = monthIn(row)
    const patients = patientsIn(row)
    if (!practiceCode || !month || !patients) return
    const key = `${practiceCode} ${month}`
    const place = { line: row.line, column: headings[columns.practice] }
    if (sizes.has(key)) {
      const message = `${practiceCode} occurs twice in this list-size file, the second time on line ${row.line}. Download the file again.`
      return error('duplicate_practice', message, place)
    }
    refuseMoreThan(MOST_SIZES, sizes.size)
    sizes.set(key, { practiceCode, month, patients })
  }

  function practiceIn(row: Row): string | undefined {
    const text = textIn(row, columns.practice).trim()
    const code = practiceCodeIn(text)
    if (code) return code
    const has = text === '' ? 'has no practice code' : `has the practice code ${shown(text)}`
    const message = `Line ${row.line} ${has}. Practice codes are one letter and five digits. ${AS_DOWNLOADED}`
    error('bad_practice_code', message, { line: row.line, column: headings[columns.practice] })
    return undefined
  }

  function monthIn(row: Row): Month | undefined {
    const text = textIn(row, columns.date)
    const month = extractMonthIn(text)
    const place = { line: row.line, column: headings[columns.date] }
    if (!month) {
      const message = `Line ${row.line} has the date ${shown(text)}. Extract dates are written like 2026-09-01 or 01SEP2026. ${AS_DOWNLOADED}`
      error('bad_date', message, place)
    } else if (month > context.thisMonth) {
      const message = `Line ${row.line} is for ${longMonth(month)}, which has not happened yet. Check the file.`
      error('future_month', message, place)
    } else {
      return month
    }
    return undefined
  }

  function patientsIn(row: Row): number | undefined {
    const text = textIn(row, columns.patients).trim()
    const patients = /^\d+(\.0*)?$/.test(text) ? Number(text) : 0
    if (patients > 0 && patients <= LARGEST_LIST) return patients
    const is = text === '' ? 'no list size' : `a list size of ${shown(text)}`
    const message = `Line ${row.line} has ${is}. A list size is a whole number above 0, and no practice has more than a million patients. ${AS_DOWNLOADED}`
    error('bad_list_size', message, { line: row.line, column: headings[columns.patients] })
    return undefined
  }

  function ragged(row: Row) {
    const message = `Line ${row.line} has ${row.cells} cells, and the heading has ${headings.length}. Download the file again.`
    error('ragged_row', message, { line: row.line })
  }

  function finish() {
    const found = [...sizes.values()]
    const kept = found.filter(({ practiceCode }) => context.onlyPractices?.has(practiceCode) ?? true)
    counts.rowsUsed = kept.length
    reportList(found, kept, context)
    return { kind: 'list' as const, rows: kept }
  }

  return { row, finish, counts }
}
