import { periodAfter, periodOf } from '#lib/charts/calendar.ts'
import type { Every } from '#lib/charts/series.ts'
import { addDays, type Day } from '#lib/day.ts'

/** National practice prescribing has appeared seven to eleven weeks after a month's end; we plan for the longest. */
export const PUBLICATION_LAG_WEEKS = 11
export const SOONEST_LAG_WEEKS = 7
/** Fewer points than this no run chart is judged by. */
export const FEWEST_JUDGED = 10

export interface Plan {
  every: Every
  source: 'prescribing' | 'typed'
  startsOn: Day
}

/**
 * How many points a measure will have gained by a day, counted from the period it starts in. A period counts
 * once it is over and, where others publish it, once they have.
 */
export function pointsBy(
  { every, source, startsOn }: Plan,
  by: Day,
  lagWeeks = PUBLICATION_LAG_WEEKS,
): number {
  const lag = source === 'prescribing' ? lagWeeks * 7 : 0
  let points = 0
  let end = periodAfter(periodOf(startsOn, every), every)
  while (addDays(end, lag) <= by) {
    points++
    end = periodAfter(end, every)
  }
  return points
}

/** Months of published figures that a practice usually has when a project starts to follow them. */
export const PUBLISHED_BEFORE = 24
