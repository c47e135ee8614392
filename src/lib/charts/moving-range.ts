import { meanOf } from './centre.ts'

export type Maybe = number | null

/** Turns a mean moving range into a standard deviation (d2 for two values); the rounded constant, once. */
export const D2 = 1.128

/** A range at or beyond this many mean ranges is left out when ranges are screened (Nelson 1982). */
export const SCREEN = 3.267

/** Absolute differences of neighbours, one fewer than the values; null beside a missing value. */
export function movingRangesOf(values: readonly Maybe[]): Maybe[] {
  return values.slice(1).map((value, at) => {
    const before = values[at] ?? null
    return value === null || before === null ? null : Math.abs(value - before)
  })
}

/**
 * Mean of the ranges that are not missing. Screened: ranges not strictly below `factor` means are dropped
 * and the mean is taken once more; null when none remain, as when all ranges are 0.
 */
export function meanRangeOf(ranges: readonly Maybe[], screened: boolean, factor = SCREEN): Maybe {
  const known = knownOf(ranges)
  const mean = meanOf(known)
  if (mean === null || !screened) return mean
  return meanOf(known.filter((range) => range < factor * mean))
}

/** Values that are there: neither missing nor not-a-number. */
export function knownOf(values: readonly Maybe[]): number[] {
  return values.filter((value): value is number => value !== null && !Number.isNaN(value))
}
