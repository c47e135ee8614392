import { MOST_DIGITS, POWERS } from './cells.ts'
import type { Row } from './scan.ts'

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22
const COMMA = 0x2c
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const NO = 0x4e
const WORD = 8
/** No number of a person has fewer. */
const SUSPECT_DIGITS = 10
/** In bytes. Rows with longer places are left to the scanner, and so are the last ones of a block. */
const LONGEST_PLACE = 640
const LONGEST_DRUG = 640

/** What is read of a cell behind those of the drug, beside figures. */
export const NOTHING = -1
export const TEXT = -2
/** N or nothing: whatever else it says is for the scanner. */
export const FLAG = -3

/** In which cells a row says what: those of its place come first, then those of its drug, then its figures. */
export interface RowLayout {
  drugFrom: number
  presentation: number
  figuresFrom: number
  /** Of each cell from `figuresFrom` on: its place among the figures, NOTHING, TEXT (of which one is told) or FLAG. */
  figures: Int32Array
}

export interface Known {
  /** The number of the drug whose code is from `from` to `to`, -1 when the scanner is to look at it. */
  drugAt(bytes: Buffer, from: number, to: number): number
  /** Whether somebody must look at the cell, which has ten digits or more. */
  isSuspect(cell: number): boolean
  /** Counts the row, whose text is from `from` to `to`; false leaves it to the scanner. */
  count(row: Row, drug: number, from: number, to: number): boolean
}

/**
 * Reads rows whose place is that of the row before, byte for byte, as nearly all rows of a month are, and often the
 * drug too. It takes the plainest spelling alone. All else, faults above all, it leaves to the scanner.
 */
export function knownRows(
  { drugFrom, presentation, figuresFrom, figures }: RowLayout,
  into: Float64Array,
  known: Known,
) {
  const place = new DataView(new ArrayBuffer(LONGEST_PLACE))
  let placeLength = 0
  let view: DataView = place
  let drugAt = 0
  let drugLength = 0
  let drug = -1
  let textFrom = 0
  let textTo = 0

  return {
    /** Reads as many rows as it can from `at` on, and answers where the first one begins that it cannot. */
    read(row: Row, at: number, end: number): number {
      const { bytes } = row
      if (placeLength === 0) return at
      if (view.buffer !== bytes.buffer) view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      drugLength = 0
      for (;;) {
        if (at + LONGEST_PLACE + LONGEST_DRUG > end || !isSame(place, 0, view, at, placeLength)) return at
        const start = at + placeLength
        if (drugLength === 0 || !isSame(view, drugAt, view, start, drugLength)) readDrug(bytes, start)
        if (drug < 0) return at
        const next = readFigures(bytes, start + drugLength)
        if (next < 0 || next > end || !known.count(row, drug, textFrom, textTo)) return at
        drugAt = start
        at = next
        row.line++
      }
    },

    /** Learns the place of a row without a fault; answers false when that cannot be. */
    learn(row: Row): boolean {
      const from = beginningOf(row, 0)
      const length = beginningOf(row, drugFrom) - from
      const isPlain = length >= WORD && length <= LONGEST_PLACE
      placeLength = isPlain && !row.bytes.subarray(from, from + length).includes(LF) ? length : 0
      if (placeLength > 0) row.bytes.copy(Buffer.from(place.buffer), 0, from, from + length)
      return placeLength > 0
    },
  }

  function readDrug(bytes: Buffer, start: number) {
    drug = -1
    drugLength = 0
    let at = start
    let found = -1
    for (let cell = drugFrom; cell < figuresFrom; cell++) {
      const isQuoted = bytes[at] === QUOTE
      const from = isQuoted ? at + 1 : at
      at = from
      const end = isQuoted ? QUOTE : COMMA
      let byte = bytes[at]!
      let digits = 0
      while (byte !== end && byte !== LF) {
        if (byte <= NINE && byte >= ZERO) digits++
        byte = bytes[++at]!
      }
      if (digits >= SUSPECT_DIGITS && known.isSuspect(cell)) return
      if (cell === presentation) found = known.drugAt(bytes, from, at)
      if (isQuoted && byte === QUOTE) byte = bytes[++at]!
      if (byte !== COMMA) return
      at++
    }
    if (at - start > LONGEST_DRUG) return
    drug = found
    drugLength = at - start
  }

  /** Answers where the next row begins, -1 when a cell is not as plain as it must be. */
  function readFigures(bytes: Buffer, start: number): number {
    let at = start
    let byte = COMMA
    for (let cell = 0; cell < figures.length; cell++) {
      if (byte !== COMMA) return -1
      byte = bytes[at]!
      const isQuoted = byte === QUOTE
      if (isQuoted) byte = bytes[++at]!
      const figure = figures[cell]!
      const first = at
      if (figure >= 0) {
        let whole = 0
        let decimals = 0
        while (byte >= ZERO && byte <= NINE) {
          whole = whole * 10 + byte - ZERO
          byte = bytes[++at]!
        }
        let digits = at - first
        if (byte === POINT) {
          byte = bytes[++at]!
          while (byte >= ZERO && byte <= NINE) {
            whole = whole * 10 + byte - ZERO
            decimals++
            byte = bytes[++at]!
          }
          digits += decimals
        }
        if (digits === 0 || digits > MOST_DIGITS) return -1
        into[figure] = decimals === 0 ? whole : whole / POWERS[decimals]!
      } else {
        while (byte > COMMA) byte = bytes[++at]!
        if (figure === FLAG && at > first && (bytes[first] !== NO || at > first + 1)) return -1
        if (figure === TEXT) {
          textFrom = first
          textTo = at
        }
      }
      if (isQuoted) {
        if (byte !== QUOTE) return -1
        byte = bytes[++at]!
      }
      at++
    }
    if (byte === CR) byte = bytes[at++]!
    return byte === LF ? at : -1
  }
}

/** Eight bytes at a time: a sixth of the time that it takes byte by byte. */
function isSame(one: DataView, from: number, other: DataView, at: number, length: number): boolean {
  const tail = length - WORD
  for (let index = 0; index < tail; index += WORD)
    if (one.getBigUint64(from + index) !== other.getBigUint64(at + index)) return false
  return one.getBigUint64(from + tail) === other.getBigUint64(at + tail)
}

/** Where cell `index` begins, its quotation mark included. */
function beginningOf({ bytes, starts }: Row, index: number): number {
  const start = starts[index]!
  return bytes[start - 1] === QUOTE ? start - 1 : start
}
