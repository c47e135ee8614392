import { isUtf8 } from 'node:buffer'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Unreadable } from '../problems.ts'
import { emptyRow, type ReadKnown, type Row, SENTINELS, scan } from './scan.ts'

const LF = 0x0a
const LONGEST_ROW = 64 * 1024
const BLOCK = 256 * 1024
const BLOCKS_A_TURN = 4

export interface Scanned {
  encoding: 'UTF-8' | 'ISO-8859-1'
  /** Uncompressed. */
  bytes: number
  /** False when reading on was of no use. */
  isWhole: boolean
}

interface Options {
  each: (row: Row) => void
  /** Rows that it reads are not handed to `each`. */
  known?: ReadKnown | undefined
  /** Answers true when reading on is of no use. */
  stop?: () => boolean
  mostBytes?: number | undefined
  onBytes?: ((bytes: number) => void) | undefined
  /** Reading on ends with its reason. */
  signal?: AbortSignal | undefined
}

/**
 * Reads a comma-separated stream row by row in constant memory, and lets the event loop turn once a megabyte.
 * Text is UTF-8 if all of it is, and ISO-8859-1 otherwise.
 */
export async function scanRows(source: AsyncIterable<Uint8Array>, options: Options): Promise<Scanned> {
  const { each, known, stop = () => false, mostBytes = Infinity, onBytes, signal } = options
  const row = emptyRow(Buffer.allocUnsafe(LONGEST_ROW + BLOCK + SENTINELS + 1))
  const whole = (next: Row) => each(next)
  let filled = 0
  let bytes = 0
  let blocks = 0
  let utf8 = true

  const result = (isWhole: boolean): Scanned => ({
    encoding: utf8 ? 'UTF-8' : 'ISO-8859-1',
    bytes,
    isWhole,
  })

  function takeWholeRows() {
    const rest = scan(row, filled, whole, known)
    utf8 &&= isUtf8(row.bytes.subarray(0, rest))
    row.bytes.copyWithin(0, rest, filled)
    filled -= rest
    if (filled > LONGEST_ROW) throw new Unreadable('line_too_long', TOO_LONG)
  }

  signal?.throwIfAborted()
  for await (const piece of source) {
    bytes += piece.length
    if (bytes > mostBytes) throw new Unreadable('too_large', tooLarge(mostBytes))
    for (let at = 0; at < piece.length; at += BLOCK) {
      const block = piece.subarray(at, at + BLOCK)
      row.bytes.set(block, filled)
      filled += block.length
      if (filled > LONGEST_ROW) takeWholeRows()
      if (stop()) return result(false)
      if (++blocks % BLOCKS_A_TURN === 0) await nextTurn()
      signal?.throwIfAborted()
    }
    onBytes?.(bytes)
  }
  if (filled > 0 && row.bytes[filled - 1] !== LF) row.bytes[filled++] = LF
  takeWholeRows()
  if (filled > 0) throw new Unreadable('unclosed_quote', UNCLOSED)
  return result(true)
}

const TOO_LONG =
  'The file is not a valid CSV: a line is longer than any real line can be. Download the file again.'
const UNCLOSED =
  'The file is not a valid CSV: a quotation mark near its end is never closed, so part of it may be missing. Download the file again.'

const tooLarge = (bytes: number) =>
  `The file holds more than ${Math.round(bytes / 1e6)} MB. Import a file of this size with the command bin/import-prescribing.`
