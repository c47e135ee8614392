import { placedAnnotations, slotsNeeded } from './annotations.ts'
import { bandFigures, bandOf, type Comparison } from './band.ts'
import { filledPoints, longPeriod, periodAfter, periodOf, shortPeriod } from './calendar.ts'
import { decisionTexts } from './decided.ts'
import { type ChartDecisions, noDecisions } from './decisions.ts'
import { altTextOf, dataToText, directionText } from './describe.ts'
import { factOf } from './fact.ts'
import { figure, figureAsSet, withUnit } from './figure.ts'
import { type Judgement, judgementOf } from './judgement.ts'
import { limitsStretch } from './limits-chart.ts'
import { type LimitsChoice, limitsChoiceOf } from './limits-choice.ts'
import { phaseLinesOf, seasonalLines, targetLineOf } from './lines.ts'
import { lineTextOf, namesOf, rulesTextOf } from './naming.ts'
import { type NhsRead, nhsStretch } from './nhs-chart.ts'
import { decimalsOfPoints, needsDecimal } from './precision.ts'
import type { ChartPoint, ChartReading } from './reading.ts'
import { ruleSets } from './rule-sets.ts'
import { runStretch } from './run-stretch.ts'
import { yScaleOf } from './scale.ts'
import { seasonalStretch } from './seasonal.ts'
import type { Annotation, Every, Point, Series } from './series.ts'
import type { StretchRead } from './stretch-read.ts'
import { type Stretch, stretchesOf } from './stretches.ts'
import type { View } from './views.ts'

/** One series in one view: points with their types and the rules that fired, lines, sentences, icons. */
export function readChart(
  view: View,
  series: Series,
  annotations: readonly Annotation[] = [],
  decisions: ChartDecisions = noDecisions,
  comparison?: Comparison,
): ChartReading {
  const points = filledPoints(series.points, series.every)
  return readAt(view, { ...series, points }, annotations, decisions, series.decimals, comparison)
}

/** `fewest`: the decimals of the series itself, kept where no more are needed. */
function readAt(
  view: View,
  series: Series,
  annotations: readonly Annotation[],
  decisions: ChartDecisions,
  fewest: number,
  comparison: Comparison | undefined,
): ChartReading {
  const { title, unit, every, decimals, direction, source, points: filled } = series
  const choice = view === 'limits' ? limitsChoiceOf(series) : undefined
  const slots = slotsOf(filled, annotations, every)
  const targetLines = targetLineOf(slots, { ...series, decimals: fewest }, decisions)
  const target =
    targetLines[0]?.values.slice(0, Math.max(1, filled.length)).findLast((value) => value !== null) ?? null
  const reads = stretchesOf(filled, every, decisions).map((stretch) => ({
    stretch,
    read: readStretch(view, stretch, series, target, choice),
  }))
  if (view !== 'seasonal' && needsDecimal(reads, decimals, fewest))
    return readAt(view, { ...series, decimals: decimals + 1 }, annotations, decisions, fewest, comparison)
  const last = reads.at(-1)
  const spans = reads.map(({ stretch }) => stretch)
  const { name: centreName, chartName, explanation } = namesOf(view, choice, every)
  const asGiven = decimalsOfPoints(filled, decimals, fewest)
  const points = reads.flatMap(({ stretch, read }) =>
    chartPoints(stretch, read, { every, decimals: asGiven }, decisions),
  )
  const centreLines = phaseLinesOf(reads, centreName, slots.length, decimals)
  const lines = [
    ...centreLines,
    ...targetLines,
    ...(view === 'seasonal' ? seasonalLines(spans, slots.length, series) : []),
  ]
  const centre = last?.read.centre ?? null
  const { decided, warnings } = decisionTexts(
    { ...series, decimals: fewest },
    spans,
    decisions,
    centreName === 'Median' ? 'Median' : `${centreName} and limits`,
  )
  const band = bandOf(comparison, slots)
  const figures = [
    ...filled.map(({ value }) => value),
    ...lines.flatMap(({ values }) => values),
    ...bandFigures(band),
  ]

  const reading = {
    ...shifted(last),
    view,
    chartName,
    explanation,
    title,
    unit,
    decimals,
    every,
    direction,
    directionText: directionText[direction],
    source,
    dataToText: dataToText(points, series.dataTo),
    ruleSet: ruleSets[view],
    rulesText: rulesTextOf(view, last?.read.reckoned),
    lineText: centre === null ? '' : lineTextOf(centreName, withUnit(figure(centre, decimals), unit), spans),
    fact: factOf(
      reads.map(({ stretch, read }) => ({ ...stretch, centre: read.centre })),
      { every, unit, fewest, decimals: asGiven, lineName: centreName, lineDecimals: decimals },
    ),
    sentence: sentenceAt(reads, every),
    earlier: earlierOf(reads, series, centreName),
    decided: view === 'seasonal' ? decided.filter((text) => /^(Target|Left out)/.test(text)) : decided,
    warnings: view === 'seasonal' ? [] : warnings,
    points,
    slots,
    stretches: reads.map(({ stretch: { from, to }, read: { centre: line, judgement, sentence } }) => ({
      from,
      to,
      centre: line,
      judgement,
      sentence,
    })),
    lines,
    ...(band && { band }),
    centre,
    centreName,
    centreText: centre === null ? '' : figure(centre, decimals),
    target,
    targetText: target === null ? '' : figureAsSet(target, fewest),
    y: yScaleOf(
      figures.filter((value) => value !== null),
      unit,
    ),
    annotations: placedAnnotations(annotations, {
      first: slots[0]?.period ?? '',
      slots: slots.length,
      every,
    }),
    icons: last && 'icons' in last.read ? (last.read as NhsRead).icons : [],
  }
  return { ...reading, altText: altTextOf(reading) }
}

