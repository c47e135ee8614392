import { plainDay } from '#lib/day.ts'
import { longPeriod, periodOf } from './calendar.ts'
import type { ChartDecisions } from './decisions.ts'
import { counted, figureAsSet, withUnit } from './figure.ts'
import type { Every, Series } from './series.ts'
import type { Stretch } from './stretches.ts'

/** A held line from fewer points than this raises false alarms; the guide on the rules has the figures. */
const FEWEST_ADVISED = 12
const ADVISED = 24

/** What people decided about a chart and what is left out of it, in sentences, and what follows from it that they should mind. */
export function decisionTexts(
  { every, unit, decimals }: Series,
  stretches: readonly Stretch[],
  decisions: ChartDecisions,
  line: string,
): { decided: string[]; warnings: string[] } {
  const decided: string[] = []
  const warnings: string[] = []
  const name = (period: string) => longPeriod(periodOf(period, every), every)
  for (const stretch of stretches) {
    const { phase, heldUntil } = stretch
    if (phase) {
      const reason = phase.reason.trim().replace(/\.$/, '')
      decided.push(
        `New phase from ${name(phase.from)} because “${reason}”, decided by ${phase.by} on ${plainDay(phase.on)}.`,
      )
    }
    if (!heldUntil) continue
    const count = stretch.points.filter(({ value }, at) => value !== null && stretch.baseline[at]).length
    decided.push(`${line} frozen on ${counted(count, 'point')}, to ${name(heldUntil)}.`)
    if (count < ADVISED) warnings.push(baselineWarning(count))
  }
  if (decisions.baselineUntil && stretches.length > 0 && !stretches.some(({ heldUntil }) => heldUntil))
    warnings.push(
      `The baseline to ${name(decisions.baselineUntil)} has no figure in it, so nothing is frozen.`,
    )
  const last = stretches.at(-1)?.points.at(-1)?.period ?? ''
  for (const { from } of decisions.phases) {
    if (last && periodOf(from, every) > last)
      warnings.push(`The phase from ${name(from)} begins after the figures drawn.`)
  }
  for (const [reason, periods] of leftOutOf(every, stretches, decisions))
    decided.push(`Left out of every calculation: ${periods.map(name).join(' and ')} (${reason}).`)
  if (decisions.targets.length > 0) {
    const steps = [...decisions.targets].sort((a, b) => a.from.localeCompare(b.from))
    const each = steps.map(
      ({ from, value }) => `${withUnit(figureAsSet(value, decimals), unit)} from ${name(from)}`,
    )
    decided.push(`Target: ${each.join(', ')}.`)
  }
  return { decided, warnings }
}

/** Periods left out, by why: as people decided, then what the data themselves say. */
function leftOutOf(every: Every, stretches: readonly Stretch[], { excluded }: ChartDecisions) {
  const decided = new Set(excluded.map(({ period }) => periodOf(period, every)))
  const byData = stretches
    .flatMap(({ points }) => points)
    .flatMap(({ period, value, leftOut }) =>
      leftOut && value !== null && !decided.has(period) ? [{ period, reason: leftOut }] : [],
    )
  const all = [...excluded, ...byData].map(({ period, reason }) => [reason.trim().replace(/\.$/, ''), period])
  return Array.from(
    Map.groupBy(all, ([reason = '']) => reason),
    ([reason, those]) => [reason, those.map(([, period = '']) => period)] as const,
  )
}

/** Said where a baseline is frozen, and on the page on which that is decided. */
export function baselineWarning(points: number): string {
  const few = counted(points, 'point')
  return points < FEWEST_ADVISED
    ? `A line frozen on ${few} raises false alarms. Have at least ${FEWEST_ADVISED} points before you freeze it; ${ADVISED} are advised.`
    : `A line frozen on ${few} signals by chance more often than one of the whole series; ${ADVISED} points are advised.`
}
