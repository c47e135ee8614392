/** Codes of up to 15 bits, found by the next 15 bits of a stream: `symbol << 4 | bits`, 0 where there is no code. */
export type CodeTable = Uint16Array

const LONGEST = 15
export const NEXT_BITS = (1 << LONGEST) - 1

/** The table of a set of codes, from the length of each symbol's; undefined where no codes can have such lengths. */
export function codeTableOf(lengths: ArrayLike<number>): CodeTable | undefined {
  const counts = new Uint16Array(LONGEST + 1)
  for (let symbol = 0; symbol < lengths.length; symbol++) counts[lengths[symbol]!]!++
  const next = new Uint32Array(LONGEST + 2)
  for (let bits = 1; bits <= LONGEST; bits++) {
    const used = next[bits]! + counts[bits]!
    if (used > 1 << bits) return undefined
    next[bits + 1] = used << 1
  }
  const table = new Uint16Array(NEXT_BITS + 1)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const bits = lengths[symbol]!
    if (bits === 0) continue
    const first = reversed(next[bits]!++, bits)
    for (let at = first; at <= NEXT_BITS; at += 1 << bits) table[at] = (symbol << 4) | bits
  }
  return table
}

/** A stream gives the bits of a code the other way round. */
function reversed(code: number, bits: number): number {
  let turned = 0
  for (let bit = 0; bit < bits; bit++) turned |= ((code >> bit) & 1) << (bits - 1 - bit)
  return turned
}
