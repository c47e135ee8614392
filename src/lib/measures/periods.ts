import { periodAfter, periodOf, periodsBetween } from '#lib/charts/calendar.ts'
import type { Every } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'

interface Rhythm {
  every: Every
  startsOn: Day
}

/** Every period from the one a measure starts in to the one that holds `today`, oldest first. */
export function periodsUpTo({ every, startsOn }: Rhythm, today: Day): Day[] {
  const first = periodOf(startsOn, every)
  const count = periodsBetween(first, periodOf(today, every), every) + 1
  return Array.from({ length: Math.max(0, count) }, (_, step) => periodAfter(first, every, step))
}

/** Periods that are over and have no figure. The one that is running is not missing yet. */
export function missingPeriods(rhythm: Rhythm, entered: readonly Day[], today: Day): Day[] {
  const known = new Set(entered)
  return periodsUpTo(rhythm, today).filter(
    (period) => !known.has(period) && periodAfter(period, rhythm.every) <= today,
  )
}

const ROWS = 12
/** With nothing missing, the newest few are what there is to type or correct. */
const NEWEST = 3

export interface GridPage {
  periods: Day[]
  /** The period the neighbouring pages open at. */
  earlier: Day | undefined
  later: Day | undefined
}

/** One screen of periods. It opens at `from` when that is a period; else at the oldest missing; else at the latest. */
export function gridPage(all: readonly Day[], missing: readonly Day[], from?: string | null): GridPage {
  const asked = all.indexOf(from ?? '')
  const oldest = missing[0] === undefined ? -1 : all.indexOf(missing[0])
  const latest = Math.max(0, all.length - NEWEST)
  const start = asked >= 0 ? asked : oldest >= 0 ? oldest : latest
  return {
    periods: all.slice(start, start + ROWS),
    earlier: start > 0 ? all[Math.max(0, start - ROWS)] : undefined,
    later: all[start + ROWS],
  }
}
