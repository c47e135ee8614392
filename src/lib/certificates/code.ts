import { newId } from '#lib/ids.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 27 characters hold 135 random bits; the last follows from them, so that a slip of the pen is told apart. */
const LENGTH = 28
/** A prime below the size of the alphabet: one wrong character or two swapped ones then change the sum. */
const PRIME = 31

/** A new code such as `7K3M-0QWX-…`: seven groups of four, easy to read aloud, too many to guess. */
export function newCode(): string {
  const random = (newId() + newId()).toUpperCase().slice(0, LENGTH - 1)
  return grouped(random + checkOf(random))
}

export type ReadCode = { code: string } | { problem: 'empty' | 'wrong length' | 'mistyped' }

/**
 * The code that someone meant: lower case, missing dashes, letters taken for digits and a whole pasted address
 * are all understood.
 */
export function readCode(typed: string): ReadCode {
  const last =
    typed
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  const letters = last
    .replace(/\.pdf$/i, '')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (letters === '') return { problem: 'empty' }
  if (letters.length !== LENGTH) return { problem: 'wrong length' }
  const isKnown = [...letters].every((letter) => ALPHABET.includes(letter))
  if (!isKnown || checkOf(letters.slice(0, -1)) !== letters.at(-1)) return { problem: 'mistyped' }
  return { code: grouped(letters) }
}

const grouped = (letters: string) => (letters.match(/.{4}/g) ?? []).join('-')

function checkOf(letters: string): string {
  const sum = [...letters].reduce((total, letter, index) => total + ALPHABET.indexOf(letter) * (index + 1), 0)
  return ALPHABET.charAt(sum % PRIME)
}
