import { counted, figure, withUnit } from './figure.ts'
import { assuranceIcon, type Icon, variationIcon } from './icons.ts'
import { type Judgement, judgementOf } from './judgement.ts'
import {
  assuranceOf,
  type ImprovementDirection,
  isHigh,
  type PointType,
  pointTypeOf,
  type XmrGroup,
  type XmrPoint,
  xmrGroupOf,
} from './making-data-count.ts'
import type { Maybe } from './moving-range.ts'
import type { Looks } from './reading.ts'
import type { Direction, Series } from './series.ts'
import {
  baselineOf,
  labelsOf,
  leftOut,
  leftOutOf,
  missing,
  type StretchRead,
  sidesOf,
} from './stretch-read.ts'
import type { Stretch } from './stretches.ts'

const improvement: Record<Direction, ImprovementDirection> = {
  lower: 'decrease',
  higher: 'increase',
  none: 'neutral',
}
/** The NHS tool shows limits and icons from here on. */
const FEWEST_FOR_LIMITS = 13

export interface NhsRead extends StretchRead {
  icons: Icon[]
}

/** An XmR chart of one stretch by the Making Data Count rules; the icons are those of its last point and limits. */
export function nhsStretch(stretch: Stretch, series: Series, target: Maybe): NhsRead {
  const { every, unit, decimals } = series
  const { points, included } = stretch
  const group = groupOf(stretch)
  const { mean } = group
  const runs = judgementOf(sidesOf(stretch, mean), leftOutOf(stretch))
  const enough = baselineOf(stretch).length >= FEWEST_FOR_LIMITS
  const flat = enough && !group.upper
  const hasLimits = enough && group.lower !== null && group.upper !== null && group.upper > group.lower
  const direction = improvement[series.direction]
  const types = points.map((_, at) => pointTypeOf(cause(group.points[at], hasLimits), direction))
  const rules = points.map((_, at) => (hasLimits ? rulesOf(group, at, series) : []))
  const last = points.findLastIndex(({ value }, at) => value !== null && included[at])
  const lastType = types[last] ?? 'common_cause'
  const special = types.filter((type) => type !== 'common_cause').length
  const judgement: Judgement = {
    ...runs,
    longRunSignals: false,
    signal: lastType !== 'common_cause',
    finding: findingOf(runs.figures, hasLimits, flat, lastType !== 'common_cause'),
  }
  const icons = hasLimits
    ? iconsOf(lastType, isHigh(cause(group.points[last], true)), target, direction, group)
    : []
  const value = points[last]?.value ?? 0
  const opening = lastType === 'common_cause' ? 'No sign of a change' : 'A sign of change'
  const latest = `${opening} beyond chance in the latest figure: ${withUnit(figure(value, decimals), unit)} (${labelsOf(stretch, series)[last]}) is ${typeWords[lastType]}`
  const why = rules[last]?.[0]
  const inAll = inAllText(special, runs.figures, every)
  return {
    centre: mean,
    judgement,
    sentence:
      fewText(runs.figures, baselineOf(stretch).length, hasLimits, flat, series, mean) ||
      `${latest}${why ? `, ${why.charAt(0).toLowerCase()}${why.slice(1)}` : ''}. ${inAll}`,
    looks: points.map((point, at) => {
      if (point.value === null) return missing
      return included[at] ? looks[types[at] ?? 'common_cause'] : leftOut
    }),
    rules,
    lower: points.map(() => (hasLimits ? group.lower : null)),
    upper: points.map(() => (hasLimits ? group.upper : null)),
    icons,
  }
}

const cause = (point: XmrPoint | undefined, hasLimits: boolean) =>
  hasLimits && point ? point.cause : 'Common Cause'

/** Points that are left out are bridged; the places of all others stay as they are. */
function groupOf({ points, included, baseline, heldUntil }: Stretch): XmrGroup {
  const kept = points.flatMap(({ value }, at) => (included[at] ? [{ value, at }] : []))
  const held = heldUntil ? kept.filter(({ at }) => baseline[at]).length : null
  const group = xmrGroupOf(
    kept.map(({ value }) => value),
    held,
    true,
  )
  const byPlace = new Map(kept.map(({ at }, index) => [at, group.points[index]]))
  const none: XmrPoint = { outside: null, close: null, side: null, cause: 'Common Cause' }
  return { ...group, points: points.map((_, at) => byPlace.get(at) ?? none) }
}

