import type { DecisionKind } from '#db/schema/measures.ts'
import type { ChartDecisions } from '#lib/charts/decisions.ts'
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
