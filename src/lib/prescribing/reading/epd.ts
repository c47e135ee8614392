import { figuresOfRow, ITEMS, namedSums } from '../figures.ts'
import { flagIn, numberInto } from './cells.ts'
import { type Drug, drugNamed, kindOf, monthNamed, NO_CODE, practiceNamed } from './epd-codes.ts'
import { type EpdFile, epdCounting } from './epd-counting.ts'
import { faultsOf } from './epd-faults.ts'
import { knownEpdRows } from './epd-known.ts'
import { type EpdTotals, reportEpd } from './epd-report.ts'
import { judgedOnce, MOST_TEXTS } from './judged-once.ts'
import { epdColumns, epdMoreColumns, findColumns } from './layouts.ts'
import type { PracticeMonth, StartReader } from './reading.ts'
import type { Row } from './scan.ts'
import { reportUnusual } from './unusual-report.ts'

/** Reads the English Prescribing Dataset, in every layout since 2014, into sums by practice and month. */
export const startEpd: StartReader = (headings, context, onWatchedRow) => {
  const columns = findColumns(headings, { ...epdColumns, ...epdMoreColumns })
  const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
  const totals: EpdTotals = {
    months: [],
    practices: new Map(),
    drugs: new Map(),
    unidentified: { rows: 0, items: 0, firstLine: 0 },
    repeated: { rows: 0, hasProducts: columns.snomed >= 0, isCutShort: false },
  }
  const faults = faultsOf(headings, columns, context.problems)
  const figures = new Float64Array(figuresOfRow.length)
  const drugs: Drug[] = []
  const kinds = new Uint8Array(MOST_TEXTS)
  const monthAt = judgedOnce((text) => monthNamed(text, totals.months, context.thisMonth))
  const practiceAt = judgedOnce((text) => practiceNamed(text, totals.practices, context.onlyPractices))
  const drugAt = judgedOnce((text) => {
    const drug = drugNamed(text, totals.drugs)
    drugs[drug.index] = drug
    kinds[drug.index] = kindOf(drug)
    return drug.index
  })
  const file: EpdFile = { headings, columns, counts, totals, drugs, kinds, drugAt, figures, onWatchedRow }
  const counting = epdCounting(file)
  const known = knownEpdRows(file, counting)
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
    const flag = flagIn(row, columns.unidentified)
    if (practice.isNone || flag === true) {
      totals.unidentified.rows++
      totals.unidentified.firstLine ||= row.line
      if (figures[ITEMS]! > 0) totals.unidentified.items += figures[ITEMS]!
      return
    }
    const month = monthAt(bytes, starts[columns.month]!, ends[columns.month]!)
    const drug = drugAt(bytes, starts[columns.presentation]!, ends[columns.presentation]!)
    if (
      practice.code === undefined ||
      kinds[drug] === NO_CODE ||
      month.position < 0 ||
      flag === undefined ||
      !counting.areSound()
    ) {
      counts.rowsRejected++
      return faults.row(row, practice, month, drugs[drug]!)
    }
    const place = counting.placeOf(row, practice, month)
    counting.meet(row, drug)
    counting.count(row, place, drug, starts[columns.snomed] ?? 0, ends[columns.snomed] ?? 0)
    known?.learn(row, place)
  }

  function finish() {
    totals.repeated.isCutShort = counting.areRowsUncompared()
    reportEpd(totals, counts, context)
    reportUnusual(counting.findUnusual(), headings[columns.quantity], context.problems)
    return { kind: 'epd' as const, rows: practiceMonths(totals), areaNames: counting.areaNames }
  }

  const { practiceNames, firstLines } = counting
  return { row, known: known?.read, finish, counts, practiceNames, firstLines }
}

function practiceMonths({ practices, months }: EpdTotals): PracticeMonth[] {
  return [...practices.values()].flatMap(({ code, places }) =>
    places.flatMap(({ position, tally, commissioner }) =>
      code !== undefined && tally
        ? [
            {
              practiceCode: code,
              month: months[position]!,
              rows: tally.rows,
              sums: namedSums(tally),
              commissioner,
            },
          ]
        : [],
    ),
  )
}
