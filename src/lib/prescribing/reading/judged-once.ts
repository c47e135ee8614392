import { Unreadable } from '../problems.ts'

/** A text is remembered as four words: up to 15 bytes, and its length in the last byte. */
const LONGEST = 15
export const MOST_TEXTS = 200_000

/**
 * A rule that is asked about the same few texts millions of times (practice and presentation codes, months):
 * it judges each distinct text once, and afterwards the bytes alone find its answer. Texts of more than 15
 * bytes are judged every time.
 */
export function judgedOnce<T>(judge: (text: string) => T) {
  let slots = new Int32Array(1 << 11).fill(-1)
  let keys = new Int32Array(1 << 12)
  const answers: T[] = []
  let last = 0

  return (bytes: Buffer, from: number, to: number): T => {
    if (to - from > LONGEST) return judge(bytes.toString('latin1', from, to))
    const a = wordAt(bytes, from, to)
    const b = wordAt(bytes, from + 4, to)
    const c = wordAt(bytes, from + 8, to)
    const d = wordAt(bytes, from + 12, to) | ((to - from + 1) << 24)
    if (isKey(last, a, b, c, d)) return answers[last]!
    let slot = hashOf(a, b, c, d) & (slots.length - 1)
    for (let known = slots[slot]!; known >= 0; known = slots[slot]!) {
      if (isKey(known, a, b, c, d)) {
        last = known
        return answers[known]!
      }
      slot = (slot + 1) & (slots.length - 1)
    }
    const answer = judge(bytes.toString('latin1', from, to))
    remember(slot, answer, [a, b, c, d])
    return answer
  }

  function isKey(index: number, a: number, b: number, c: number, d: number): boolean {
    const at = index * 4
    return keys[at + 3] === d && keys[at + 2] === c && keys[at + 1] === b && keys[at] === a
  }

  function remember(slot: number, answer: T, key: number[]) {
    last = answers.push(answer) - 1
    refuseMoreThan(MOST_TEXTS, last)
    slots[slot] = last
    keys.set(key, last * 4)
    if (answers.length * 4 === keys.length) grow()
  }

  function grow() {
    const larger = new Int32Array(keys.length * 2)
    larger.set(keys)
    keys = larger
    slots = new Int32Array(keys.length / 2).fill(-1)
    for (let index = 0; index < answers.length; index++) {
      const [a, b, c, d] = keys.subarray(index * 4, index * 4 + 4) as unknown as [
        number,
        number,
        number,
        number,
      ]
      let slot = hashOf(a, b, c, d) & (slots.length - 1)
      while (slots[slot]! >= 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = index
    }
  }
}

/** Every code of the file is remembered, so their number is bounded. */
export function refuseMoreThan(most: number, count: number) {
  if (count >= most) throw new Unreadable('too_many_codes', TOO_MANY)
}

const TOO_MANY =
  'The file holds more different codes than the whole of England uses, so it is not a prescribing file. Check the file.'

/** FNV-1a over words, with its high bits folded into the low ones that choose the slot. */
function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(0x811c9dc5 ^ a, 0x01000193)
  hash = Math.imul(hash ^ b ^ (hash >>> 15), 0x01000193)
  hash = Math.imul(hash ^ c ^ (hash >>> 15), 0x01000193)
  hash = Math.imul(hash ^ d ^ (hash >>> 15), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Up to four bytes as one number; 0 past the end. */
export function wordAt(bytes: Buffer, at: number, to: number): number {
  if (at + 4 <= to)
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  let word = at < to ? bytes[at]! : 0
  if (at + 1 < to) word |= bytes[at + 1]! << 8
  if (at + 2 < to) word |= bytes[at + 2]! << 16
  return word
}
