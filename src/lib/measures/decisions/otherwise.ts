import { filledPoints, longPeriod, periodOf } from '#lib/charts/calendar.ts'
import type { ChartDecisions } from '#lib/charts/decisions.ts'
import type { Series } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'

/**
 * What a team decided that makes its chart read otherwise than the same figures without any decision, to be
 * said after "the team". Undefined where both read the same: a target, or a phase that is still to begin, moves no line.
 */
export function readsOtherwise(
  { baselineUntil, phases, excluded }: ChartDecisions,
  { points, every }: Pick<Series, 'points' | 'every'>,
): string | undefined {
  const filled = filledPoints(points, every)
  const known = filled.flatMap(({ period, value, leftOut }) => (value === null || leftOut ? [] : [period]))
  const at = (day: Day) => periodOf(day, every)
  const named = (days: readonly Day[]) => joined(days.map((day) => longPeriod(at(day), every)))
  const until = baselineUntil && at(baselineUntil)
  const isHeld = until && known.some((period) => period <= until) && known.some((period) => period > until)
  const begun = phases
    .map(({ from }) => from)
    .filter((from) => at(from) > (filled[0]?.period ?? '') && at(from) <= (filled.at(-1)?.period ?? ''))
  const left = excluded.map(({ period }) => period).filter((period) => known.includes(at(period)))
  const parts = [
    ...(isHeld ? [`froze its baseline on the points up to ${named([until])}`] : []),
    ...(begun.length > 0 ? [`began ${begun.length === 1 ? 'a phase' : 'phases'} with ${named(begun)}`] : []),
    ...(left.length > 0 ? [`left out ${named(left)}`] : []),
  ]
  return parts.length > 0 ? joined(parts) : undefined
}

const joined = (words: readonly string[]) =>
  [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ')
