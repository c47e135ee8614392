import { Unreadable } from '../problems.ts'

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22
const COMMA = 0x2c
const SPACE = 0x20
const MOST_CELLS = 512

/**
 * One row of a CSV, valid only until the next one is read: cell `i` is the bytes from `starts[i]` to `ends[i]`,
 * without its quotes. `line` is the first line of the row.
 */
export interface Row {
  bytes: Buffer
  starts: Int32Array
  ends: Int32Array
  cells: number
  line: number
}

/** Bytes that `scan` writes past the end of the data, so that its inner loops need no bounds. */
export const SENTINELS = 2

export function emptyRow(bytes: Buffer): Row {
  return { bytes, starts: new Int32Array(MOST_CELLS), ends: new Int32Array(MOST_CELLS), cells: 0, line: 1 }
}

/**
 * Reads rows in a shorter way, from `at` on and as many as it can, counts their lines in `row` and answers where
 * the first one begins that is left to the scanner.
 */
export type ReadKnown = (row: Row, at: number, end: number) => number

/**
 * Hands on every whole row of the first `end` bytes and answers where the first unfinished one begins. Quoted
 * cells may hold commas, doubled quotes and line breaks; lines of nothing, of spaces or of the mark with which very
 * old programs end a file are passed over. Text between a closing
 * quote and the next comma makes the cell keep its quotes, so that no rule takes it for a code or a number.
 * Refuses a row of more than 512 cells.
 */
export function scan(row: Row, end: number, each: (row: Row) => void, known?: ReadKnown): number {
  const { bytes, starts, ends } = row
  bytes[end] = LF
  bytes[end + 1] = QUOTE
  let line = row.line
  let at = 0
  while (at < end) {
    if (known) {
      row.line = line
      at = known(row, at, end)
      line = row.line
      if (at >= end) break
    }
    const from = at
    let cells = 0
    let breaks = 0
    let byte = 0
    do {
      let start = at
      let close = -1
      byte = bytes[at]!
      if (byte === QUOTE) {
        start = ++at
        for (;;) {
          byte = bytes[at]!
          while (byte > QUOTE) byte = bytes[++at]!
          if (byte !== QUOTE) {
            if (byte === LF) breaks++
            at++
          } else if (at >= end) {
            row.line = line
            return from
          } else if (bytes[at + 1] === QUOTE) {
            at += 2
          } else {
            break
          }
        }
        close = at++
        byte = bytes[at]!
        if (byte !== COMMA && byte !== LF && byte !== CR) {
          close = -1
          start--
        }
      }
      for (;;) {
        while (byte > COMMA) byte = bytes[++at]!
        if (byte === COMMA || byte === LF) break
        byte = bytes[++at]!
      }
      if (at >= end) {
        row.line = line
        return from
      }
      if (close < 0) close = byte === LF && at > start && bytes[at - 1] === CR ? at - 1 : at
      if (cells === MOST_CELLS) throw new Unreadable('too_many_columns', tooMany(line), { line })
      starts[cells] = start
      ends[cells] = close
      cells++
      at++
    } while (byte === COMMA)
    if (cells > 1 || !isBlank(bytes, starts[0]!, ends[0]!)) {
      row.cells = cells
      row.line = line
      each(row)
    }
    line += breaks + 1
  }
  row.line = line
  return at
}

/** Spaces, and the control characters before them. */
function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! > SPACE) return false
  return true
}

const tooMany = (line: number) =>
  `Line ${line} has more than ${MOST_CELLS} cells, far more than any prescribing or list-size file. Use the file exactly as downloaded.`
