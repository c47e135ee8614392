import { anhojOf } from '#lib/charts/anhoj.ts'
import { medianOf, sideOf } from '#lib/charts/centre.ts'

/**
 * How often a run chart (median of all its points, Anhøj rules) signals after a lasting step, found by drawing
 * charts of independent normal values. A step is counted in standard deviations: the usual ups and downs from
 * one period to the next. The same numbers are drawn every time, so the same plan gets the same answer. Real
 * figures have seasons and few counts, so take the shares as the best that can be hoped for.
 */
export const STEPS = [1, 1.5, 2, 3] as const
export type Step = (typeof STEPS)[number]

const CHARTS = 1000
const SEED = 20_260_914
/** What "would be found" means: in at least 8 of 10 charts. */
export const FOUND = 0.8

const known = new Map<string, number>()

/** The share of charts that signal when `after` of their points lie one step away from the `before` first. */
export function shareFound(before: number, after: number, step: number): number {
  const key = `${before} ${after} ${step}`
  const share = known.get(key) ?? simulated(before, after, step)
  known.set(key, share)
  return share
}

/** The smallest step that so many points would show in 8 of 10 charts; undefined when none would. */
export const smallestFound = (before: number, after: number): Step | undefined =>
  STEPS.find((step) => shareFound(before, after, step) >= FOUND)

function simulated(before: number, after: number, step: number): number {
  if (before + after === 0 || after === 0) return 0
  const normal = normalsFrom(SEED)
  let signals = 0
  for (let chart = 0; chart < CHARTS; chart++) {
    const values = Array.from({ length: before + after }, (_, at) => normal() + (at < before ? 0 : step))
    const median = medianOf(values) ?? 0
    if (anhojOf(values.map((value) => sideOf(value, median))).signal) signals++
  }
  return signals / CHARTS
}

/** Normal values by Box and Muller from a mulberry32 generator: the same seed, the same values. */
function normalsFrom(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}
