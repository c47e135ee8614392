import type { SessionKind } from '#db/schema/sessions.ts'
import { longPeriod, periodAfter, periodOf } from '#lib/charts/calendar.ts'
import { counted } from '#lib/charts/figure.ts'
import type { Every } from '#lib/charts/series.ts'
import { addDays, type Day, longDay } from '#lib/day.ts'

/** National practice prescribing has appeared seven to eleven weeks after a month's end; we plan for the longest. */
export const PUBLICATION_LAG_WEEKS = 11
/** Fewer points than this no run chart is judged by. */
const FEWEST_JUDGED = 10

interface Plan {
  every: Every
  source: 'prescribing' | 'typed'
  startsOn: Day
}

/**
 * How many points a measure will have gained by a day, counted from the period it starts in. A period counts
 * once it is over and, where others publish it, once they have.
 */
export function pointsBy({ every, source, startsOn }: Plan, by: Day): number {
  const lag = source === 'prescribing' ? PUBLICATION_LAG_WEEKS * 7 : 0
  let points = 0
  let end = periodAfter(periodOf(startsOn, every), every)
  while (addDays(end, lag) <= by) {
    points++
    end = periodAfter(end, every)
  }
  return points
}

/** What that means for the chart, in one sentence; `known` points are there already. */
export function pointsInWords(plan: Plan, by: Day, known = 0): string {
  const { every, source, startsOn } = plan
  const points = pointsBy(plan, by)
  if (source === 'prescribing') {
    const months = `of the months from ${longPeriod(periodOf(startsOn, every), every)} on will be published by ${longDay(by)}`
    return points === 0
      ? `None ${months}. It shows where you began, not what you change from now on.`
      : `${points} ${months}.`
  }
  const total = known + points
  const gain = `${counted(points, 'new point')} by ${longDay(by)}${known > 0 ? `, ${total} in all` : ''}`
  return total < FEWEST_JUDGED
    ? `${gain}: too few to judge, which takes at least ${FEWEST_JUDGED}.`
    : `${gain}.`
}

/** The session a team shows its improvement at: the last collaborative one; without any, the cohort's last day. */
export function showingDay(
  sessions: readonly { kind: SessionKind; heldOn: Day }[],
  cohort: { endsOn: Day },
): Day {
  const held = sessions.filter(({ kind }) => kind === 'collaborative session').map(({ heldOn }) => heldOn)
  return held.sort().at(-1) ?? cohort.endsOn
}
