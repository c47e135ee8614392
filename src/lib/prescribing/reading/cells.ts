import type { Row } from './scan.ts'

const SPACE = 0x20
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
export const MOST_DIGITS = 15
const MOST_WRITTEN = 40
export const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, index) => 10 ** index)

/**
 * Writes the number in bytes `from` to `to` at `index` of `into`, as NHSBSA spells them: 28, 28.0, 28., .5. NaN
 * for anything else. (Answering with it would put each of a hundred million numbers on the heap.) More digits than
 * a number holds are what programs write of one that they rounded: 16.666666666666668.
 */
export function numberInto(into: Float64Array, index: number, bytes: Buffer, from: number, to: number) {
  into[index] = Number.NaN
  let at = from
  let end = to
  while (at < end && bytes[at] === SPACE) at++
  while (end > at && bytes[end - 1] === SPACE) end--
  const negative = bytes[at] === MINUS
  if (negative) at++
  const first = at
  let point = -1
  let whole = 0
  for (; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= ZERO && byte <= NINE) whole = whole * 10 + byte - ZERO
    else if (byte === POINT && point < 0) point = at
    else return
  }
  const digits = end - first - (point < 0 ? 0 : 1)
  if (digits === 0 || digits > MOST_WRITTEN) return
  const value =
    digits > MOST_DIGITS
      ? Number(bytes.toString('latin1', first, end))
      : point < 0
        ? whole
        : whole / POWERS[end - point - 1]!
  into[index] = negative ? -value : value
}

const one = new Float64Array(1)

/** Past the last cell the row remembers nothing, or what an earlier and longer row left there. */
const isIn = (row: Row, index: number) => index >= 0 && index < row.cells && index < row.starts.length

/** The number in cell `index`, NaN when it is none. */
export function numberIn(row: Row, index: number): number {
  if (!isIn(row, index)) return Number.NaN
  numberInto(one, 0, row.bytes, row.starts[index]!, row.ends[index]!)
  return one[0]!
}

const CAPITAL_N = 0x4e
const FLAGS: Readonly<Record<string, boolean>> = {
  Y: true,
  YES: true,
  TRUE: true,
  N: false,
  NO: false,
  FALSE: false,
  '': false,
}

/** What cell `index` says of yes or no: no where it is empty or there is none, undefined for any other text. */
export function flagIn(row: Row, index: number): boolean | undefined {
  if (!isIn(row, index)) return false
  const from = row.starts[index]!
  if (row.ends[index]! === from + 1 && row.bytes[from] === CAPITAL_N) return false
  return FLAGS[textIn(row, index).trim().toUpperCase()]
}

/** The text of cell `index`: UTF-8, or ISO-8859-1 where it is no valid UTF-8. Empty when there is no such cell. */
export function textIn(row: Row, index: number): string {
  if (!isIn(row, index)) return ''
  const slice = row.bytes.subarray(row.starts[index], row.ends[index])
  const text = slice.toString('utf8')
  const readable = text.includes('\ufffd') ? slice.toString('latin1') : text
  return readable.includes('""') ? readable.replaceAll('""', '"') : readable
}

export const textsIn = (row: Row) =>
  Array.from({ length: Math.min(row.cells, row.starts.length) }, (_, index) => textIn(row, index))