type Read = { stretch: Stretch; read: StretchRead }

function readStretch(
  view: View,
  stretch: Stretch,
  series: Series,
  target: number | null,
  choice?: LimitsChoice,
): StretchRead {
  if (view === 'limits' && choice) return limitsStretch(stretch, series, choice)
  if (view === 'nhs') return nhsStretch(stretch, series, target)
  return view === 'seasonal' ? seasonalStretch(stretch) : runStretch(stretch, series)
}

/** Positions of the latest phase's runs count from the first point of the chart, as everything else does. */
function shifted(last: Read | undefined): Judgement {
  if (!last) return judgementOf([])
  const { stretch, read } = last
  const move = (run: Judgement['longRun']) =>
    run && { ...run, from: run.from + stretch.from, to: run.to + stretch.from }
  const { longRun, latestRun } = read.judgement
  if (stretch.from === 0) return read.judgement
  return { ...read.judgement, longRun: move(longRun), latestRun: move(latestRun) }
}

function sentenceAt(reads: readonly Read[], every: Every): string {
  const last = reads.at(-1)
  if (!last) return 'There are no figures yet. The chart begins with the first one.'
  const { stretch, read } = last
  if (stretch.from === 0 || read.judgement.finding === 'not judged') return read.sentence
  return `In the phase from ${longPeriod(stretch.points[0]?.period ?? '', every)}: ${read.sentence}`
}

function earlierOf(reads: readonly Read[], { every, unit, decimals }: Series, name: string): string[] {
  return reads.slice(0, -1).flatMap(({ stretch, read }) => {
    if (read.centre === null) return []
    const from = shortPeriod(stretch.points[0]?.period ?? '', every)
    const to = shortPeriod(stretch.points.at(-1)?.period ?? '', every)
    return [
      `Before it, ${from} to ${to}: ${name.toLowerCase()} ${withUnit(figure(read.centre, decimals), unit)}. ${read.sentence}`,
    ]
  })
}

function chartPoints(
  stretch: Stretch,
  read: StretchRead,
  { every, decimals }: Pick<Series, 'every' | 'decimals'>,
  { excluded }: ChartDecisions,
): ChartPoint[] {
  return stretch.points.map((point, at) => {
    const decision = excluded.find(({ period }) => periodOf(period, every) === point.period)
    const why = stretch.included[at] ? undefined : (decision?.reason ?? point.leftOut)
    return {
      ...point,
      ...(why && { reason: `Left out of every calculation: ${why}` }),
      label: shortPeriod(point.period, every),
      longLabel: longPeriod(point.period, every),
      text: point.value === null ? '' : figure(point.value, decimals),
      rules: read.rules[at] ?? [],
      ...(read.looks[at] ?? { kind: 'plain', marker: 'circle', colour: 'line' }),
    }
  })
}

function slotsOf(points: readonly Point[], annotations: readonly Annotation[], every: Every) {
  const first = points[0]?.period
  if (!first) return []
  return Array.from({ length: slotsNeeded(annotations, first, points.length, every) }, (_, step) => {
    const period = periodAfter(first, every, step)
    return { period, label: shortPeriod(period, every) }
  })
}
