import { addMonths, type Day, longDay, longMonth, monthOf } from '#lib/day.ts'
import { type Milestones, plannedForecast } from './forecast.ts'
import { FEWEST_JUDGED, type Plan, pointsBy } from './points-by-date.ts'

/** Months after the last session at which a chart that had too few points by then is worth another look. */
const FOLLOW_UPS = [3, 6, 9] as const

/**
 * What is said beside a measure that could, when it was defined, show nothing of a change by the last session.
 * It is welcome all the same: it shows where the project began, and later whether the change reached so far.
 * A team's own count that reaches back far enough to be judged is none: the change may lie within what it holds.
 */
export function backgroundSaid(plan: Plan, definedOn: Day, milestones: Milestones): string | undefined {
  const { last } = milestones
  if (last <= definedOn || plannedForecast(plan, definedOn, milestones).canShow) return undefined
  if (plan.source === 'typed' && pointsBy(plan, definedOn) >= FEWEST_JUDGED) return undefined
  const [first, second, third] = FOLLOW_UPS.map((months) => longMonth(addMonths(monthOf(last), months)))
  return `Background: it cannot show your change by the last session on ${longDay(last)}. Look at its chart again in ${first}, ${second} and ${third}.`
}
