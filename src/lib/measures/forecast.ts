import type { SessionKind } from '#db/schema/sessions.ts'
import { periodAfter, periodOf } from '#lib/charts/calendar.ts'
import { counted } from '#lib/charts/figure.ts'
import { addDays, type Day, longDay } from '#lib/day.ts'
import { type Step, shareFound, smallestFound } from './detection.ts'
import {
  FEWEST_JUDGED,
  type Plan,
  PUBLICATION_LAG_WEEKS,
  PUBLISHED_BEFORE,
  pointsBy,
  SOONEST_LAG_WEEKS,
} from './points-by-date.ts'

/** The sessions a plan is held against. `testing` is left out where there is none before the last. */
export interface Milestones {
  testing?: Day
  last: Day
}

/** The last collaborative session, and the one before it, in which teams test; without any, the cohort's last day. */
export function milestonesOf(
  sessions: readonly { kind: SessionKind; heldOn: Day }[],
  cohort: { endsOn: Day },
): Milestones {
  const held = sessions.filter(({ kind }) => kind === 'collaborative session').map(({ heldOn }) => heldOn)
  const [testing, last] = held.sort().slice(-2)
  if (!testing) return { last: cohort.endsOn }
  return last ? { testing, last } : { last: testing }
}

interface Range {
  fewest: number
  most: number
}

export interface Forecast {
  every: Plan['every']
  source: Plan['source']
  last: Day
  /** Null once the testing session is over. */
  byTesting: (Range & { day: Day }) | null
  byLast: Range
  /** Points after the change by the last session, when figures come as soon as they ever do. */
  after: number
  smallest: Step | undefined
  canShow: boolean
}

/** The least that counts as showing something: a change of 3 standard deviations is found in half the charts. */
const SOMETHING = 0.5

/**
 * What a measure with `known` points could show by the last session. The change is taken to come with the testing
 * session; when that is over, now, or half way through the points when there are too few from before.
 */
export function forecastOf(plan: Plan, known: number, today: Day, { testing, last }: Milestones): Forecast {
  const { every, source } = plan
  const [slow, soon] = source === 'prescribing' ? [PUBLICATION_LAG_WEEKS, SOONEST_LAG_WEEKS] : [0, 0]
  /** The first period that is no point yet today, when figures come so many weeks late. */
  const fromOf = (lag: number) =>
    source === 'typed' && plan.startsOn > today ? plan.startsOn : addDays(today, -7 * lag)
  const by = (day: Day): Range => ({
    fewest: known + pointsBy({ every, source, startsOn: fromOf(slow) }, day, slow),
    most: known + pointsBy({ every, source, startsOn: fromOf(soon) }, day, soon),
  })
  const isAhead = testing !== undefined && testing > today
  const changes = isAhead ? testing : today
  const firstAfter =
    changes === periodOf(changes, every) ? changes : periodAfter(periodOf(changes, every), every)
  const byLast = by(last)
  const published = pointsBy({ every, source, startsOn: firstAfter }, last, soon)
  const most = isAhead ? byLast.most : Math.ceil(byLast.most / 2)
  const after = Math.min(published, most)
  const before = byLast.most - after
  const isJudged = byLast.most >= FEWEST_JUDGED
  return {
    every,
    source,
    last,
    byTesting: isAhead ? { day: testing, ...by(testing) } : null,
    byLast,
    after,
    smallest: isJudged ? smallestFound(before, after) : undefined,
    canShow: isJudged && shareFound(before, after, 3) >= SOMETHING,
  }
}

const range = ({ fewest, most }: Range) =>
  fewest === most
    ? counted(most, 'point')
    : `${Math.min(fewest, most)} to ${counted(Math.max(fewest, most), 'point')}`

/** "12 points", "24 to 25 points", by each session that is still to come. */
export function pointsSaid({ byTesting, byLast, last }: Forecast): string {
  const testing = byTesting ? `${range(byTesting)} by the testing session on ${longDay(byTesting.day)}, ` : ''
  return `${testing}${range(byLast)} by the last session on ${longDay(last)}.`
}

const stepWords: Record<Step, string> = {
  1: 'as large as',
  1.5: 'one and a half times as large as',
  2: 'twice as large as',
  3: 'three times as large as',
}

const afterSaid = (after: number) =>
  after === 0 ? 'no point would' : `at most ${counted(after, 'point')} would`

/** What change so many points could show, in one sentence. */
export function detectionSaid({ smallest, canShow, source, after, byLast, every }: Forecast): string {
  if (smallest)
    return `A lasting change ${stepWords[smallest]} the usual ups and downs from ${every} to ${every} would be found in about 8 of 10 such charts.`
  if (canShow)
    return 'Only a change more than three times as large as the usual ups and downs would be found with some certainty.'
  if (source === 'prescribing')
    return `It can show nothing of your change by then: published figures come ${SOONEST_LAG_WEEKS} to ${PUBLICATION_LAG_WEEKS} weeks after the month, so ${afterSaid(after)} come after it. It shows where you began.`
  return byLast.most < FEWEST_JUDGED
    ? `Too few to show anything: a run chart is judged from ${FEWEST_JUDGED} points on.`
    : `It can show nothing by then: ${afterSaid(after)} come after your change.`
}

/** A measure as a plan counts it: every period of its own that is over, or as many months as are usually published. */
export function plannedForecast(plan: Plan, today: Day, milestones: Milestones): Forecast {
  const known = plan.source === 'prescribing' ? PUBLISHED_BEFORE : pointsBy(plan, today)
  return forecastOf(plan, known, today, milestones)
}

/**
 * Why a plan of these measures is refused: all of them could show nothing by the last session. Undefined when one
 * could, and when the sessions are so near that even a weekly measure could not.
 */
export function whyPlanShowsNothing(measures: readonly Forecast[], weekly: Forecast): string | undefined {
  if (!weekly.canShow || measures.some(({ canShow }) => canShow)) return undefined
  return `With ${measures.length === 1 ? 'this measure alone' : 'these measures'} your project could show nothing by the last session on ${longDay(weekly.last)}. Count something yourself every week first: it would have ${counted(weekly.byLast.most, 'point')} by then`
}
