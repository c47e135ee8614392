import { type CodeTable, codeTableOf } from './huffman.ts'

/** The codes that one block is written in. */
export interface BlockCodes {
  literals: CodeTable
  distances: CodeTable
}

export const END_OF_BLOCK = 256
/** Symbols from 257 on are lengths. The last, in Deflate 258, is here 3 and as many more as sixteen bits say. */
export const LAST_LENGTH = 285
const upTo = (count: number) => Array.from({ length: count }, (_, code) => code)
const lengthBits = upTo(28).map((code) => (code < 8 ? 0 : (code >> 2) - 1))
const lengths = lengthBits.map((bits, code) => (code < 8 ? code : (4 + (code & 3)) << bits) + 3)
const distanceBits = upTo(32).map((code) => Math.max(0, (code >> 1) - 1))
const distances = distanceBits.map((bits, code) => (code < 2 ? code : (2 + (code & 1)) << bits) + 1)

/** By symbol: the least that it means, and how many bits after it say how much more. */
export const LENGTH_BASE = Uint16Array.from([...lengths, 3])
export const LENGTH_BITS = Uint8Array.from([...lengthBits, 16])
export const DISTANCE_BASE = Uint16Array.from(distances)
export const DISTANCE_BITS = Uint8Array.from(distanceBits)

/** The codes of a block that names none. */
export const fixedCodes: BlockCodes = {
  literals: codeTableOf(upTo(288).map((code) => (code < 144 ? 8 : code < 256 ? 9 : code < 280 ? 7 : 8)))!,
  distances: codeTableOf(upTo(32).map(() => 5))!,
}

/** The lengths of a block's codes are themselves written in a code, whose lengths come in this order. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** Reads the codes of a block that names them; undefined where they cannot be. */
export function readCodes(
  take: (bits: number) => number,
  symbolOf: (table: CodeTable) => number,
): BlockCodes | undefined {
  const literals = take(5) + 257
  const all = literals + take(5) + 1
  const own = new Uint8Array(ORDER.length)
  for (let left = take(4) + 4, at = 0; at < left; at++) own[ORDER[at]!] = take(3)
  const table = codeTableOf(own)
  if (!table) return undefined
  const said = new Uint8Array(all)
  for (let at = 0; at < all; ) {
    const symbol = symbolOf(table)
    if (symbol < 16) {
      said[at++] = symbol
      continue
    }
    if (symbol === 16 && at === 0) return undefined
    const again = symbol === 16 ? said[at - 1]! : 0
    const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7)
    if (at + times > all) return undefined
    said.fill(again, at, at + times)
    at += times
  }
  const [first, second] = [codeTableOf(said.subarray(0, literals)), codeTableOf(said.subarray(literals))]
  if (!first || !second || said[END_OF_BLOCK] === 0) return undefined
  return { literals: first, distances: second }
}
