import type { Day } from '#lib/day.ts'
import { type PlacedAnnotation, placedAnnotations, slotsNeeded } from './annotations.ts'
import { filledPoints, longPeriod, periodAfter, shortPeriod } from './calendar.ts'
import { medianOf, type Side, sideOf } from './centre.ts'
import { altTextOf, dataToText, directionText, sentenceOf } from './describe.ts'
import { figure, withUnit } from './figure.ts'
import { type Judgement, judgementOf } from './judgement.ts'
import { type Scale, yScaleOf } from './scale.ts'
import type { Annotation, Direction, Every, Point, Series } from './series.ts'

export type PointKind = 'plain' | 'in the long run' | 'on the median' | 'missing'
export type Marker = 'circle' | 'diamond' | 'ring' | 'gap'
/** Names a colour of charts.css; never a judgement. */
export type ColourRole = 'line' | 'signal' | 'quiet'

export interface ChartPoint extends Point {
  label: string
  longLabel: string
  text: string
  kind: PointKind
  marker: Marker
  colour: ColourRole
}

export interface RuleSet {
  name: string
  version: string
  source: string
}

/** Everything that a picture, a sentence, a table or a tag shows of one run chart. Plain data: it goes as JSON. */
export interface RunChartReading extends Judgement {
  title: string
  unit: string
  decimals: number
  every: Every
  direction: Direction
  directionText: string
  source: string
  dataToText: string
  ruleSet: RuleSet
  sentence: string
  altText: string
  points: ChartPoint[]
  /** Periods of the axis, at least those of the points. */
  slots: { period: Day; label: string }[]
  median: number | null
  medianText: string
  medianColour: ColourRole
  target: number | null
  targetText: string
  y: Scale
  annotations: PlacedAnnotation[]
}

export const anhojRules: RuleSet = {
  name: 'Anhøj rules',
  version: '2014',
  source: 'Anhøj and Olesen 2014, PLoS ONE 9(11): e113825',
}

/** Reads a series as a run chart: median of the whole series, Anhøj rules, from unrounded values. */
export function readRunChart(series: Series, annotations: readonly Annotation[] = []): RunChartReading {
  const { title, unit, every, decimals, direction, source } = series
  const filled = filledPoints(series.points, every)
  const values = filled.flatMap(({ value }) => (value === null ? [] : [value]))
  const median = medianOf(values)
  const sides = filled.map(({ value }) => (median === null ? null : sideOf(value, median)))
  const judgement = judgementOf(sides)
  const points = filled.map((point, at) => chartPoint(point, at, { series, sides, judgement }))
  const slots = slotsOf(points, annotations, every)
  const target = series.target ?? null
  const medianText = median === null ? '' : figure(median, decimals)
  const labels = points.map(({ label }) => label)
  const lineText = withUnit(medianText, unit)

  const reading = {
    ...judgement,
    title,
    unit,
    decimals,
    every,
    direction,
    directionText: directionText[direction],
    source,
    dataToText: dataToText(points, series.dataTo),
    ruleSet: anhojRules,
    sentence: sentenceOf({ ...judgement, every, direction, line: 'median', lineText, labels }),
    points,
    slots,
    median,
    medianText,
    medianColour: judgement.signal ? ('signal' as const) : ('quiet' as const),
    target,
    targetText: target === null ? '' : figure(target, decimals),
    y: yScaleOf([...values, ...(target === null ? [] : [target])], unit),
    annotations: placedAnnotations(annotations, {
      first: slots[0]?.period ?? '',
      slots: slots.length,
      every,
    }),
  }
  return { ...reading, altText: altTextOf(reading) }
}

function chartPoint(
  point: Point,
  at: number,
  { series, sides, judgement }: { series: Series; sides: readonly Side[]; judgement: Judgement },
): ChartPoint {
  const { longRun, longRunSignals } = judgement
  const inLongRun = longRunSignals && longRun !== null && at >= longRun.from && at <= longRun.to
  return {
    ...point,
    label: shortPeriod(point.period, series.every),
    longLabel: longPeriod(point.period, series.every),
    text: point.value === null ? '' : figure(point.value, series.decimals),
    ...looksOf(sides[at] ?? null, inLongRun),
  }
}

function looksOf(side: Side, inLongRun: boolean): { kind: PointKind; marker: Marker; colour: ColourRole } {
  if (side === null) return { kind: 'missing', marker: 'gap', colour: 'quiet' }
  if (side === 0) return { kind: 'on the median', marker: 'ring', colour: 'line' }
  if (inLongRun) return { kind: 'in the long run', marker: 'diamond', colour: 'signal' }
  return { kind: 'plain', marker: 'circle', colour: 'line' }
}

function slotsOf(points: readonly Point[], annotations: readonly Annotation[], every: Every) {
  const first = points[0]?.period
  if (!first) return []
  return Array.from({ length: slotsNeeded(annotations, first, points.length, every) }, (_, step) => {
    const period = periodAfter(first, every, step)
    return { period, label: shortPeriod(period, every) }
  })
}
