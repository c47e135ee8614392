import type { DecisionKind } from '#db/schema/measures.ts'
import { filledPoints, periodAfter } from '#lib/charts/calendar.ts'
import type { Every, Series } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'

/** Below this no baseline is held at all. */
export const FEWEST_IN_BASELINE = 8
/** Below this it is held only when the team says that it knows the price. */
export const FEW_IN_BASELINE = 12
export const ADVISED_IN_BASELINE = 24
/** Targets may begin after the newest figure; a year ahead is enough. */
const AHEAD: Record<Every, number> = { week: 52, month: 12 }

export interface Choice {
  period: Day
  /** Figures up to and with this period that are not left out. */
  points: number
}

/** The periods a decision of this kind may name, oldest first. */
export function choicesFor(
  kind: DecisionKind,
  { every, points }: Pick<Series, 'every' | 'points'>,
  excluded: readonly Day[],
): Choice[] {
  let known = 0
  const all = filledPoints(points, every).map(({ period, value, leftOut }) => {
    const counts = value !== null && !leftOut && !excluded.includes(period)
    if (counts) known++
    return { period, points: known, counts }
  })
  const last = all.at(-1)
  if (kind === 'phase') return all.slice(1)
  if (kind !== 'target') return all.filter(({ counts }) => counts)
  if (!last) return []
  const later = Array.from({ length: AHEAD[every] }, (_, step) => ({
    period: periodAfter(last.period, every, step + 1),
    points: last.points,
  }))
  return [...all, ...later]
}

/** Why a baseline of so many points is not held; undefined when it is. */
export function whyNoBaseline(points: number, knowsThePrice: boolean): string | undefined {
  if (points < FEWEST_IN_BASELINE)
    return `A baseline needs at least ${FEWEST_IN_BASELINE} points, and there are ${points} up to then. Choose a later one, or leave the median to all the points`
  if (points < FEW_IN_BASELINE && !knowsThePrice)
    return `${points} points are few: a median held on them raises false alarms. Choose a later end (${ADVISED_IN_BASELINE} points are advised), or tick to freeze it all the same`
  return undefined
}

/** What to know about a baseline of so many points. The shares were simulated (SPC.md §6: Anhøj rules, 4,000 stable series each). */
export function baselineAdvice(points: number): string {
  if (points < FEW_IN_BASELINE)
    return `Held on ${points} points. Held on 12, a median gives a false alarm in 15 of 100 charts of 36 points without any change; on fewer, more often. ${ADVISED_IN_BASELINE} points are advised.`
  if (points < ADVISED_IN_BASELINE)
    return `Held on ${points} points. ${ADVISED_IN_BASELINE} are advised: held on 12 to 18, a median gives a false alarm in 8 to 15 of 100 charts without any change, against 4 when it is not held.`
  return `Held on ${points} points.`
}

/** One baseline at a time; one phase, exclusion or target for a period. What stands is undone first. */
export function whyNotBeside(
  kind: DecisionKind,
  period: Day,
  stands: readonly { period: Day }[],
): string | undefined {
  if (kind === 'baseline')
    return stands.length > 0 ? 'A baseline is frozen already. Release it first' : undefined
  if (!stands.some((decision) => decision.period === period)) return undefined
  return {
    phase: 'A phase begins there already. Undo that one first',
    exclusion: 'This point is left out already',
    target: 'A target begins there already. Undo that one first',
  }[kind]
}
