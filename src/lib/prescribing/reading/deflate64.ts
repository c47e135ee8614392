import { Unreadable } from '../problems.ts'
import { type ByteSource, TRUNCATED } from './byte-source.ts'
import {
  type BlockCodes,
  DISTANCE_BASE,
  DISTANCE_BITS,
  END_OF_BLOCK,
  fixedCodes,
  LAST_LENGTH,
  LENGTH_BASE,
  LENGTH_BITS,
  readCodes,
} from './deflate64-codes.ts'
import { type CodeTable, NEXT_BITS } from './huffman.ts'
import { DAMAGED } from './inflated.ts'

const WINDOW = 65_536
const LONGEST_MATCH = 65_538
const UNPACKED_AT_ONCE = 256 * 1024
/** From here on a call is faster than a loop. */
const COPIED_AT_ONCE = 48
/** More bytes than one symbol takes with its match, and more than the codes of a block take. */
const OF_A_SYMBOL = 16
const OF_A_HEADER = 640

/**
 * Deflate64 (method 9), in which Windows packs a file of more than 2 GB. zlib does not have it. It is Deflate with a
 * window of 64 KB, two distances more and matches of up to 65,538 bytes. Leaves the source where the member ends and
 * answers how long it was packed, as `inflated` does.
 */
export async function* inflated64(source: ByteSource): AsyncGenerator<Uint8Array, number> {
  /** What was unpacked last, as matches reach back into it, and what was not handed on yet. */
  const out = new Uint8Array(WINDOW + UNPACKED_AT_ONCE + LONGEST_MATCH)
  const full = WINDOW + UNPACKED_AT_ONCE
  let [handedOn, end] = [0, 0]
  let input: Uint8Array = new Uint8Array(0)
  /** Where `input` is read, how much of it is from the source, and how much was read before it. */
  let [at, real, before] = [0, 0, 0]
  let ended = false
  /** Bits that were read and not used. */
  let [held, count] = [0, 0]

  /** Gives back whole bytes that were only looked at. */
  function unread() {
    at -= count >> 3
    count &= 7
    held &= (1 << count) - 1
    if (at > real) throw new Unreadable('truncated', TRUNCATED)
  }

  /** What cannot be is the end of the source where that was passed. */
  function wrong(): never {
    unread()
    throw new Unreadable('damaged', DAMAGED)
  }

  /** Makes so many bytes there to be read. Behind the end of the source they are zeros, which nothing whole reaches. */
  async function ahead(bytes: number) {
    if (input.length - at >= bytes) return
    unread()
    const pieces = [input.subarray(at, real)]
    before += at
    real -= at
    at = 0
    while (real < bytes && !ended) {
      const piece = await source.next()
      if (piece) pieces.push(piece)
      real += piece?.length ?? 0
      ended = piece === undefined
    }
    input = Buffer.concat(ended ? [...pieces, new Uint8Array(bytes)] : pieces)
  }

  function load() {
    while (count <= 24) {
      held |= input[at++]! << count
      count += 8
    }
  }

  function take(bits: number): number {
    load()
    const value = held & ((1 << bits) - 1)
    held >>>= bits
    count -= bits
    return value
  }

  function symbolOf(table: CodeTable): number {
    load()
    const entry = table[held & NEXT_BITS]!
    if (entry === 0) return wrong()
    held >>>= entry & 15
    count -= entry & 15
    return entry >> 4
  }

  function copy(length: number, distance: number) {
    let from = end - distance
    if (from < 0) return wrong()
    const stop = end + length
    if (length > COPIED_AT_ONCE && distance >= length) out.copyWithin(end, from, from + length)
    else for (let to = end; to < stop; ) out[to++] = out[from++]!
    end = stop
  }

  /** Whether the block has ended; else the output is full or the input is short. */
  function unpack({ literals, distances }: BlockCodes): boolean {
    const short = input.length - OF_A_SYMBOL
    while (at <= short && end < full) {
      const symbol = symbolOf(literals)
      if (symbol < END_OF_BLOCK) {
        out[end++] = symbol
      } else if (symbol === END_OF_BLOCK) {
        return true
      } else {
        if (symbol > LAST_LENGTH) return wrong()
        const code = symbol - END_OF_BLOCK - 1
        const length = LENGTH_BASE[code]! + take(LENGTH_BITS[code]!)
        const distance = symbolOf(distances)
        copy(length, DISTANCE_BASE[distance]! + take(DISTANCE_BITS[distance]!))
      }
    }
    return false
  }

  function handOn(): Uint8Array {
    const piece = out.slice(handedOn, end)
    if (end > WINDOW) {
      out.copyWithin(0, end - WINDOW, end)
      end = WINDOW
    }
    handedOn = end
    return piece
  }

  /** Bytes as they are. */
  async function* stored(): AsyncGenerator<Uint8Array> {
    unread()
    ;[held, count] = [0, 0]
    const length = take(16)
    if ((length ^ take(16)) !== 0xffff) return wrong()
    for (let left = length; left > 0; ) {
      await ahead(1)
      unread()
      const piece = input.subarray(at, Math.min(real, at + Math.min(left, full - end)))
      if (piece.length === 0) throw new Unreadable('truncated', TRUNCATED)
      out.set(piece, end)
      end += piece.length
      at += piece.length
      left -= piece.length
      if (end >= full) yield handOn()
    }
  }

  for (let isLast = false; !isLast; ) {
    await ahead(OF_A_HEADER)
    isLast = take(1) === 1
    const type = take(2)
    if (type === 0) {
      yield* stored()
      continue
    }
    const codes = type === 1 ? fixedCodes : type === 2 ? readCodes(take, symbolOf) : undefined
    if (!codes) return wrong()
    while (!unpack(codes)) {
      if (end >= full) yield handOn()
      await ahead(OF_A_SYMBOL)
    }
  }
  unread()
  if (end > handedOn) yield handOn()
  source.putBack(input.subarray(at, real))
  return before + at
}
