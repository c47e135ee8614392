import type { Day } from '#lib/day.ts'
import { type AnhojFacts, anhojOf, type Run } from './anhoj.ts'
import { type PlacedAnnotation, placedAnnotations, slotsNeeded } from './annotations.ts'
import { filledPoints, longPeriod, periodAfter, shortPeriod } from './calendar.ts'
import { medianOf, sideOf } from './centre.ts'
import { altTextOf, dataToText, directionText, sentenceOf } from './describe.ts'
import { figure } from './figure.ts'
import { type Scale, yScaleOf } from './scale.ts'
import type { Annotation, Direction, Every, Point, Series } from './series.ts'

/** What a whole run chart says. Nothing is called unchanged below twelve useful points. */
export type Finding = 'no figures' | 'no variation' | 'too few points' | 'signal' | 'no signal'

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
export interface RunChartReading {
  title: string
  unit: string
  decimals: number
  every: Every
  direction: Direction
  directionText: string
  source: string
  dataToText: string
  ruleSet: RuleSet
  finding: Finding
  signal: boolean
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
  useful: number
  onMedian: number
  missing: number
  longestRun: number | null
  longestRunLimit: number | null
  longRun: Run | null
  latestRun: Run | null
  crossings: number | null
  crossingsLimit: number | null
  y: Scale
  annotations: PlacedAnnotation[]
}

export const anhojRules: RuleSet = {
  name: 'Anhøj rules',
  version: '2014',
  source: 'Anhøj and Olesen 2014, PLoS ONE 9(11): e113825',
}

/** Fewer useful points than this are not judged: the rules have next to no power there. */
export const FEWEST_USEFUL = 10

/** Reads a series as a run chart: median of the whole series, Anhøj rules, from unrounded values. */
export function readRunChart(series: Series, annotations: readonly Annotation[] = []): RunChartReading {
  const { every, decimals } = series
  const points = filledPoints(series.points, every)
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const median = medianOf(values)
  const sides = points.map(({ value }) => (median === null ? null : sideOf(value, median)))
  const facts = anhojOf(sides)
  const finding = findingOf(values.length, facts)
  const signal = finding === 'signal'
  const longRun = longestOf(facts)
  const tooLong = signal && (facts.longestRun ?? 0) > (facts.longestRunLimit ?? 0)
  const slots = slotsOf(points, annotations, every)
  const target = series.target ?? null

  const read = {
    title: series.title,
    unit: series.unit,
    decimals,
    every,
    direction: series.direction,
    directionText: directionText[series.direction],
    source: series.source,
    ruleSet: anhojRules,
    finding,
    signal,
    points: points.map((point, at): ChartPoint => {
      const inLongRun = tooLong && longRun !== null && at >= longRun.from && at <= longRun.to
      return { ...point, ...namesOf(point, every, decimals), ...looksOf(sides[at] ?? null, inLongRun) }
    }),
    slots,
    median,
    medianText: median === null ? '' : figure(median, decimals),
    medianColour: signal ? ('signal' as const) : ('quiet' as const),
    target,
    targetText: target === null ? '' : figure(target, decimals),
    useful: facts.useful,
    onMedian: sides.filter((side) => side === 0).length,
    missing: points.length - values.length,
    longestRun: facts.longestRun,
    longestRunLimit: facts.longestRunLimit,
    longRun,
    latestRun: facts.runs.at(-1) ?? null,
    crossings: facts.crossings,
    crossingsLimit: facts.crossingsLimit,
    y: yScaleOf([...values, ...(target === null ? [] : [target])], series.unit),
    annotations: placedAnnotations(annotations, {
      first: slots[0]?.period ?? '',
      slots: slots.length,
      every,
    }),
  }
  const sentence = sentenceOf(read)
  return {
    ...read,
    sentence,
    altText: altTextOf(read, sentence),
    dataToText: dataToText(read.points, series.dataTo),
  }
}

function findingOf(values: number, facts: AnhojFacts): Finding {
  if (values === 0) return 'no figures'
  if (facts.useful === 0 && values >= FEWEST_USEFUL) return 'no variation'
  if (facts.useful < FEWEST_USEFUL) return 'too few points'
  return facts.signal ? 'signal' : 'no signal'
}

/** Of several longest runs the latest, which is the one that people can still act on. */
function longestOf({ runs, longestRun }: AnhojFacts): Run | null {
  return runs.findLast(({ length }) => length === longestRun) ?? null
}

const namesOf = ({ period, value }: Point, every: Every, decimals: number) => ({
  label: shortPeriod(period, every),
  longLabel: longPeriod(period, every),
  text: value === null ? '' : figure(value, decimals),
})

function looksOf(
  side: 1 | 0 | -1 | null,
  inLongRun: boolean,
): { kind: PointKind; marker: Marker; colour: ColourRole } {
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
