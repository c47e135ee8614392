import type { Day } from '#lib/day.ts'

/** What people decided about how a series is read. Dates are first days of periods; nothing here is automatic. */
export interface ChartDecisions {
  /** The median (or mean and limits) of the points up to and including this period is held for the rest. */
  baselineUntil?: Day
  /** Each begins a stretch with a centre line of its own. */
  phases: { from: Day; reason: string; by: string; on: Day }[]
  /** Points kept on the chart and left out of every calculation. */
  excluded: { period: Day; reason: string }[]
  /** Targets that change over time; the last one that has begun holds. */
  targets: { from: Day; value: number }[]
}

export const noDecisions: ChartDecisions = { phases: [], excluded: [], targets: [] }
