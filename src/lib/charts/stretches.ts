import type { Day } from '#lib/day.ts'
import { filledPoints, periodOf } from './calendar.ts'
import type { ChartDecisions } from './decisions.ts'
import type { Every, Point } from './series.ts'

/** A stretch of points with a centre line of its own, as people decided. Positions from 0, both included. */
export interface Stretch {
  from: number
  to: number
  points: Point[]
  /** Points that any calculation may see: not left out, by a decision or by what their own data say. */
  included: boolean[]
  /** Points that the centre line and limits come from. */
  baseline: boolean[]
  phase?: ChartDecisions['phases'][number]
  /** The last period of a baseline that is held within this stretch. */
  heldUntil?: Day
}

/**
 * Cuts a filled series where phases begin. A baseline is held to the end of the phase in which it ends; a
 * phase that begins after the last point does not show yet.
 */
export function stretchesOf(points: readonly Point[], every: Every, decisions: ChartDecisions): Stretch[] {
  const excluded = new Set(decisions.excluded.map(({ period }) => periodOf(period, every)))
  const until = decisions.baselineUntil && periodOf(decisions.baselineUntil, every)
  const starts = startsOf(points, every, decisions)
  return starts.map(({ from, phase }, index) => {
    const to = (starts[index + 1]?.from ?? points.length) - 1
    const own = points.slice(from, to + 1)
    const included = own.map(({ period, leftOut }) => !leftOut && !excluded.has(period))
    const isLast = index === starts.length - 1
    const holds = until && holdsIn(own, included, until, isLast) ? until : undefined
    const baseline = own.map(({ period }, at) => included[at] === true && (!holds || period <= holds))
    return {
      from,
      to,
      points: own,
      included,
      baseline,
      ...(phase && { phase }),
      ...(holds && { heldUntil: holds }),
    }
  })
}

/** The periods whose figures a held line comes from; none where no line is held. */
export function baselinePeriods(
  { points, every }: { points: readonly Point[]; every: Every },
  decisions: ChartDecisions,
): Day[] {
  const held = stretchesOf(filledPoints(points, every), every, decisions).find(({ heldUntil }) => heldUntil)
  return (held?.points ?? []).flatMap(({ period, value }, at) =>
    value !== null && held?.baseline[at] ? [period] : [],
  )
}

function startsOf(points: readonly Point[], every: Every, { phases }: ChartDecisions) {
  const first = points[0]?.period
  if (first === undefined) return []
  const byPosition = new Map<number, ChartDecisions['phases'][number] | undefined>([[0, undefined]])
  for (const phase of [...phases].sort((a, b) => a.from.localeCompare(b.from))) {
    const from = periodOf(phase.from, every)
    const at = points.findIndex(({ period }) => period >= from)
    if (at >= 0) byPosition.set(at, phase)
  }
  return [...byPosition].sort(([a], [b]) => a - b).map(([from, phase]) => ({ from, phase }))
}

/** The baseline ends in this stretch, with a figure before its end and, unless it is the last, points after. */
function holdsIn(own: readonly Point[], included: readonly boolean[], until: Day, isLast: boolean): boolean {
  const [first, last] = [own[0]?.period ?? '', own.at(-1)?.period ?? '']
  if (until < first || (until > last && !isLast)) return false
  return own.some(({ period, value }, at) => period <= until && value !== null && included[at] === true)
}
