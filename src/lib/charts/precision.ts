import { sideOf } from './centre.ts'
import { figure } from './figure.ts'
import type { Point } from './series.ts'
import type { StretchRead } from './stretch-read.ts'
import type { Stretch } from './stretches.ts'

interface Read {
  stretch: Stretch
  read: StretchRead
}

/** Two more decimals tell apart all that a reader can act on. */
const MOST_ADDED = 2

/** Whether a point that is not on its line, or lies beyond its limit, would read the same as that line. */
export function needsDecimal(reads: readonly Read[], decimals: number, fewest: number): boolean {
  if (decimals >= fewest + MOST_ADDED) return false
  const step = 10 ** -decimals
  const hides = (value: number, line: number | null | undefined) =>
    line != null &&
    Math.abs(value - line) < step &&
    sideOf(value, line) !== 0 &&
    figure(value, decimals) === figure(line, decimals)
  return reads.some(({ stretch: { points, included }, read: { centre, lower, upper } }) =>
    points.some(
      ({ value }, at) =>
        value !== null &&
        included[at] &&
        (hides(value, centre) || hides(value, lower[at]) || hides(value, upper[at])),
    ),
  )
}

/** Whole counts stay whole, however many decimals their median has. */
export function decimalsOfPoints(points: readonly Point[], decimals: number, fewest: number): number {
  const exact = ({ value }: Point) => value === null || Number(value.toFixed(fewest)) === value
  return decimals > fewest && points.every(exact) ? fewest : decimals
}
