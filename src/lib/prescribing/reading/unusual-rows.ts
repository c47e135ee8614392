import { medianOf } from '#lib/charts/centre.ts'
import { type SumName, sumNames } from '../definitions/sums.ts'
import { ITEMS, QUANTITY, TOTAL } from '../figures.ts'
import { presentationOf } from '../presentations.ts'
import type { Drug, Place } from './epd-codes.ts'
import { MOST_TEXTS } from './judged-once.ts'

/** A row whose quantity for one item is so far beyond the usual that it may be mistyped. */
export interface UnusualRow {
  line: number
  place: Place
  drug: Drug
  /** Per item. */
  quantity: number
  items: number
  /** What an item of the same presentation, or of its like, usually has in this file. */
  usual: number
  /** The sum of doses that it lifts, and its part of that of the practice and month, 0 to 1. */
  sum: SumName
  share: number
}

/** Sums of doses, and how much of each is worth a word: some 110 days at 90 mg a day, 500 defined daily doses. */
const WORTH: Partial<Record<SumName, number>> = { ome_mg: 10_000, gabapentinoid_ddd: 500 }
/** A six-month supply is six times a month’s; ten times the usual is next to never meant. */
const TIMES_USUAL = 10
/** Of what the practice has of the sum in the month: less does not move its chart. */
const LEAST_SHARE = 0.1
/** Fewer rows say nothing of what is usual. */
const FEWEST_ROWS = 8
const SAMPLED = 64
const LARGEST = 8

interface Large {
  line: number
  place: Place
  quantity: number
  items: number
  adds: number
}

/** One presentation while rows are read: a sample of its quantities, and its rows with the largest. */
interface Seen {
  drug: Drug
  /** The sum of doses that it adds to, how much of it a unit is, and how much is worth a word. */
  sum: number
  weight: number
  worth: number
  /** Of how many rows one is sampled, and how many more until the next. */
  every: number
  untilNext: number
  sample: number[]
  /** Of those that are worth a word. */
  largest: Large[]
  /** The least quantity among them, once there are as many as are kept. */
  least: number
  areMore: boolean
}

/** Remembers of each presentation that doses are counted of a few hundred bytes, however many rows there are. */
export function unusualRows() {
  const seen = Array.from<Seen | null | undefined>({ length: MOST_TEXTS })

  return {
    /** `figures` are those of the row. Rows of practices that are not kept tell what is usual. */
    note(line: number, place: Place, drug: Drug, figures: Float64Array) {
      let one = seen[drug.index]
      if (one === undefined) {
        one = begin(drug)
        seen[drug.index] = one
      }
      if (one === null) return
      const quantity = figures[QUANTITY]!
      if (--one.untilNext < 0) sample(one, quantity)
      const adds = figures[TOTAL]! * one.weight
      if (adds < one.worth || !place.tally) return
      if (quantity > one.least) keep(one, { line, place, quantity, items: figures[ITEMS]!, adds })
      else one.areMore = true
    },

    /** Once all rows are summed: the unusual ones, those first that move their practice’s month most. */
    find(): { rows: UnusualRow[]; areAll: boolean } {
      const all = seen.filter((one) => one != null)
      const pools = poolsOf(all)
      const found = all.map((one) => unusualOf(one, pools))
      return {
        rows: found.flat().sort((a, b) => b.share - a.share || a.line - b.line),
        areAll: !found.some((rows, index) => rows.length === LARGEST && all[index]!.areMore),
      }
    },
  }
}

function begin(drug: Drug): Seen | null {
  for (const { sum, weight } of drug.shares) {
    const worth = WORTH[sumNames[sum]!]
    if (worth === undefined) continue
    const dose = { sum, weight, worth }
    return { drug, ...dose, every: 1, untilNext: 0, sample: [], largest: [], least: 0, areMore: false }
  }
  return null
}

/** Every row at first, then every second, every fourth: always some dozens, from all of the file. */
function sample(one: Seen, quantity: number) {
  one.sample.push(quantity)
  one.untilNext = one.every - 1
  if (one.sample.length < SAMPLED) return
  one.sample = one.sample.filter((_, index) => index % 2 === 0)
  one.every *= 2
}

function keep(one: Seen, row: Large) {
  if (one.largest.length < LARGEST) one.largest.push(row)
  else {
    one.areMore = true
    one.largest[one.largest.findIndex(({ quantity }) => quantity === one.least)] = row
  }
  if (one.largest.length === LARGEST) one.least = Math.min(...one.largest.map(({ quantity }) => quantity))
}

/**
 * A presentation with few rows is compared with its like: of its chemical in the same unit, or of that unit. Not so
 * liquids: a concentrate comes in 30 ml, a weak solution in 500.
 */
function likesOf({ code = '' }: Drug): string[] {
  const { chemical, opioid } = presentationOf(code)
  if (!opioid) return [chemical, 'gabapentinoid']
  return opioid.unit === 'ml' ? [] : [`${chemical} ${opioid.unit}`, opioid.unit]
}

function poolsOf(all: readonly Seen[]): Map<string, number[]> {
  const pools = new Map<string, number[]>()
  for (const { drug, sample: quantities } of all) {
    for (const like of likesOf(drug)) {
      const pool = pools.get(like)
      if (pool) pool.push(...quantities)
      else pools.set(like, [...quantities])
    }
  }
  return pools
}

function unusualOf({ drug, sum, sample: own, largest }: Seen, pools: Map<string, number[]>): UnusualRow[] {
  const enough = [own, ...likesOf(drug).map((like) => pools.get(like) ?? [])].find(
    ({ length }) => length >= FEWEST_ROWS,
  )
  const usual = enough && medianOf(enough)
  if (!usual) return []
  return largest.flatMap(({ line, place, quantity, items, adds }) => {
    const share = adds / (place.tally?.totals[sum] || Infinity)
    if (quantity < usual * TIMES_USUAL || share < LEAST_SHARE) return []
    return [{ line, place, drug, quantity, items, usual, sum: sumNames[sum]!, share }]
  })
}
