import { type SumDefinition, sumNames, sums } from './definitions/sums.ts'
import type { Presentation } from './presentations.ts'

/** How a row of one presentation adds to one sum. `sum` is its place in `sumNames`. */
export interface Share {
  sum: number
  /** Which figure of the row is counted: a place in `figuresOfRow`. */
  figure: number
  weight: number
  perItemOver: number
}

/** The sums of one practice in one month while its rows are read. */
export interface Tally {
  rows: number
  totals: Float64Array
}

/** The figures of one row, in the order in which they are handed around. `quantity` is per item. */
export const figuresOfRow = ['quantity', 'items', 'total', 'cost', 'ingredientCost'] as const
export const QUANTITY = 0
export const ITEMS = 1
export const TOTAL = 2
export const COST = 3

const FIGURE_COUNTED = { items: ITEMS, quantity: TOTAL, cost: COST }
const ALL_ITEMS = sumNames.indexOf('items')

const definitions: SumDefinition[] = sumNames.map((name) => sums[name])

/** The sums a presentation belongs to, apart from the items of everything. Asked of each of 21,400 in a month. */
export function sharesOf(presentation: Presentation): Share[] {
  const shares: Share[] = []
  for (let sum = 0; sum < definitions.length; sum++) {
    const { counts, weight, perItemOver = -Infinity } = definitions[sum]!
    const weighs = sum === ALL_ITEMS ? 0 : weight(presentation)
    if (weighs !== 0) shares.push({ sum, figure: FIGURE_COUNTED[counts], weight: weighs, perItemOver })
  }
  return shares
}

export const emptyTally = (): Tally => ({ rows: 0, totals: new Float64Array(sumNames.length) })

/** Adds one row to the items of everything. */
export function addItems(to: Tally, figures: Float64Array) {
  to.rows += 1
  to.totals[ALL_ITEMS]! += figures[ITEMS]!
}

/** Adds one row to the other sums of its practice and month. */
export function addRow({ totals }: Tally, shares: Share[], figures: Float64Array) {
  for (let index = 0; index < shares.length; index++) {
    const { sum, figure, weight, perItemOver } = shares[index]!
    if (figures[QUANTITY]! > perItemOver) totals[sum]! += weight * figures[figure]!
  }
}

const DIGITS = 12

/** Without the noise that adding leaves behind the twelfth digit: figures are rounded only where they are shown. */
export const withoutNoise = (sum: number) => Number(sum.toPrecision(DIGITS))

/** The sums by name. A sum that is 0 is left out. */
export function namedSums({ totals }: Tally): Record<string, number> {
  const named = sumNames.map((name, index) => [name, withoutNoise(totals[index]!)] as const)
  return Object.fromEntries(named.filter(([, value]) => value !== 0))
}
