import type { Month } from '#lib/day.ts'
import { areaNameIn } from '../areas/names.ts'
import {
  addItems,
  addRow,
  COST,
  emptyTally,
  figuresOfRow,
  ITEMS,
  namedSums,
  QUANTITY,
  type Tally,
  TOTAL,
} from '../figures.ts'
import { isWatched } from '../presentations.ts'
import { numberInto, textIn } from './cells.ts'
import {
  commissionerIn,
  type Drug,
  drugNamed,
  monthNamed,
  type Practice,
  practiceNamed,
} from './epd-codes.ts'
import { faultsOf, isProduct } from './epd-faults.ts'
import { type EpdTotals, reportEpd } from './epd-report.ts'
import { judgedOnce, MOST_TEXTS } from './judged-once.ts'
import { epdColumns, epdMoreColumns, findColumns } from './layouts.ts'
import type { OnWatchedRow, PracticeMonth, StartReader } from './reading.ts'
import type { Row } from './scan.ts'
import { seenRows } from './seen-rows.ts'

/** All rows are compared with each other up to this many; beyond it only those that a measure counts. */
const ROWS_COMPARED = 250_000
const YES = 0x59
/** Kinds of presentation, each of which is also the one before; 0 is a text that is no code. */
const NOT_COUNTED = 1
const WATCHED = 2
const COUNTED = 3

/** Reads the English Prescribing Dataset, in every layout since 2014, into sums by practice and month. */
export const startEpd: StartReader = (headings, context, onWatchedRow) => {
  const columns = findColumns(headings, { ...epdColumns, ...epdMoreColumns })
  const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
  const totals: EpdTotals = {
    months: [],
    practices: new Map(),
    drugs: new Map(),
    unidentified: { rows: 0, items: 0 },
    repeated: { rows: 0, firstLine: 0, hasProducts: columns.snomed >= 0 },
  }
  const faults = faultsOf(headings, columns, context.problems)
  const seen = seenRows()
  const drugs: Drug[] = []
  const drugKinds = new Uint8Array(MOST_TEXTS)
  const monthAt = judgedOnce((text) => monthNamed(text, totals.months, context.thisMonth))
  const practiceAt = judgedOnce((text) => practiceNamed(text, totals.practices, context.onlyPractices))
  const drugAt = judgedOnce((text) => {
    const drug = drugNamed(text, totals.drugs)
    drugs[drug.index] = drug
    drugKinds[drug.index] = kindOf(drug)
    return drug.index
  })

  const watched = {
    practiceCode: '',
    month: '',
    presentation: '',
    name: '',
    quantity: 0,
    items: 0,
    total: 0,
    cost: 0,
  }
  const practiceNames = new Map<string, string>()
  const areaNames = new Map<string, string>()
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
    const kind = drugKinds[drug]
    if (practice.code === undefined || !kind || month.position < 0 || !areSound(figures)) {
      counts.rowsRejected++
      return faults.row(row, practice, month, drugs[drug]!)
    }
    if (kind === COUNTED || seen.size() < ROWS_COMPARED) {
      seen.begin(practice.index, drug, month.position)
      seen.words(words)
      if (columns.snomed >= 0) seen.text(bytes, starts[columns.snomed]!, ends[columns.snomed]!)
      if (seen.again()) {
        totals.repeated.firstLine ||= row.line
        totals.repeated.rows++
      }
    }
    if (!practice.isKept) return
    counts.rowsUsed++
    practice.months[month.position] ??= startTally(practice, row)
    const tally = practice.months[month.position]!
    addItems(tally, figures)
    if (kind === COUNTED) addShares(tally, drugs[drug]!, row)
    if (kind >= WATCHED && onWatchedRow) handOn(onWatchedRow, practice, month.month!, drugs[drug]!, row)
  }

  function startTally(practice: Practice, row: Row) {
    practice.name ||= textIn(row, columns.practiceName).trim()
    const commissioner = commissionerIn(textIn(row, columns.commissioner))
    const areaName = areaNameIn(textIn(row, columns.commissionerName))
    if (commissioner && areaName) areaNames.set(commissioner, areaName)
    return emptyTally(commissioner)
  }

  function handOn(to: OnWatchedRow, practice: Practice, month: Month, drug: Drug, row: Row) {
    drug.name ||= textIn(row, columns.name).trim()
    watched.practiceCode = practice.code!
    watched.month = month
    watched.presentation = drug.written
    watched.name = drug.name
    watched.quantity = figures[QUANTITY]!
    watched.items = figures[ITEMS]!
    watched.total = figures[TOTAL]!
    watched.cost = figures[COST]!
    to(watched)
  }

  function addShares(tally: Tally, drug: Drug, row: Row) {
    if (drug.isUnmapped) countUnmapped(drug, row)
    addRow(tally, drug.shares, figures)
  }

  function countUnmapped(drug: Drug, row: Row) {
    drug.line ||= row.line
    drug.items += figures[ITEMS]!
  }

  function finish() {
    reportEpd(totals, counts, context)
    for (const { code, name, isKept } of totals.practices.values())
      if (isKept && code !== undefined && name !== '') practiceNames.set(code, name)
    return { kind: 'epd' as const, rows: practiceMonths(totals), areaNames }
  }

  return { row, finish, counts, practiceNames }
}

function kindOf({ code, written, shares }: Drug): number {
  if (code === undefined) return 0
  if (shares.length > 0) return COUNTED
  return isWatched(code) || isWatched(written) ? WATCHED : NOT_COUNTED
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
        ? [
            {
              practiceCode: code,
              month: months[position]!,
              rows: figures.rows,
              sums: namedSums(figures),
              commissioner: figures.commissioner,
            },
          ]
        : [],
    ),
  )
}
