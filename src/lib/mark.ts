import { createHash } from 'node:crypto'

/** A number in hexadecimal, written in the letters a to p alone. */
export const inLetters = (hex: string) =>
  hex.replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)))

/**
 * A short mark of a text, which a form carries to say from what it was drawn; nothing has an empty one. Letters
 * alone: the guard against NHS numbers reads every field, and a run of digits could stop somebody’s saving.
 */
export function markOf(text: string | null | undefined): string {
  const kept = (text ?? '').replace(/\r\n/g, '\n').trim()
  if (kept === '') return ''
  return inLetters(createHash('sha256').update(kept).digest('hex').slice(0, 16))
}
