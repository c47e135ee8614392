import { medianOf, type Side } from './centre.ts'
import { sentenceOf } from './describe.ts'
import { figure, withUnit } from './figure.ts'
import { judgementOf } from './judgement.ts'
import type { Looks } from './reading.ts'
import type { Series } from './series.ts'
import {
  baselineOf,
  isInLongRun,
  labelsOf,
  leftOut,
  leftOutOf,
  longRunRule,
  missing,
  type StretchRead,
  sidesOf,
} from './stretch-read.ts'
import type { Stretch } from './stretches.ts'

/** Median and Anhøj rules of one stretch. */
export function runStretch(stretch: Stretch, series: Series): StretchRead {
  const { every, direction, unit, decimals } = series
  const centre = medianOf(baselineOf(stretch))
  const sides = sidesOf(stretch, centre)
  const judgement = judgementOf(sides, leftOutOf(stretch))
  const lineText = centre === null ? '' : withUnit(figure(centre, decimals), unit)
  const labels = labelsOf(stretch, series)
  const marked = stretch.points.map(
    (_, at) => sides[at] !== 0 && sides[at] !== null && isInLongRun(judgement, at),
  )
  const none = stretch.points.map(() => null)
  return {
    centre,
    judgement,
    sentence: sentenceOf({ ...judgement, every, direction, line: 'median', lineText, labels }),
    looks: stretch.points.map(({ value }, at) =>
      value !== null && !stretch.included[at] ? leftOut : looksOf(sides[at] ?? null, marked[at] === true),
    ),
    rules: marked.map((inRun) => (inRun ? [longRunRule(judgement, series, 'median')] : [])),
    lower: none,
    upper: none,
  }
}

function looksOf(side: Side, inLongRun: boolean): Looks {
  if (side === null) return missing
  if (side === 0) return { kind: 'on the median', marker: 'ring', colour: 'line' }
  if (inLongRun) return { kind: 'in the long run', marker: 'diamond', colour: 'signal' }
  return { kind: 'plain', marker: 'circle', colour: 'line' }
}
