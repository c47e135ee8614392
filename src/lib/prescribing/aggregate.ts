import { sumOf } from '#lib/charts/centre.ts'
import type { Point, Series } from '#lib/charts/series.ts'
import type { Month } from '#lib/day.ts'
import { isClosedIn } from '#lib/practices/rules.ts'
import type { AreaFigure } from './areas/queries.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import { lagOfSeveral } from './list-lag.ts'
import { type MeasureValue, type PracticeFigures, valuesOf } from './values.ts'

/**
 * A measure of several practices as one: the sum of their numerators over the sum of their denominators, never the
 * mean of their rates. A month in which fewer than half of those that have begun have a figure has none itself; one
 * that is loaded for so few alone is no month of the group.
 */
export function aggregateSeries(measure: MeasureDefinition, practices: readonly PracticeFigures[]): Series {
  const each = practices.map((practice) => ({ practice, values: ownMonths(valuesOf(measure, practice)) }))
  const months = [...new Set(each.flatMap(({ values }) => [...values.keys()]))].sort()
  return {
    ...frameOf(measure),
    points: months.flatMap((month) => {
      const there = each.flatMap(({ values }) => values.get(month) ?? [])
      const missed = each.filter((one) => isMissed(one, month)).length
      if (missed > 0 && there.filter(({ value }) => value !== null).length < (there.length + missed) / 2)
        return []
      const missing = { measure: measure.id, month, numerator: null, denominator: null, value: null }
      return [pointOf(measure, month, [...there, ...Array.from({ length: missed }, () => missing)])]
    }),
  }
}

/** A practice that has begun and not closed, of which nothing is known in a month that others of the group have. */
const isMissed = (
  { practice, values }: { practice: PracticeFigures; values: Map<Month, unknown> },
  month: Month,
) => !values.has(month) && [...values.keys()].some((own) => own < month) && !isClosedIn(month, practice)

/** An area's published sums as a series, with how many practices they are of. */
export function areaSeries(measure: MeasureDefinition, figures: readonly AreaFigure[]): Series {
  return {
    ...frameOf(measure),
    points: figures.map(({ month, value, numerator, denominator, practices }) => ({
      period: `${month}-01`,
      value,
      numerator,
      denominator,
      note: practicesCounted(practices),
    })),
  }
}

const frameOf = ({ title, unit, decimals, direction, source }: MeasureDefinition) => ({
  title,
  unit,
  decimals,
  direction,
  every: 'month' as const,
  source,
})

/** From a practice's first month with rows to its last: before it had begun and after it closed it is not missed. */
function ownMonths(values: readonly MeasureValue[]): Map<Month, MeasureValue> {
  const first = values.findIndex(({ numerator }) => numerator !== null)
  const own = first === -1 ? [] : values.slice(first).filter(({ reason }) => reason !== 'closed')
  return new Map(own.map((value) => [value.month, value]))
}

function pointOf({ multiplier }: MeasureDefinition, month: Month, values: readonly MeasureValue[]): Point {
  const period = `${month}-01`
  const counted = values.flatMap(({ numerator, denominator, value, reason, listLag }) =>
    numerator !== null && denominator !== null && (value !== null || reason === 'zero_denominator')
      ? [{ numerator, denominator, listLag }]
      : [],
  )
  const some = counted.length === values.length ? '' : ` of ${values.length}`
  if (counted.length * 2 < values.length)
    return { period, value: null, reason: `only ${counted.length}${some} practices have a figure` }
  const numerator = sumOf(counted.map((each) => each.numerator))
  const denominator = sumOf(counted.map((each) => each.denominator))
  const note = some
    ? `${counted.length}${some} practices: the others have no figure`
    : practicesCounted(counted.length)
  const value = denominator === 0 ? null : (numerator / denominator) * multiplier
  const lags = counted.flatMap(({ listLag }) => listLag ?? [])
  const leftOut = lags.length > 0 ? lagOfSeveral(lags, denominator * 1000) : undefined
  return { period, value, numerator, denominator, note, ...(leftOut && { leftOut }) }
}

const practicesCounted = (count: number) => (count === 1 ? 'one practice' : `${count} practices`)
