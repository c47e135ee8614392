import type { SessionKind } from '#db/schema/sessions.ts'
import { periodAfter, periodOf } from '#lib/charts/calendar.ts'
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

/** What that means for the chart, in one sentence. Published measures also have the months before. */
export function pointsInWords(plan: Plan, by: Day): string {
  const points = pointsBy(plan, by)
  const gain = `${points === 0 ? 'no new points' : counted(points, 'new point')} by ${longDay(by)}`
  if (plan.source === 'prescribing') {
    return points === 0 ? `${gain}: it can show where you began, not what you changed` : gain
  }
  return points < FEWEST_JUDGED ? `${gain}: too few to judge, which takes at least ${FEWEST_JUDGED}` : gain
}

/** The session a team shows its improvement at: the last collaborative one; without any, the cohort's last day. */
export function showingDay(
  sessions: readonly { kind: SessionKind; heldOn: Day }[],
  cohort: { endsOn: Day },
): Day {
  const held = sessions.filter(({ kind }) => kind === 'collaborative session').map(({ heldOn }) => heldOn)
  return held.sort().at(-1) ?? cohort.endsOn
}
