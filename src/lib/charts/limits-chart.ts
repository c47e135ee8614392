import { type Side, sideOf } from './centre.ts'
import { controlLimits, type Part, sigmaZ } from './control-limits.ts'
import { runsText, type Spoken, sentenceOf } from './describe.ts'
import { counted, figure, withUnit } from './figure.ts'
import { FEWEST_USEFUL, type Judgement, judgementOf } from './judgement.ts'
import type { LimitsChoice } from './limits-choice.ts'
import type { Maybe } from './moving-range.ts'
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

/** A control chart of one stretch: points beyond three sigma, and the Anhøj rules around its centre line. */
export function limitsStretch(stretch: Stretch, series: Series, choice: LimitsChoice): StretchRead {
  const { every, direction, unit, decimals } = series
  const { points, included } = stretch
  const part = partOf(stretch, choice)
  const lines = linesOf(part, choice, unit)
  const centre = lines.cl[0] ?? null
  const sides = sidesOf(stretch, centre)
  const runs = judgementOf(sides, leftOutOf(stretch))
  const enough = baselineOf(stretch).length >= FEWEST_USEFUL && runs.useful >= FEWEST_USEFUL
  const limit = (values: Maybe[]) => (enough ? values : values.map(() => null))
  const [lower, upper] = [limit(lines.lcl), limit(lines.ucl)]
  const beyond = points.map(({ value }, at) => {
    if (value === null || !included[at]) return 0
    const above = upper[at] ?? null
    const below = lower[at] ?? null
    if (above !== null && sideOf(value, above) === 1) return 1
    return below !== null && sideOf(value, below) === -1 ? -1 : 0
  })
  const outside = beyond.some((side) => side !== 0)
  const judgement: Judgement = outside ? { ...runs, signal: true, finding: 'signal' } : runs
  const lineText = centre === null ? '' : withUnit(figure(centre, decimals), unit)
  const spoken: Spoken = {
    ...runs,
    every,
    direction,
    line: 'centre line',
    lineText,
    labels: labelsOf(stretch, series),
  }
  const z = choice.chart === 'pp' || choice.chart === 'up' ? sigmaZ(part, choice.chart) : null
  return {
    centre,
    judgement,
    sentence: limitsSentence(spoken, enough ? outsideText(beyond, spoken) : tooFewForLimits(runs), outside),
    looks: points.map(({ value }, at) => {
      if (value !== null && !included[at]) return leftOut
      return looksOf(sides[at] ?? null, beyond[at] ?? 0, isInLongRun(runs, at))
    }),
    rules: points.map((_, at) => [
      ...(beyond[at] === 1 ? [`Above the upper limit of ${figure(upper[at] ?? 0, decimals)}`] : []),
      ...(beyond[at] === -1 ? [`Below the lower limit of ${figure(lower[at] ?? 0, decimals)}`] : []),
      ...(sides[at] && isInLongRun(runs, at) ? [longRunRule(runs, series, 'centre line')] : []),
    ]),
    lower,
    upper,
    ...(z !== null && enough && { reckoned: `σz ${figure(z, 2)}` }),
  }
}

function partOf({ points, baseline }: Stretch, { chart }: LimitsChoice): Part {
  const ratio = chart !== 'c' && chart !== 'i'
  return {
    points: points.map(({ value, numerator, denominator }) => ({
      y: value === null ? null : ratio ? (numerator ?? 0) / (denominator ?? 1) : value,
      total: value === null ? null : ratio ? (numerator ?? null) : value,
      n: value === null ? null : ratio ? (denominator ?? null) : 1,
      size: value === null ? 0 : 1,
      mean: value,
      sd: null,
    })),
    baseline,
    cl: null,
    screened: true,
    categorical: false,
  }
}

/** Limits in the unit of the figures; below 0 or above 100 % there is nothing to be found. */
function linesOf(part: Part, { chart, factor }: LimitsChoice, unit: string) {
  const { cl, lcl, ucl } = chart === 'ip' ? primeLines(part) : controlLimits[chart](part)
  const positive = part.points.every(({ y }) => y === null || y >= 0)
  const scaled = (values: readonly Maybe[]) => values.map((value) => (value === null ? null : value * factor))
  const floor = (value: Maybe) => (value !== null && positive ? Math.max(0, value) : value)
  const ceiling = (value: Maybe) => (value !== null && unit.startsWith('%') ? Math.min(100, value) : value)
  const share = unit.startsWith('%') && part.points.every(({ y }) => y === null || y * factor <= 100)
  return { cl: scaled(cl), lcl: scaled(lcl).map(floor), ucl: share ? scaled(ucl).map(ceiling) : scaled(ucl) }
}

/** I′ whose spread comes from the baseline alone; the published reckoning takes it from every point. */
function primeLines(part: Part) {
  const points = part.points.filter((_, at) => part.baseline[at])
  const own = controlLimits.ip({ ...part, points, baseline: points.map(() => true) })
  const at = own.ucl.findIndex((limit) => limit !== null)
  const cl = own.cl[0] ?? null
  const n = points[at]?.n ?? null
  const sigma = cl === null || n === null ? null : (((own.ucl[at] ?? cl) - cl) / 3) * Math.sqrt(n)
  const limit = (width: number) =>
    part.points.map((point) =>
      cl === null || sigma === null || !point.n ? null : cl + (width * sigma) / Math.sqrt(point.n),
    )
  return { cl: part.points.map(() => cl), lcl: limit(-3), ucl: limit(3) }
}

/** A frozen baseline may be too short for limits on a chart that the rules can judge. */
const tooFewForLimits = ({ useful }: Judgement) =>
  useful < FEWEST_USEFUL ? '' : `The baseline has fewer than ${FEWEST_USEFUL} figures, too few for limits.`

/** Up to this many are named one by one; the table names them all. */
const MOST_NAMED = 3

function outsideText(beyond: readonly number[], { labels, every }: Spoken): string {
  const out = beyond.flatMap((side, at) => (side === 0 ? [] : [{ side, label: labels[at] }]))
  if (out.length === 0) return `No ${every} lies beyond the limits.`
  const above = out.filter(({ side }) => side === 1).length
  const sides = [above > 0 && `${above} above`, above < out.length && `${out.length - above} below`]
  const named =
    out.length > MOST_NAMED
      ? sides.filter(Boolean).join(' and ')
      : out.map(({ side, label }) => `${label} ${side === 1 ? 'above' : 'below'}`).join(', ')
  return `${counted(out.length, every)} ${out.length === 1 ? 'lies' : 'lie'} beyond the limits (${named}).`
}

/** Opens with the weightier finding: a change that the runs show, else single points beyond the limits. */
function limitsSentence(spoken: Spoken, limits: string, outside: boolean): string {
  if (!outside || spoken.finding === 'signal') return [sentenceOf(spoken), limits].filter(Boolean).join(' ')
  const rest =
    spoken.finding === 'no signal' ? `The rest is within chance: ${runsText(spoken)}.` : sentenceOf(spoken)
  return `A sign of something beyond chance: ${limits} ${rest}`
}

function looksOf(side: Side, beyond: number, inLongRun: boolean): Looks {
  if (side === null) return missing
  if (beyond === 1) return { kind: 'above the upper limit', marker: 'triangle', colour: 'signal' }
  if (beyond === -1) return { kind: 'below the lower limit', marker: 'triangle', colour: 'signal' }
  if (side === 0) return { kind: 'on the centre line', marker: 'ring', colour: 'line' }
  if (inLongRun) return { kind: 'in the long run', marker: 'diamond', colour: 'signal' }
  return { kind: 'plain', marker: 'circle', colour: 'line' }
}
