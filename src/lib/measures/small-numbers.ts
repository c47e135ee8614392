import type { Point, Series } from '#lib/charts/series.ts'

const SMALLEST_SHOWN = 5

/**
 * A typed series as people outside the team and its facilitators may see it: where either count is 1 to 4 the
 * whole figure is left out, because a count can be worked back from a share.
 */
export function withoutSmallNumbers(series: Series): Series {
  return { ...series, points: series.points.map(shownPoint) }
}

function shownPoint(point: Point): Point {
  const { period, value, numerator, denominator, note } = point
  const counts = denominator === undefined ? [value] : [numerator, denominator]
  if (!counts.some(isSmall)) return point
  return { period, value: null, reason: 'A number from 1 to 4, not shown', ...(note && { note }) }
}

const isSmall = (count: number | null | undefined) => count != null && count > 0 && count < SMALLEST_SHOWN
