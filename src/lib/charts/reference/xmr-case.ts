import {
  assuranceOf,
  isHigh,
  type PointType,
  pointTypeOf,
  type XmrGroup,
  xmrGroupOf,
} from '../making-data-count.ts'
import { type Figure, figureOf, listOf, type Refused, type XmrCase } from './cases.ts'

interface Analysed {
  points: Record<string, Figure[] | string[]>
  groups: Record<string, Figure | boolean>[]
  variation_type: PointType
  variation_icon: string
  assurance_type: string | null
  assurance_icon: string | null
  trial_limits_warning: boolean
}

const FEWEST_FIXED = 12
/** Fewer points than this in a group make its limits a trial. */
const FEWEST_SETTLED = 13

const flag = (value: boolean | null): Figure => (value === null ? null : Number(value))

export function analysedXmr(given: XmrCase): Analysed | Refused {
  const fixAfter = given.fix_after_n_points ?? null
  if (fixAfter !== null && fixAfter < FEWEST_FIXED) {
    return { error: true, reason: `fix_after_n_points must be at least ${FEWEST_FIXED}` }
  }
  const direction = given.improvement_direction ?? 'neutral'
  const rows = given.x
    .map((x, at) => ({ x, y: given.y[at] ?? null }))
    .sort((a, b) => (a.x < b.x ? -1 : a.x > b.x ? 1 : 0))
  const starts = [0, ...listOf(given.rebase).map((day) => rows.findIndex(({ x }) => x >= day))]
  const cuts = [...new Set(starts.filter((start) => start >= 0))].sort((a, b) => a - b)
  const groups = cuts.map((from, at) => {
    const values = rows.slice(from, cuts[at + 1]).map(({ y }) => y)
    return { from, ...xmrGroupOf(values, fixAfter, given.screen_outliers ?? true) }
  })
  const points = groups.flatMap((group) => group.points)
  const causes = points.map(({ cause }) => cause)
  const last = causes.at(-1) ?? 'Common Cause'
  const lastGroup = groups.at(-1)
  const assurance = lastGroup ? assuranceOf(given.target ?? null, direction, lastGroup) : null
  const type = pointTypeOf(last, direction)
  return {
    points: {
      outside_limits: points.map(({ outside }) => flag(outside)),
      close_to_limits: points.map(({ close }) => flag(close)),
      relative_to_mean: points.map(({ side }) => side),
      special_cause_type: causes,
      point_type: causes.map((cause) => pointTypeOf(cause, direction)),
    },
    groups: groups.map((group, at) => groupFacts(group, at, (cause) => pointTypeOf(cause, direction))),
    variation_type: type,
    variation_icon: iconOf(type, isHigh(last)),
    assurance_type:
      assurance === null || assurance === 'inconsistent' ? assurance : `consistent_${assurance}`,
    assurance_icon: assurance,
    trial_limits_warning: groups.some((group) => group.points.length < FEWEST_SETTLED),
  }
}

function groupFacts(
  { from, mean, lower, upper, points }: XmrGroup & { from: number },
  at: number,
  typeOf: (cause: XmrGroup['points'][number]['cause']) => PointType,
) {
  const types = points.map(({ cause }) => typeOf(cause))
  const counted = (part: string) => types.filter((type) => type.startsWith(part)).length
  return {
    rebase_group: at,
    from: from + 1,
    to: from + points.length,
    n: points.length,
    mean: figureOf(mean),
    lpl: figureOf(lower),
    upl: figureOf(upper),
    common_cause: counted('common_cause'),
    special_cause_improvement: counted('special_cause_improvement'),
    special_cause_concern: counted('special_cause_concern'),
    special_cause_neutral: counted('special_cause_neutral'),
    short_group_warning: points.length < FEWEST_SETTLED,
  }
}

/** "concern_high" of special_cause_concern: the NHS icon's name. */
function iconOf(type: PointType, high: boolean): string {
  const word = type.match(/improvement|concern|neutral/)?.[0]
  return word ? `${word}_${high ? 'high' : 'low'}` : 'common_cause'
}
