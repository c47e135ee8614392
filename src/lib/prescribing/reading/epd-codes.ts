import type { Month } from '#lib/day.ts'
import { currentCodeOf, isNoPractice, isPresentationCode, monthIn, practiceCodeIn } from '../codes.ts'
import { sumNames } from '../definitions/sums.ts'
import { type Share, sharesOf, type Tally } from '../figures.ts'
import { isWatched, presentationOf } from '../presentations.ts'
import { MOST_TEXTS, refuseMoreThan } from './judged-once.ts'

/** No code is longer, and no longer text is remembered: a packed file may hold very many. */
const LONGEST = 30

/** A distinct text of YEAR_MONTH. `position` counts the months of this file; -1 when it is none to import. */
export interface EpdMonth {
  month: Month | undefined
  position: number
  isFuture: boolean
}

export interface Practice {
  index: number
  /** Undefined when the text is no practice code. */
  code: string | undefined
  /** Rows of no practice at all, which are left out. */
  isNone: boolean
  isKept: boolean
  /** One for each month of the file. */
  places: Place[]
}

/** A practice in a month: what the sums are of. */
export interface Place {
  practice: Practice
  month: Month
  /** Of the month. */
  position: number
  commissioner: string | null
  /** Undefined when the practice is not kept. */
  tally: Tally | undefined
}

/** Kinds of presentation, each of which is also the one before; the first is a text that is no code. */
export const NO_CODE = 0
const NOT_COUNTED = 1
export const WATCHED = 2
export const COUNTED = 3

/** A distinct presentation of the file, with what its rows add to. */
export interface Drug {
  index: number
  /** Undefined when the text is no presentation code. */
  code: string | undefined
  /** The text of the file. */
  written: string
  name: string
  shares: Share[]
  isOpioid: boolean
  /** In a set of the definitions, but not in the table that says how strong it is. */
  isUnmapped: boolean
  /** Of an unmapped one: where it was first seen, and its items. */
  line: number
  items: number
}

export function monthNamed(text: string, months: Month[], thisMonth: Month): EpdMonth {
  const month = monthIn(text)
  const isFuture = month !== undefined && month > thisMonth
  if (month === undefined || isFuture) return { month, position: -1, isFuture }
  if (!months.includes(month)) months.push(month)
  return { month, position: months.indexOf(month), isFuture }
}

export function practiceNamed(
  text: string,
  practices: Map<string, Practice>,
  only: ReadonlySet<string> | undefined,
): Practice {
  const written = text.trim().toUpperCase()
  const known = practices.get(written)
  if (known) return known
  refuseMoreThan(MOST_TEXTS, practices.size)
  if (written.length > LONGEST)
    return { index: -1, code: undefined, isNone: false, isKept: false, places: [] }
  const code = practiceCodeIn(written)
  const isKept = code !== undefined && (only === undefined || only.has(code))
  const practice = {
    index: practices.size,
    code,
    isNone: isNoPractice(written),
    isKept,
    places: [],
  }
  practices.set(written, practice)
  return practice
}

const COMMISSIONER = /^[0-9A-Z]{3}$/

/** A sub-ICB location, or the CCG of earlier years, of its PCO_CODE: 15N of 15N00. Null for anything else. */
export function commissionerIn(text: string): string | null {
  const code = text.trim().toUpperCase().replace(/00$/, '')
  return COMMISSIONER.test(code) ? code : null
}

export function drugNamed(text: string, drugs: Map<string, Drug>): Drug {
  const written = text.trim()
  const known = drugs.get(written)
  if (known) return known
  refuseMoreThan(MOST_TEXTS, drugs.size)
  const code = isPresentationCode(written) ? currentCodeOf(written) : undefined
  const shares = code === undefined ? [] : sharesOf(presentationOf(code))
  const isIn = (...names: string[]) => shares.some(({ sum }) => names.includes(sumNames[sum]!))
  const drug: Drug = {
    index: drugs.size,
    code,
    written,
    name: '',
    shares,
    isOpioid: isIn('opioid_items'),
    isUnmapped: isIn('unmapped_opioid_items', 'unmapped_gabapentinoid_items'),
    line: 0,
    items: 0,
  }
  drugs.set(written, drug)
  return drug
}

export function kindOf({ written, code, shares }: Drug): number {
  if (code === undefined) return NO_CODE
  if (shares.length > 0) return COUNTED
  return isWatched(code) || isWatched(written) ? WATCHED : NOT_COUNTED
}
