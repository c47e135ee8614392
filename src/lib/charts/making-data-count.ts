import { meanOf, type Side, sideOf } from './centre.ts'
import { knownOf, type Maybe, meanRangeOf, movingRangesOf } from './moving-range.ts'

export type ImprovementDirection = 'increase' | 'decrease' | 'neutral'

export type SpecialCause =
  | 'Above UCL'
  | 'Below LCL'
  | '7 Point Trend (Increasing)'
  | '7 Point Trend (Decreasing)'
  | '2 in 3 Above CL'
  | '2 in 3 Below CL'
  | '7 Points Above CL'
  | '7 Points Below CL'
  | 'Common Cause'

export interface XmrPoint {
  outside: boolean | null
  close: boolean | null
  side: Side
  cause: SpecialCause
}

/** One rebase group. Limits are null where no moving range is left, as in a flat series. */
export interface XmrGroup {
  mean: Maybe
  lower: Maybe
  upper: Maybe
  points: XmrPoint[]
}

/** 3 / 1.128 rounded, as the NHS tools have it. */
const WIDTH = 2.66

/**
 * XmR chart of one rebase group by NHS England's Making Data Count rules. Limits come from the first
 * `fixAfter` points, or from all. A missing point is common cause and breaks every pattern.
 */
export function xmrGroupOf(y: readonly Maybe[], fixAfter: number | null, screened: boolean): XmrGroup {
  const baseline = fixAfter === null ? y : y.slice(0, fixAfter)
  const mean = meanOf(knownOf(baseline))
  const range = meanRangeOf(movingRangesOf(baseline), screened)
  const reach = range === null ? null : WIDTH * range
  const sides = y.map((value) => (mean === null ? null : sideOf(value, mean)))
  const outside = y.map((value) => beyond(value, mean, reach))
  const close = y.map((value, at) => {
    const near = beyond(value, mean, reach === null ? null : (reach * 2) / 3)
    return near === null ? null : near && !outside[at]
  })
  const trends = trendsOf(y)
  const runs = sevenOnOneSide(sides)
  const pairs = twoInThree(close, sides)
  return {
    mean,
    lower: mean === null || reach === null ? null : mean - reach,
    upper: mean === null || reach === null ? null : mean + reach,
    points: y.map((_, at) => {
      const side = sides[at] ?? null
      return {
        outside: outside[at] ?? null,
        close: close[at] ?? null,
        side,
        cause: causeOf({
          side,
          outside: outside[at] === true,
          trend: trends[at] ?? 0,
          pair: pairs[at] === true,
          run: runs[at] === true,
        }),
      }
    }),
  }
}

function beyond(value: Maybe, mean: Maybe, reach: Maybe): boolean | null {
  if (value === null || mean === null || reach === null) return null
  return value > mean + reach || value < mean - reach
}

/** The first that applies, in the order of the NHS tools. */
function causeOf(facts: {
  side: Side
  outside: boolean
  trend: number
  pair: boolean
  run: boolean
}): SpecialCause {
  const { side, outside, trend, pair, run } = facts
  if (outside) return side === 1 ? 'Above UCL' : 'Below LCL'
  if (trend !== 0) return trend > 0 ? '7 Point Trend (Increasing)' : '7 Point Trend (Decreasing)'
  if (pair) return side === 1 ? '2 in 3 Above CL' : '2 in 3 Below CL'
  if (run) return side === 1 ? '7 Points Above CL' : '7 Points Below CL'
  return 'Common Cause'
}

/** Direction of the trend of seven that a point belongs to, or 0; the later of two trends wins. */
function trendsOf(y: readonly Maybe[]): number[] {
  const trends = y.map(() => 0)
  let from = 0
  let direction = 0
  for (let at = 1; at < y.length; at++) {
    const value = y[at] ?? null
    const before = y[at - 1] ?? null
    const step = value === null || before === null ? 0 : Math.sign(value - before)
    if (step === 0) from = at
    else if (step !== direction) from = at - 1
    direction = step
    if (at - from >= 6) trends.fill(direction, from, at + 1)
  }
  return trends
}

function sevenOnOneSide(sides: readonly Side[]): boolean[] {
  const flags = sides.map(() => false)
  let from = 0
  sides.forEach((side, at) => {
    if (!side || side !== sides[at - 1]) from = at
    if (side && at - from >= 6) flags.fill(true, from, at + 1)
  })
  return flags
}

/** Close to a limit, in three points on one side of which at least two are close. */
function twoInThree(close: readonly (boolean | null)[], sides: readonly Side[]): boolean[] {
  const flags = sides.map(() => false)
  for (let at = 2; at < sides.length; at++) {
    const window = [at - 2, at - 1, at]
    const near = window.filter((each) => close[each] === true)
    if (near.length < 2 || !sides[at] || window.some((each) => sides[each] !== sides[at])) continue
    for (const each of near) flags[each] = true
  }
  return flags
}

export type PointType =
  | 'common_cause'
  | 'special_cause_improvement'
  | 'special_cause_concern'
  | 'special_cause_neutral_high'
  | 'special_cause_neutral_low'

/** Whether a special cause lies on the high side; a trend counts by its direction, not by its level. */
export const isHigh = (cause: SpecialCause) => cause.includes('Above') || cause.includes('Increasing')

export function pointTypeOf(cause: SpecialCause, direction: ImprovementDirection): PointType {
  if (cause === 'Common Cause') return 'common_cause'
  const high = isHigh(cause)
  if (direction === 'neutral') return high ? 'special_cause_neutral_high' : 'special_cause_neutral_low'
  return high === (direction === 'increase') ? 'special_cause_improvement' : 'special_cause_concern'
}

export type Assurance = 'pass' | 'fail' | 'inconsistent'

/** Whether the target will be met again and again, by the last group's limits; equal to one is inconsistent. */
export function assuranceOf(
  target: Maybe,
  direction: ImprovementDirection,
  { lower, upper }: Pick<XmrGroup, 'lower' | 'upper'>,
): Assurance | null {
  if (target === null || direction === 'neutral') return null
  if (upper !== null && target > upper) return direction === 'increase' ? 'fail' : 'pass'
  if (lower !== null && target < lower) return direction === 'increase' ? 'pass' : 'fail'
  return 'inconsistent'
}
