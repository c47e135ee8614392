import type { Word } from './digit-groups.ts'
import { beginsWithDateOfBirth, nhsNumberVerdict } from './nhs-number.ts'

/** Ten digits that somebody may have meant as one number. */
export interface TenDigits {
  digits: string
  from: number
  to: number
  /** Written as NHS numbers are. Any other way of writing counts only when the number is issued. */
  usual: boolean
}

/** What separates the entries of a list or the cells of a table. */
const LISTING = /[,;|\t\n\r\v\f\u2028\u2029،、，；]/u
/** Lengths of the groups in which people write these numbers; any other grouping is an exception. */
const WRITTEN = ['10', '3 3 4', '3 7', '6 4']
const SINGLE_DIGITS = Array(10).fill('1').join(' ')

/** Every ten digits of a run that begin and end with a word: an eleven-digit telephone number holds none. */
export function tenDigitsIn(run: Word[]): TenDigits[] {
  return run.flatMap((_, start) => {
    const end = endOfTen(run, start)
    if (end === undefined) return []
    const found = run.slice(start, end)
    const digits = digitsOf(found)
    // First, because it spares a long text all the rest.
    if (nhsNumberVerdict(digits) === 'no' || isTelephone(run, start) || isBook(run, start, end)) return []
    const shape = shapeOf(found)
    const whole = found.length === run.length
    if (!isOneNumber(run, start, end, shape, digits)) return []
    const usual = shape === '10' || (shape === '3 3 4' && whole)
    return [{ digits, from: found[0]!.from, to: found.at(-1)!.to, usual }]
  })
}

/** Reads ten words at most, so that a long text takes no longer than its length. */
function endOfTen(run: Word[], start: number): number | undefined {
  let count = 0
  for (let at = start; at < run.length && count < 10; at++) {
    count += run[at]!.digits.length
    if (count === 10) return at + 1
  }
  return undefined
}

const digitsOf = (words: Word[]) => words.map((word) => word.digits).join('')

function shapeOf(words: Word[]): string {
  const lengths: number[] = []
  for (const [index, { digits, gap }] of words.entries()) {
    if (index > 0 && gap === '') lengths.push(lengths.pop()! + digits.length)
    else lengths.push(digits.length)
  }
  return lengths.join(' ')
}

/** Whether the groups are one number rather than figures that stand side by side. */
function isOneNumber(run: Word[], start: number, end: number, shape: string, digits: string): boolean {
  if (shape === '10') return true
  const gaps = run.slice(start + 1, end).map((word) => word.gap)
  const listed = gaps.some((gap) => LISTING.test(gap))
  if (shape === SINGLE_DIGITS) return !goesOn(run, start, end, (word) => word.digits.length === 1)
  if (WRITTEN.includes(shape)) return !listed || !goesOn(run, start, end, (word) => LISTING.test(word.gap))
  // A date with a time, or a year and a serial number, would pass for a Scottish number.
  if (listed || beginsWithDateOfBirth(digits)) return false
  const close = start === 0 && end === run.length && gaps.every((gap) => Array.from(gap).length < 2)
  return close || shape.split(' ').every((length) => Number(length) >= 3)
}

/** Whether the figures before or after are of the same kind, as in a list of counts. */
function goesOn(run: Word[], start: number, end: number, alike: (word: Word) => boolean): boolean {
  const before = alike(run[start]!) && start > 0 && alike({ ...run[start - 1]!, gap: run[start]!.gap })
  const after = run[end]
  return before || (after !== undefined && alike(after))
}

/** What follows a country's code, as in +44 7700 900123 and +44 (0) 7700 900123, is a telephone number. */
function isTelephone(run: Word[], start: number): boolean {
  const before = run[start - 1]?.digits === '0' ? run[start - 2] : run[start - 1]
  return before !== undefined && ((before.plus && before.digits.length <= 3) || before.digits === '0044')
}

/** 978 or 979, and ten digits that make an ISBN of it. */
function isBook(run: Word[], start: number, end: number): boolean {
  const prefix = run[start - 1]?.digits ?? ''
  if (prefix !== '978' && prefix !== '979') return false
  const digits = Array.from(prefix + digitsOf(run.slice(start, end)), Number)
  return digits.reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0
}