function findingOf(
  figures: number,
  hasLimits: boolean,
  flat: boolean,
  special: boolean,
): Judgement['finding'] {
  if (figures === 0) return 'no figures'
  if (flat) return 'no variation'
  if (!hasLimits) return 'too few points'
  return special ? 'signal' : 'no signal'
}

function fewText(
  figures: number,
  inBaseline: number,
  hasLimits: boolean,
  flat: boolean,
  series: Series,
  mean: Maybe,
) {
  if (hasLimits) return ''
  if (figures === 0) return 'There are no figures yet. The chart begins with the first one.'
  if (flat)
    return `No variation between neighbouring ${series.every}s: the mean is ${withUnit(figure(mean ?? 0, series.decimals), series.unit)}.`
  return `Too few points for limits: there are ${counted(inBaseline, 'point')} to reckon them from, and this view needs at least ${FEWEST_FOR_LIMITS}.`
}

/** Where most points are special, limits of the whole are those of no process that ever ran. */
function inAllText(special: number, figures: number, every: string): string {
  if (special === 0) return `No ${every} here is special cause.`
  const said = `In all, ${counted(special, every)} of ${figures} ${special === 1 ? 'is' : 'are'} special cause`
  if (special * 2 <= figures) return `${said}.`
  return `${said}, so one mean and one pair of limits do not describe these figures: the process has changed on the way. Mind this before you use the icons.`
}

function iconsOf(
  type: PointType,
  high: boolean,
  target: Maybe,
  direction: ImprovementDirection,
  group: XmrGroup,
): Icon[] {
  const assurance = assuranceOf(target, direction, group)
  return [variationIcon(type, high), ...(assurance ? [assuranceIcon(assurance)] : [])]
}

const typeWords: Record<PointType, string> = {
  common_cause: 'common cause variation',
  special_cause_improvement: 'special cause variation of an improving nature',
  special_cause_concern: 'special cause variation of a concerning nature',
  special_cause_neutral_high: 'special cause variation on the high side, and no direction is agreed',
  special_cause_neutral_low: 'special cause variation on the low side, and no direction is agreed',
}

const looks: Record<PointType, Looks> = {
  common_cause: { kind: 'common cause', marker: 'circle', colour: 'quiet' },
  special_cause_improvement: { kind: 'special cause, improvement', marker: 'diamond', colour: 'line' },
  special_cause_concern: { kind: 'special cause, concern', marker: 'triangle', colour: 'signal' },
  special_cause_neutral_high: { kind: 'special cause, high', marker: 'square', colour: 'special' },
  special_cause_neutral_low: { kind: 'special cause, low', marker: 'square', colour: 'special' },
}

/** The rule that gave a point its type, with its numbers. */
function rulesOf({ points, upper, lower }: XmrGroup, at: number, { every, decimals }: Series): string[] {
  const point = points[at]
  const end = point?.side === 1 ? 'above' : 'below'
  const limit = figure((point?.side === 1 ? upper : lower) ?? 0, decimals)
  const same = (pick: (other: XmrPoint) => unknown) => {
    const [before, after] = [points.slice(0, at).reverse(), points.slice(at + 1)]
    const reach = (side: XmrPoint[]) => {
      const stop = side.findIndex((other) => pick(other) !== (point && pick(point)))
      return stop === -1 ? side.length : stop
    }
    return 1 + reach(before) + reach(after)
  }
  switch (point?.cause) {
    case 'Above UCL':
      return [`Above the upper limit of ${limit}`]
    case 'Below LCL':
      return [`Below the lower limit of ${limit}`]
    case '2 in 3 Above CL':
    case '2 in 3 Below CL':
      return [
        `One of two ${every}s in three close to the ${point.side === 1 ? 'upper' : 'lower'} limit of ${limit}`,
      ]
    case '7 Points Above CL':
    case '7 Points Below CL':
      return [
        `One of ${counted(
          same(({ side }) => side),
          every,
        )} in a row ${end} the mean, where 7 are special cause`,
      ]
    case '7 Point Trend (Increasing)':
      return [`One of at least 7 ${every}s that each rise`]
    case '7 Point Trend (Decreasing)':
      return [`One of at least 7 ${every}s that each fall`]
    default:
      return []
  }
}
