import { Unreadable } from '../problems.ts'

const KEY = 32
const MOST_TEXTS = 500_000

/**
 * A rule that is asked about the same few texts millions of times (practice and presentation codes, months):
 * it judges each distinct text once, and afterwards the bytes alone find its answer. Texts of more than 31
 * bytes are judged every time.
 */
export function judgedOnce<T>(judge: (text: string) => T) {
  let slots = new Int32Array(1 << 12).fill(-1)
  let keys = Buffer.alloc(KEY << 10)
  const answers: T[] = []
  let last = -1

  return (bytes: Buffer, from: number, to: number): T => {
    const length = to - from
    if (last >= 0 && isSame(keys, last * KEY, bytes, from, length)) return answers[last]!
    if (length >= KEY) return judge(bytes.toString('latin1', from, to))
    let slot = hashOf(bytes, from, to) & (slots.length - 1)
    for (let known = slots[slot]!; known >= 0; known = slots[slot]!) {
      if (isSame(keys, known * KEY, bytes, from, length)) {
        last = known
        return answers[known]!
      }
      slot = (slot + 1) & (slots.length - 1)
    }
    const answer = judge(bytes.toString('latin1', from, to))
    remember(slot, bytes, from, length, answer)
    return answer
  }

  function remember(slot: number, bytes: Buffer, from: number, length: number, answer: T) {
    const index = answers.push(answer) - 1
    if (index >= MOST_TEXTS) throw new Unreadable('too_many_codes', TOO_MANY)
    if ((index + 1) * KEY > keys.length) keys = Buffer.concat([keys, Buffer.alloc(keys.length)])
    keys[index * KEY] = length
    bytes.copy(keys, index * KEY + 1, from, from + length)
    slots[slot] = index
    if (answers.length * 2 > slots.length) grow()
  }

  function grow() {
    slots = new Int32Array(slots.length * 2).fill(-1)
    for (let index = 0; index < answers.length; index++) {
      const from = index * KEY + 1
      let slot = hashOf(keys, from, from + keys[from - 1]!) & (slots.length - 1)
      while (slots[slot]! >= 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = index
    }
  }
}

const TOO_MANY =
  'The file holds more different codes than the whole of England uses, so it is not a prescribing file. Check the file.'

/** FNV-1a over words of four bytes, with its high bits folded into the low ones that choose the slot. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at += 4) hash = Math.imul(hash ^ wordAt(bytes, at, to), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Up to four bytes as one number. */
export function wordAt(bytes: Buffer, at: number, to: number): number {
  if (at + 4 <= to)
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  let word = bytes[at]!
  if (at + 1 < to) word |= bytes[at + 1]! << 8
  if (at + 2 < to) word |= bytes[at + 2]! << 16
  return word
}

function isSame(keys: Buffer, key: number, bytes: Buffer, from: number, length: number): boolean {
  if (keys[key] !== length) return false
  for (let at = 0; at < length; at++) if (keys[key + 1 + at] !== bytes[from + at]) return false
  return true
}
