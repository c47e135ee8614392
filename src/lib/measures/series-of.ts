import type { Direction, Every, Point, Series } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'

interface TypedMeasure {
  title: string
  unit: string
  decimals: number
  direction: Direction
  every: Every
  valueKind: 'count' | 'percentage'
  target: number | null
  practice: string | null
}

interface TypedPoint {
  period: Day
  numerator: number
  denominator: number | null
  note: string | null
}

/** Figures typed by a team, as the chart engine reads them. */
export function seriesOf(measure: TypedMeasure, points: readonly TypedPoint[]): Series {
  const { title, unit, decimals, direction, every, target, practice } = measure
  return {
    title,
    unit,
    decimals,
    direction,
    every,
    points: points.map((point) => pointOf(measure, point)),
    source: practice ? `counted by the team at ${practice}` : 'counted by the team',
    ...(target !== null && { target }),
  }
}

function pointOf({ valueKind }: TypedMeasure, { period, numerator, denominator, note }: TypedPoint): Point {
  const noted = note ? { note } : {}
  if (valueKind === 'count') return { period, value: numerator, ...noted }
  const share = denominator ? (numerator / denominator) * 100 : null
  return { period, value: share, numerator, denominator: denominator ?? 0, ...noted }
}
