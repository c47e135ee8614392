import type { DecisionKind } from '#db/schema/measures.ts'
import { longPeriod } from '#lib/charts/calendar.ts'
import type { ChartDecisions } from '#lib/charts/decisions.ts'
import { figureAsSet, withUnit } from '#lib/charts/figure.ts'
import type { Every } from '#lib/charts/series.ts'
import { type Day, dayOf } from '#lib/day.ts'

export interface DecisionFacts {
  kind: DecisionKind
  period: Day
  value: number | null
  reason: string
  decidedBy: string
  decidedAt: Date
  undoneAt: Date | null
}

interface Targeted {
  target: number | null
  startsOn: Day
}

/** Decisions that nobody has undone. */
export const standing = <D extends { undoneAt: Date | null }>(all: readonly D[]) =>
  all.filter(({ undoneAt }) => undoneAt === null)

/**
 * The decisions that stand, as the chart engine takes them. The target a measure was defined with holds from
 * `earliest`, until the first that was decided later begins.
 */
export function decisionsOf(
  all: readonly DecisionFacts[],
  measure: Targeted,
  earliest: Day = measure.startsOn,
): ChartDecisions {
  const those = (kind: DecisionKind) =>
    standing(all)
      .filter((decision) => decision.kind === kind)
      .sort((a, b) => (a.period < b.period ? -1 : 1))
  const baseline = those('baseline').at(-1)
  const decided = those('target').flatMap(({ period, value }) =>
    value === null ? [] : [{ from: period, value }],
  )
  const first = decided[0]
  const before =
    first && measure.target !== null && earliest < first.from
      ? [{ from: earliest, value: measure.target }]
      : []
  return {
    ...(baseline && { baselineUntil: baseline.period }),
    phases: those('phase').map(({ period, reason, decidedBy, decidedAt }) => ({
      from: period,
      reason,
      by: decidedBy,
      on: dayOf(decidedAt),
    })),
    excluded: those('exclusion').map(({ period, reason }) => ({ period, reason })),
    targets: [...before, ...decided],
  }
}

interface Said extends Targeted {
  every: Every
  unit: string
  decimals: number
}

/** "70%, then 80% from October 2026": the target of the definition until the first that was decided begins. */
export function targetsSaid(
  { target, every, unit, decimals }: Said,
  targets: ChartDecisions['targets'],
): string {
  const words = (value: number) => withUnit(figureAsSet(value, decimals), unit)
  if (targets.length === 0) return target === null ? '' : words(target)
  return targets
    .map(({ from, value }, at) => {
      const isFirst = at === 0 && value === target
      return isFirst ? words(value) : `${words(value)} from ${longPeriod(from, every)}`
    })
    .join(', then ')
}
