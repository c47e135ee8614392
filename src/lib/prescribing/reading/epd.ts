import { addRow, emptyTally, figuresOfRow, ITEMS, namedSums, QUANTITY, TOTAL } from '../figures.ts'
import { numberInto, textIn } from './cells.ts'
import { type Drug, drugNamed, monthNamed, practiceNamed } from './epd-codes.ts'
import { faultsOf, isProduct } from './epd-faults.ts'
import { type EpdTotals, reportEpd } from './epd-report.ts'
import { judgedOnce } from './judged-once.ts'
import { epdColumns, epdMoreColumns, findColumns } from './layouts.ts'
import type { PracticeMonth, StartReader } from './reading.ts'
import type { Row } from './scan.ts'
import { seenRows } from './seen-rows.ts'

/** All rows are compared with each other up to this many; beyond it only those that a measure counts. */
const ROWS_COMPARED = 4_000_000
const YES = 0x59

/** Reads the English Prescribing Dataset, in every layout since 2014, into sums by practice and month. */
export const startEpd: StartReader = (headings, context) => {
  const columns = findColumns(headings, { ...epdColumns, ...epdMoreColumns })
  const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
  const totals: EpdTotals = {
    months: [],
    practices: new Map(),
    drugs: [],
    unidentified: { rows: 0, items: 0 },
    repeated: { rows: 0, firstLine: 0, hasProducts: columns.snomed >= 0 },
  }
  const faults = faultsOf(headings, columns, context.problems)
  const seen = seenRows()
  const monthAt = judgedOnce((text) => monthNamed(text, totals.months, context.thisMonth))
  const practiceAt = judgedOnce((text) => practiceNamed(text, totals.practices, context.onlyPractices))
  const drugAt = judgedOnce((text) => drugNamed(text, totals.drugs))

  const figures = new Float64Array(figuresOfRow.length)
  const words = new Int32Array(figures.buffer)
  const figureColumns = figuresOfRow.map((name) => columns[name])

  function row(row: Row) {
    const { bytes, starts, ends } = row
    counts.rowsRead++
    if (row.cells !== headings.length) {
      counts.rowsRejected++
      return faults.ragged(row)
    }
    for (let index = 0; index < figureColumns.length; index++) {
      const column = figureColumns[index]!
      if (column >= 0) numberInto(figures, index, bytes, starts[column]!, ends[column]!)
    }
    const practice = practiceAt(bytes, starts[columns.practice]!, ends[columns.practice]!)
    if (practice.isNone || bytes[starts[columns.unidentified] ?? -1] === YES) {
      totals.unidentified.rows++
      totals.unidentified.items += figures[ITEMS] || 0
      return
    }
    const month = monthAt(bytes, starts[columns.month]!, ends[columns.month]!)
    const drug = drugAt(bytes, starts[columns.presentation]!, ends[columns.presentation]!)
    if (practice.code === undefined || drug.code === undefined || month.position < 0 || !areSound(figures)) {
      counts.rowsRejected++
      return faults.row(row, practice, month, drug)
    }
    if (drug.shares.length > 0 || seen.size() < ROWS_COMPARED) {
      seen.begin(practice.index, drug.index, month.position)
      seen.words(words)
      if (columns.snomed >= 0) seen.text(bytes, starts[columns.snomed]!, ends[columns.snomed]!)
      if (seen.again()) {
        totals.repeated.firstLine ||= row.line
        totals.repeated.rows++
      }
    }
    if (!practice.isKept) return
    counts.rowsUsed++
    if (drug.isUnmapped) nameUnmapped(drug, row)
    practice.months[month.position] ??= emptyTally()
    addRow(practice.months[month.position]!, drug.shares, figures)
  }

  function nameUnmapped(drug: Drug, row: Row) {
    drug.line ||= row.line
    drug.name ||= textIn(row, columns.name)
    drug.items += figures[ITEMS]!
  }

  function finish() {
    reportEpd(totals, counts, context)
    return { kind: 'epd' as const, rows: practiceMonths(totals) }
  }

  return { row, finish, counts }
}

/** No text, nothing negative, whole items, and the total is what they make. */
function areSound(figures: Float64Array): boolean {
  for (let index = 0; index < figures.length; index++) if (!(figures[index]! >= 0)) return false
  return Number.isInteger(figures[ITEMS]) && isProduct(figures[QUANTITY]!, figures[ITEMS]!, figures[TOTAL]!)
}

function practiceMonths({ practices, months }: EpdTotals): PracticeMonth[] {
  return [...practices.values()].flatMap(({ code, months: byPosition }) =>
    byPosition.flatMap((figures, position) =>
      code !== undefined && figures
        ? [{ practiceCode: code, month: months[position]!, rows: figures.rows, sums: namedSums(figures) }]
        : [],
    ),
  )
}
