import { areaNameIn } from '../areas/names.ts'
import { addItems, addRow, COST, emptyTally, ITEMS, QUANTITY, type Tally, TOTAL } from '../figures.ts'
import { textIn } from './cells.ts'
import {
  COUNTED,
  commissionerIn,
  type Drug,
  type EpdMonth,
  type Place,
  type Practice,
  WATCHED,
} from './epd-codes.ts'
import { type EpdColumns, isProduct } from './epd-faults.ts'
import type { EpdTotals } from './epd-report.ts'
import { refuseMoreThan } from './judged-once.ts'
import { type Counts, lineKey, type OnWatchedRow } from './reading.ts'
import type { Row } from './scan.ts'
import { seenRows } from './seen-rows.ts'
import { unusualRows } from './unusual-rows.ts'

/** All rows are compared with each other up to this many; beyond it only those that a measure counts. */
const ROWS_COMPARED = 250_000
/** Two years of every code in England. */
const MOST_PLACES = 250_000

/** What is known of a file while its rows are read. `figures` are those of the row at hand. */
export interface EpdFile {
  headings: string[]
  columns: EpdColumns
  counts: Counts
  totals: EpdTotals
  /** By their index, and of what kind they are. */
  drugs: Drug[]
  kinds: Uint8Array
  /** The index of the drug whose code is from `from` to `to`. */
  drugAt(bytes: Buffer, from: number, to: number): number
  figures: Float64Array
  onWatchedRow: OnWatchedRow | undefined
}

export type EpdCounting = ReturnType<typeof epdCounting>

/** Adds sound rows to the sums of their practice and month. */
export function epdCounting({ columns, counts, totals, drugs, kinds, figures, onWatchedRow }: EpdFile) {
  const seen = seenRows()
  const unusual = unusualRows()
  const words = new Int32Array(figures.buffer)
  /** Where the row that was compared last was first met, and which row of the file it was. */
  let lastMetOn = 0
  let lastRow = 0
  const practiceNames = new Map<string, string>()
  const firstLines = new Map<string, number>()
  let places = 0
  const areaNames = new Map<string, string>()
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

  /** The practice and month that a row tells of, which is begun when it is the first. */
  function placeOf(row: Row, practice: Practice, { position, month }: EpdMonth): Place {
    const known = practice.places.find((place) => place.position === position)
    if (known) return known
    const commissioner = commissionerIn(textIn(row, columns.commissioner))
    const place: Place = {
      practice,
      position,
      month: month!,
      commissioner,
      tally: practice.isKept ? emptyTally() : undefined,
    }
    refuseMoreThan(MOST_PLACES, ++places)
    practice.places.push(place)
    if (!practice.isKept) return place
    firstLines.set(lineKey({ practiceCode: practice.code!, month: place.month }), row.line)
    if (commissioner && !areaNames.has(commissioner)) {
      const areaName = areaNameIn(textIn(row, columns.commissionerName))
      if (areaName) areaNames.set(commissioner, areaName)
    }
    const name = textIn(row, columns.practiceName).trim()
    if (name !== '' && !practiceNames.has(practice.code!)) practiceNames.set(practice.code!, name)
    return place
  }

  /** What a row says of its drug beside the code is taken from the first. */
  function meet(row: Row, drug: number) {
    if (kinds[drug]! >= WATCHED) drugs[drug]!.name ||= textIn(row, columns.name).trim()
  }

  /** No text, nothing negative, whole items, and the total is what they make. */
  function areSound(): boolean {
    for (let index = 0; index < figures.length; index++) if (!(figures[index]! >= 0)) return false
    return Number.isInteger(figures[ITEMS]) && isProduct(figures[QUANTITY]!, figures[ITEMS]!, figures[TOTAL]!)
  }

  /** Counts a row without a fault. The code of its product is from `from` to `to`. */
  function count(row: Row, place: Place, drug: number, from: number, to: number) {
    const kind = kinds[drug]!
    if (kind === COUNTED || seen.size() < ROWS_COMPARED) compare(row, place, drug, from, to)
    if (kind === COUNTED) unusual.note(row.line, place, drugs[drug]!, figures)
    if (!place.tally) return
    counts.rowsUsed++
    addItems(place.tally, figures)
    if (kind >= WATCHED) countWatched(row, place, place.tally, drugs[drug]!)
  }

  function compare(row: Row, { practice, position }: Place, drug: number, from: number, to: number) {
    seen.begin(practice.index, drug, position)
    seen.words(words)
    seen.text(row.bytes, from, to)
    const metOn = seen.again(row.line)
    if (metOn > 0) repeats(row.line, metOn)
    lastMetOn = metOn || row.line
    lastRow = counts.rowsRead
  }

  /** Right below its twin a row may be of another product; anywhere else it was brought in twice. */
  function repeats(line: number, metOn: number) {
    const { repeated } = totals
    const isBelowTwin = metOn === lastMetOn && counts.rowsRead === lastRow + 1
    repeated.rows++
    repeated.first ??= { line, metOn }
    if (!isBelowTwin) repeated.apart ??= { line, metOn }
  }

  function countWatched(row: Row, place: Place, tally: Tally, drug: Drug) {
    if (drug.isUnmapped) countUnmapped(drug, row)
    addRow(tally, drug.shares, figures)
    if (onWatchedRow) handOn(onWatchedRow, place, drug)
  }

  function countUnmapped(drug: Drug, row: Row) {
    drug.line ||= row.line
    drug.items += figures[ITEMS]!
  }

  function handOn(to: OnWatchedRow, { practice, month }: Place, drug: Drug) {
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

  return {
    areRowsUncompared: seen.isFull,
    findUnusual: unusual.find,
    placeOf,
    meet,
    areSound,
    count,
    practiceNames,
    firstLines,
    areaNames,
  }
}
