import { addDays, addMonths, type Day, daysBetween, mondayOf, monthOf, plainDay, shortDay } from '#lib/day.ts'
import type { Every, Point } from './series.ts'

/** The first day of the period that holds a day: the first of the month, or the Monday. */
export const periodOf = (day: Day, every: Every): Day =>
  every === 'month' ? `${monthOf(day)}-01` : mondayOf(day)

export function periodAfter(period: Day, every: Every, steps = 1): Day {
  return every === 'month' ? `${addMonths(monthOf(period), steps)}-01` : addDays(period, 7 * steps)
}

/** How many periods lie between two first days; negative when `to` is earlier. */
export function periodsBetween(from: Day, to: Day, every: Every): number {
  if (every === 'week') return Math.round(daysBetween(from, to) / 7)
  const months = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return months(to) - months(from)
}

/** "Oct 2025", "6 Oct 2025": a period as an axis or a table names it. */
export const shortPeriod = (period: Day, every: Every) => withoutFirst(shortDay(period), every)

/** "October 2025", "week of 6 October 2025": a period in a sentence. */
export const longPeriod = (period: Day, every: Every) =>
  every === 'month' ? withoutFirst(plainDay(period), every) : `week of ${plainDay(period)}`

const withoutFirst = (day: string, every: Every) => (every === 'month' ? day.replace(/^1 /, '') : day)

/**
 * Every period from the first to the last, in order. A period without a row is a missing point, so that a
 * gap is drawn and never closed. A figure over a denominator of 0, or not finite, is missing too.
 */
export function filledPoints(points: readonly Point[], every: Every): Point[] {
  const byPeriod = new Map<Day, Point>()
  for (const point of points) {
    const period = periodOf(point.period, every)
    if (byPeriod.has(period)) throw new RangeError(`two points for ${longPeriod(period, every)}`)
    byPeriod.set(period, { ...point, period })
  }
  const periods = [...byPeriod.keys()].sort()
  const first = periods[0]
  const last = periods.at(-1)
  if (!first || !last) return []
  return Array.from({ length: periodsBetween(first, last, every) + 1 }, (_, step) => {
    const period = periodAfter(first, every, step)
    const point = byPeriod.get(period)
    return point ? readable(point) : { period, value: null, reason: `No figure for this ${every}` }
  })
}

function readable(point: Point): Point {
  if (point.denominator === 0)
    return { ...point, value: null, reason: point.reason ?? 'The denominator is 0' }
  if (point.value === null) return { ...point, reason: point.reason ?? 'No figure' }
  return Number.isFinite(point.value) ? point : { ...point, value: null, reason: 'Not a number' }
}

/** A day as a place on an axis whose periods are one unit wide: 2.5 is the middle of the third period. */
export function placeOf(day: Day, first: Day, every: Every): number {
  const period = periodOf(day, every)
  const width = daysBetween(period, periodAfter(period, every))
  return periodsBetween(first, period, every) + daysBetween(period, day) / width
}
