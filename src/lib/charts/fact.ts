import { longPeriod } from './calendar.ts'
import { type Side, sideOf } from './centre.ts'
import { capitalised } from './describe.ts'
import { counted, figure, withUnit } from './figure.ts'
import type { Maybe } from './moving-range.ts'
import type { Every, Point } from './series.ts'
import type { Stretch } from './stretches.ts'

/** How the chart shows its figures; the line may need more decimals than whole counts do. */
interface Shown {
  every: Every
  unit: string
  /** The decimals of the series itself. */
  fewest: number
  decimals: number
  /** As the picture names it: "Median". */
  lineName: string
  lineDecimals: number
}

type Phase = Pick<Stretch, 'points' | 'included' | 'heldUntil'> & { centre: Maybe }

/**
 * The latest figure, and on which side of its line the last ones lie: plain words for somebody who has seconds, before any
 * rule speaks. Nothing is judged. Empty where there is no period at all.
 */
export function factOf(phases: readonly Phase[], asDrawn: Shown): string {
  const points = phases.flatMap((phase) => phase.points)
  const at = points.findLastIndex(({ value }) => value !== null)
  const latest = points[at]
  const gap = gapText(points.slice(at + 1), asDrawn.every, at >= 0)
  if (!latest || latest.value === null) return gap
  const shown = plainly(latest.value, phases.at(-1)?.centre ?? null, asDrawn)
  const value = withUnit(figure(latest.value, shown.decimals), shown.unit)
  const { tail, next } = placeOf(phases, shown)
  const opening = `${capitalised(longPeriod(latest.period, shown.every))}: ${value}${tail}.`
  return [opening, next, gap].filter(Boolean).join(' ')
}

/** As few decimals as tell the latest figure from its line; a picture needs more where any other figure is close to it. */
function plainly(value: number, centre: Maybe, shown: Shown): Shown {
  for (let lineDecimals = shown.fewest; lineDecimals < shown.lineDecimals; lineDecimals++) {
    const decimals = Math.min(lineDecimals, shown.decimals)
    const differs = centre !== null && figure(value, decimals) !== figure(centre, lineDecimals)
    if (differs || centre === null || sideOf(value, centre) === 0) return { ...shown, decimals, lineDecimals }
  }
  return shown
}

/** `tail` ends the sentence of the latest figure; `next` is one about it and those before. */
interface Place {
  tail: string
  next: string
}

/** Against the line in force; a phase that has begun without a figure has none for the figures before it. */
function placeOf(phases: readonly Phase[], shown: Shown): Place {
  const phase = phases.findLast(({ points }) => points.some(({ value }) => value !== null))
  if (!phase) return { tail: '', next: '' }
  const { points, included, centre } = phase
  const isLater = phases.length > 1
  const counting = [...points.keys()].filter((at) => points[at]?.value !== null && included[at])
  const isOut = counting.at(-1) !== points.findLastIndex(({ value }) => value !== null)
  const tail = isOut ? ', left out of every calculation' : ''
  if (centre === null || counting.length === 0 || phase !== phases.at(-1)) return { tail, next: '' }
  if (counting.length === 1)
    return { tail: tail || `, the first figure${isLater ? ' of this phase' : ''}`, next: '' }
  if (!isOut && isFlat(phase, counting)) return { tail: sameText(counting, isLater, shown.every), next: '' }

  const { side, length, noun } = lastRun(points, counting, centre, shown.every)
  const where = whereText(side, phase, isLater, shown)
  if (length > 1)
    return { tail, next: `The last ${length} ${isOut ? 'figures that count' : noun} lie ${where}.` }
  const last = points[counting.at(-1) ?? 0]
  if (isOut && last)
    return {
      tail,
      next: `The last figure that counts, of ${longPeriod(last.period, shown.every)}, lies ${where}.`,
    }
  const reads = figure(last?.value ?? 0, shown.decimals)
  const isClose = side !== 0 && reads === figure(centre, shown.lineDecimals)
  return { tail: `, ${isClose ? 'just ' : ''}${where}`, next: '' }
}

/** The last figures on one side of the line. Those on it are passed over, as the rules do. */
function lastRun(points: readonly Point[], counting: readonly number[], centre: number, every: Every) {
  const sides = counting.map((at) => sideOf(points[at]?.value ?? null, centre))
  const side = sides.at(-1) ?? 0
  if (side === 0) return { side, length: 1, noun: `${every}s` }
  const before = sides.lastIndexOf(side === 1 ? -1 : 1)
  const own = counting.filter((_, at) => at > before && sides[at] === side)
  const passed = points.slice(own[0]).filter((_, at) => !own.includes(at + (own[0] ?? 0)))
  const noun = passed.length === 0 ? `${every}s` : 'figures'
  const isPassedOver = passed.some(({ value }) => value !== null)
  return { side, length: own.length, noun: isPassedOver ? 'figures that count' : noun }
}

function whereText(side: Side, { heldUntil, centre }: Phase, isLater: boolean, shown: Shown): string {
  const owner = heldUntil ? 'the baseline’s' : isLater ? 'this phase’s' : 'the'
  const line = `${owner} ${shown.lineName.toLowerCase()}`
  if (side === 0 || side === null || centre === null) return `on ${line}`
  const value = `${figure(centre, shown.lineDecimals)}${shown.unit.startsWith('%') ? '%' : ''}`
  return `${side === 1 ? 'above' : 'below'} ${line} ${shown.lineName === 'Centre line' ? 'at' : 'of'} ${value}`
}

const isFlat = ({ points }: Phase, counting: readonly number[]) => {
  const [first = Number.NaN, ...others] = counting.map((at) => points[at]?.value ?? Number.NaN)
  return others.every((value) => sideOf(value, first) === 0)
}

function sameText(counting: readonly number[], isLater: boolean, every: Every): string {
  if (isLater) return ', the same as every figure of this phase'
  const hasGaps = (counting.at(-1) ?? 0) >= counting.length
  return hasGaps ? ', the same as every figure before' : `, the same as in every ${every} before`
}

/** What is said of the periods after the last figure, or of all where there is none. */
function gapText(missing: readonly Point[], every: Every, isAfter: boolean): string {
  const last = missing.at(-1)
  if (!last) return ''
  const why = new Set(missing.map(({ reason = '' }) => reason)).size === 1 ? reasonText(last.reason) : ''
  if (missing.length === 1) return `${capitalised(longPeriod(last.period, every))} has no figure${why}.`
  const which = isAfter
    ? `The ${counted(missing.length, every)} after it have`
    : `None of the ${counted(missing.length, every)} has`
  return `${which} ${isAfter ? 'no' : 'a'} figure${why}.`
}

/** Some reasons only say again that there is no figure. */
function reasonText(reason = ''): string {
  if (reason === '' || reason.startsWith('No figure')) return ''
  const own = reason.trim().replace(/\.$/, '')
  return `: ${/^\p{Lu}\p{Ll}/u.test(own) ? own.charAt(0).toLowerCase() + own.slice(1) : own}`
}
