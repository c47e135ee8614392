import { wordAt } from './judged-once.ts'

const FIRST_SIZE = 1 << 16
const WORDS = 3
/** Three national months of the rows that are compared, in 96 MB. */
const MOST_ROWS = 1 << 22

/**
 * A set of rows by their 63-bit fingerprints with the line of each, 24 bytes a row. Among the million rows of a national month that are
 * compared two different ones share a fingerprint with a chance of 1 in 10 million. Rows beyond `most` are
 * looked up and not remembered.
 */
export function seenRows(most = MOST_ROWS) {
  /** Three words a slot: two of the fingerprint, of which the second is never 0 in a taken one, and the line. */
  let slots = new Int32Array(FIRST_SIZE * WORDS)
  let mask = FIRST_SIZE - 1
  let size = 0
  let isFull = false
  let low = 0
  let high = 0

  return {
    begin(practice: number, drug: number, month: number) {
      low = 0x9e3779b1 | 0
      high = 0x85ebca6b | 0
      stir(practice)
      stir(drug)
      stir(month)
    },
    words(words: Int32Array) {
      for (let index = 0; index < words.length; index++) stir(words[index]!)
    },
    text(bytes: Buffer, from: number, to: number) {
      for (let at = from; at < to; at += 4) stir(wordAt(bytes, at, to))
    },
    /** Answers on which line the row begun last was first met, 0 when it is new; then it is remembered. */
    again(line: number): number {
      const first = low ^ (low >>> 15)
      const second = high | 1
      const slot = slotOf(first, second)
      if (slots[slot + 1] !== 0) return slots[slot + 2]!
      if (size === most) {
        isFull = true
        return 0
      }
      slots[slot] = first
      slots[slot + 1] = second
      slots[slot + 2] = line
      if (++size * 2 > mask) grow()
      return 0
    },
    size: () => size,
    /** Whether a row was not remembered. */
    isFull: () => isFull,
  }

  function stir(word: number) {
    low = Math.imul(low ^ word, 0x01000193)
    high = (Math.imul((high << 13) | (high >>> 19), 5) + (word ^ 0x27d4eb2f)) | 0
  }

  /** Where the fingerprint is, or the free slot where it belongs. */
  function slotOf(first: number, second: number): number {
    let index = (first ^ (second >>> 11)) & mask
    let slot = index * WORDS
    while (slots[slot + 1] !== 0 && (slots[slot] !== first || slots[slot + 1] !== second)) {
      index = (index + 1) & mask
      slot = index * WORDS
    }
    return slot
  }

  function grow() {
    const old = slots
    slots = new Int32Array(old.length * 2)
    mask = mask * 2 + 1
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from + 1] === 0) continue
      const slot = slotOf(old[from]!, old[from + 1]!)
      slots[slot] = old[from]!
      slots[slot + 1] = old[from + 1]!
      slots[slot + 2] = old[from + 2]!
    }
  }
}
