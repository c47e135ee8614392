import type { Day } from '#lib/day.ts'
import { plainDay } from '#lib/day.ts'
import { counted, withUnit } from './figure.ts'
import type { ChartPoint, RunChartReading } from './run-chart.ts'
import type { Direction } from './series.ts'

export const directionText: Record<Direction, string> = {
  lower: 'Lower is better',
  higher: 'Higher is better',
  none: 'No agreed direction',
}

type Facts = Omit<RunChartReading, 'sentence' | 'altText' | 'dataToText'>

/** What the chart shows, in plain English, with the numbers of the rule that fired or did not. */
export function sentenceOf(facts: Facts): string {
  switch (facts.finding) {
    case 'no figures':
      return 'There are no figures yet. The chart begins with the first one.'
    case 'no variation':
      return `No variation: ${valuesText(facts)} ${withUnit(facts.medianText, facts.unit)}.`
    case 'too few points':
      return tooFewText(facts)
    case 'signal':
      return [signalText(facts), latestText(facts)].filter(Boolean).join(' ')
    case 'no signal':
      return noSignalText(facts)
  }
}

const valuesText = ({ points, missing, every }: Facts) => `all ${counted(points.length - missing, every)} are`

function tooFewText({ useful, onMedian, every }: Facts): string {
  const onIt =
    onMedian > 0
      ? ` (${counted(onMedian, every)} on the median ${onMedian === 1 ? 'does' : 'do'} not count)`
      : ''
  return `Too few points to judge: there ${useful === 1 ? 'is' : 'are'} ${counted(useful, 'useful point')} so far${onIt}, and the rules need at least 10.`
}

function signalText(facts: Facts): string {
  const { longRun, longestRunLimit, crossings, crossingsLimit, every, points } = facts
  const longest = longRun?.length ?? 0
  const parts: string[] = []
  if (longRun && longest > (longestRunLimit ?? 0)) {
    const { from, to } = longRun
    const leftOut = to - from + 1 - longest
    const span = `${points[from]?.label} to ${points[to]?.label}${leftOut > 0 ? `, leaving out ${leftOut} on it or missing` : ''}`
    parts.push(
      `${counted(longest, every)} in a row lie ${sideText(longRun.side)} the median (${span}), where up to ${longestRunLimit} would be chance.`,
    )
  }
  if ((crossings ?? 0) < (crossingsLimit ?? 0)) {
    parts.push(
      `The line ${crossesText(crossings ?? 0, 'the median')}, where chance would give at least ${crossingsLimit}.`,
    )
  }
  return parts.join(' ')
}

/** Only the latest figures may be placed on a better side, and only where a direction is agreed. */
function latestText({ latestRun, longRun, longestRunLimit, direction, every }: Facts): string {
  if (!latestRun || latestRun.length < 2) return ''
  const { side, length } = latestRun
  const sameRun = latestRun === longRun && length > (longestRunLimit ?? 0)
  const latest = sameRun
    ? `These are the latest ${every}s`
    : `The latest ${counted(length, every)} lie ${sideText(side)} it`
  if (direction === 'none') return `${latest}.`
  const better = (side === -1) === (direction === 'lower')
  return `${latest}, on the ${better ? 'better' : side === 1 ? 'higher' : 'lower'} side.`
}

function noSignalText({
  useful,
  longestRun,
  longestRunLimit,
  crossings,
  crossingsLimit,
  every,
}: Facts): string {
  const opening = useful < 12 ? 'No signal so far, and still few points' : 'No sign of a change beyond chance'
  const longest = `the longest run on one side of the median is ${counted(longestRun ?? 0, every)} (up to ${longestRunLimit} would be chance)`
  return `${opening}: ${longest} and the line ${crossesText(crossings ?? 0, 'it')} (chance would give at least ${crossingsLimit}).`
}

const sideText = (side: 1 | -1) => (side === 1 ? 'above' : 'below')

function crossesText(count: number, line: string): string {
  if (count === 0) return `does not cross ${line}`
  return `crosses ${line} ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}`
}

/** The chart for people who do not see it: what it is, its span, its median and its sentence. */
export function altTextOf(facts: Facts, sentence: string): string {
  const { title, unit, points, every, median, medianText, missing, target, targetText, direction } = facts
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return `Run chart of ${title}. ${sentence}`
  const latest = points.findLast(({ value }) => value !== null)
  return [
    `Run chart of ${title}, ${counted(points.length, every)} from ${first.label} to ${last.label}.`,
    missing > 0 ? `${counted(missing, every)} without a figure.` : '',
    median === null ? '' : `Median ${withUnit(medianText, unit)}.`,
    target === null ? '' : `Target ${withUnit(targetText, unit)}.`,
    latest ? `Latest figure ${latest.text} (${latest.label}).` : '',
    sentence,
    `${directionText[direction]}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** One point in words: period, value, counts, what it is on the chart, note. */
export function pointFacts(point: ChartPoint, unit: string): string[] {
  const { longLabel, value, text, numerator, denominator, kind, reason, note } = point
  const counts =
    numerator === undefined || denominator === undefined
      ? ''
      : `${numerator.toLocaleString('en-GB')} out of ${denominator.toLocaleString('en-GB')}`
  return [
    longLabel.charAt(0).toUpperCase() + longLabel.slice(1),
    value === null ? (reason ?? 'No figure') : withUnit(text, unit),
    counts,
    kind === 'in the long run' || kind === 'on the median'
      ? kind.charAt(0).toUpperCase() + kind.slice(1)
      : '',
    note ?? '',
  ].filter(Boolean)
}

/** "Data to September 2026" by the last figure, or to the day that the source says. */
export function dataToText(points: readonly ChartPoint[], dataTo: Day | undefined): string {
  if (dataTo) return `Data to ${plainDay(dataTo)}`
  const last = points.findLast(({ value }) => value !== null)
  return last ? `Data to ${last.longLabel}` : 'No data yet'
}
