import { meanOf } from './centre.ts'
import type { Point, Series } from './series.ts'

/** The control chart for a series, and why in one sentence. `factor` turns a ratio into the figures shown. */
export interface LimitsChoice {
  chart: 'up' | 'pp' | 'ip' | 'c' | 'i'
  name: string
  why: string
  factor: number
}

/** A c chart is for counts that chance alone makes vary; below this mean its limits say nothing. */
const FEWEST_FOR_C = 2
/** Larger counts always vary more than chance alone, and a plain chart would call that a signal. */
const MOST_FOR_C = 30

/** u′ for rates of counts, p′ for percentages, I′ for other ratios; c for small whole counts, else I. */
export function limitsChoiceOf({
  points,
  unit,
  every,
}: Pick<Series, 'points' | 'unit' | 'every'>): LimitsChoice {
  const known = points.filter(({ value, denominator }) => value !== null && denominator !== 0)
  const factor = factorOf(known)
  if (factor !== undefined) {
    const counts = known.every(({ numerator }) => Number.isInteger(numerator))
    const shares = known.every(({ numerator = 0, denominator = 0 }) => numerator <= denominator)
    const follow = `the limits follow each ${every}’s denominator and allow for more variation than chance counts have`
    if (counts && shares && unit.startsWith('%'))
      return {
        chart: 'pp',
        name: 'p′ chart',
        factor,
        why: `The figures are percentages of counts, so ${follow}.`,
      }
    if (counts && !unit.startsWith('%'))
      return { chart: 'up', name: 'u′ chart', factor, why: `The figures are rates of counts, so ${follow}.` }
    const why = `The figures are ratios of measured amounts, so the limits come from the differences between neighbouring ${every}s and follow each ${every}’s denominator.`
    return { chart: 'ip', name: 'I′ chart', factor, why }
  }
  const values = known.flatMap(({ value }) => (value === null ? [] : [value]))
  const mean = meanOf(values) ?? 0
  const whole = values.length > 0 && values.every((value) => Number.isInteger(value) && value >= 0)
  if (whole && mean >= FEWEST_FOR_C && mean <= MOST_FOR_C)
    return {
      chart: 'c',
      name: 'c chart',
      factor: 1,
      why: 'The figures are small whole counts, so the limits are those of chance counts.',
    }
  const why = `The figures are ${whole ? 'counts' : 'measurements'} without a denominator, so the limits come from the differences between neighbouring ${every}s.`
  return { chart: 'i', name: 'I chart', factor: 1, why }
}

/** What every value is of its numerator over its denominator; undefined where they do not agree on one. */
function factorOf(points: readonly Point[]): number | undefined {
  const counted = points.every(
    ({ numerator, denominator }) => numerator !== undefined && denominator !== undefined,
  )
  const first = points.find(({ value, numerator }) => value && numerator)
  if (!counted || !first?.value || !first.numerator || !first.denominator) return undefined
  const factor = (first.value * first.denominator) / first.numerator
  const agree = points.every(({ value, numerator = 0, denominator = 1 }) => {
    const expected = (numerator / denominator) * factor
    return Math.abs((value ?? 0) - expected) <= 1e-6 * Math.max(1e-12, Math.abs(expected))
  })
  return agree ? factor : undefined
}
