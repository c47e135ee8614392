import { meanOf, sumOf } from './centre.ts'
import { judgementOf } from './judgement.ts'
import { limitsChoiceOf } from './limits-choice.ts'
import type { Maybe } from './moving-range.ts'
import type { Point, Series } from './series.ts'
import { leftOut, leftOutOf, missing, type StretchRead } from './stretch-read.ts'
import type { Stretch } from './stretches.ts'

/** Figures put together so that the season shows or goes. For display: such figures hang together, rules do not hold. */
export interface SeasonalLines {
  quarters: Maybe[]
  year: Maybe[]
}

const PERIODS_A_YEAR = { month: 12, week: 52 }

/** The mean of each whole quarter at its periods, and that of the year that ends at each period. */
export function seasonalLinesOf(
  points: readonly Point[],
  series: Series,
  included: readonly boolean[] = points.map(() => true),
): SeasonalLines {
  const together = togetherOf(points, series, included)
  const year = PERIODS_A_YEAR[series.every]
  const quarterAt = points.map(({ period }) => quarterOf(period))
  return {
    quarters: points.map((_, at) => {
      const from = quarterAt.indexOf(quarterAt[at] ?? '')
      const to = quarterAt.lastIndexOf(quarterAt[at] ?? '')
      return isWhole(points, from, to, series) ? together(from, to) : null
    }),
    year: points.map((_, at) => (at + 1 < year ? null : together(at + 1 - year, at))),
  }
}

const quarterOf = (period: string) =>
  `${period.slice(0, 4)}-${Math.floor((Number(period.slice(5, 7)) - 1) / 3)}`

/** A quarter of months has three; one of weeks is whole where the chart goes on at both ends. */
function isWhole(points: readonly Point[], from: number, to: number, { every }: Series): boolean {
  if (every === 'month') return to - from === 2
  return to - from >= 12 || (to - from === 11 && from > 0 && to < points.length - 1)
}

/**
 * All numerators over all denominators where there are any, else the mean. Null when a figure is missing; those left
 * out are bridged.
 */
function togetherOf(
  all: readonly Point[],
  series: Series,
  included: readonly boolean[],
): (from: number, to: number) => Maybe {
  const { chart, factor } = limitsChoiceOf({ ...series, points: [...all] })
  return (from, to) => {
    const points = all.slice(from, to + 1).filter((_, at) => included[from + at])
    if (points.length === 0 || points.some(({ value }) => value === null)) return null
    if (chart === 'c' || chart === 'i')
      return meanOf(points.flatMap(({ value }) => (value === null ? [] : [value])))
    const below = sumOf(points.map(({ denominator = 0 }) => denominator))
    return below === 0 ? null : (sumOf(points.map(({ numerator = 0 }) => numerator)) / below) * factor
  }
}

export const SEASONAL_SENTENCE =
  'This view is for looking only, and no rules are used in it: figures that are put together hang together, so rules would signal by themselves.'

/** The single figures, unjudged. */
export function seasonalStretch(stretch: Stretch): StretchRead {
  const sides = stretch.points.map(() => null)
  const out = leftOutOf(stretch)
  const figures = stretch.points.filter(({ value }) => value !== null).length - out
  const none = stretch.points.map(() => null)
  return {
    centre: null,
    judgement: {
      ...judgementOf(sides, out),
      figures,
      missing: stretch.points.length - figures - out,
      finding: figures === 0 ? 'no figures' : 'not judged',
    },
    sentence:
      figures === 0 ? 'There are no figures yet. The chart begins with the first one.' : SEASONAL_SENTENCE,
    looks: stretch.points.map(({ value }, at) => {
      if (value === null) return missing
      return stretch.included[at] ? { kind: 'plain', marker: 'circle', colour: 'quiet' } : leftOut
    }),
    rules: stretch.points.map(() => []),
    lower: none,
    upper: none,
  }
}
