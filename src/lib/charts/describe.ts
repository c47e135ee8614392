import { type Day, plainDay } from '#lib/day.ts'
import { bandCount } from './band.ts'
import { counted, withUnit } from './figure.ts'
import type { Judgement } from './judgement.ts'
import type { ChartPoint, ChartReading } from './reading.ts'
import type { Direction, Every } from './series.ts'

export const directionText: Record<Direction, string> = {
  lower: 'Lower is better',
  higher: 'Higher is better',
  none: 'No agreed direction',
}

/** A judgement with the names of what was judged; `line` is what the points are compared with. */
export interface Spoken extends Judgement {
  every: Every
  direction: Direction
  line: 'median' | 'mean' | 'centre line'
  lineText: string
  labels: readonly string[]
}

/** What the chart shows, in plain English, with the numbers of the rule that fired or did not. */
export function sentenceOf(spoken: Spoken): string {
  switch (spoken.finding) {
    case 'no figures':
      return 'There are no figures yet. The chart begins with the first one.'
    case 'no variation':
      return `No variation: all ${counted(spoken.figures, spoken.every)} are ${spoken.lineText}.`
    case 'too few points':
      return tooFewText(spoken)
    case 'signal':
      return [signalText(spoken), latestText(spoken)].filter(Boolean).join(' ')
    case 'no signal':
      return noSignalText(spoken)
    case 'not judged':
      return ''
  }
}

function tooFewText({ useful, onLine, every, line }: Spoken): string {
  const verb = onLine === 1 ? 'does' : 'do'
  const left = onLine > 0 ? ` (${counted(onLine, every)} on the ${line} ${verb} not count)` : ''
  const points = `there ${useful === 1 ? 'is' : 'are'} ${counted(useful, 'useful point')} so far${left}`
  return `Too few points to judge: ${points}, and the rules need at least 10.`
}

/** Opens with what it means, then each rule that fired with its numbers. */
function signalText(spoken: Spoken): string {
  const fired = [longRunText(spoken), crossingsText(spoken)].filter(Boolean)
  return fired.length > 0 ? `A sign of change beyond chance: ${fired.join(', and ')}.` : ''
}

function longRunText({ longRun, longRunSignals, longestRunLimit, every, line, labels }: Spoken): string {
  if (!longRun || !longRunSignals) return ''
  const { side, from, to, length } = longRun
  const leftOut = to - from + 1 - length
  const except = leftOut > 0 ? `, leaving out ${leftOut} on it or missing` : ''
  const where = `${sideText(side)} the ${line} (${labels[from]} to ${labels[to]}${except})`
  return `${counted(length, every)} in a row lie ${where}, where up to ${longestRunLimit} would be chance`
}

function crossingsText({ crossings, crossingsLimit, line }: Spoken): string {
  if (crossings === null || crossingsLimit === null || crossings >= crossingsLimit) return ''
  const crosses = crossesText(crossings, `the ${line}`)
  return `the figures ${crosses}, where chance would give at least ${crossingsLimit}`
}

/** Only the latest figures may be placed on a better side, and only where a direction is agreed. */
function latestText({ latestRun, longRun, longRunSignals, direction, every }: Spoken): string {
  if (!latestRun || latestRun.length < 2) return ''
  const { side, length } = latestRun
  const latest =
    latestRun === longRun && longRunSignals
      ? `These are the latest ${every}s`
      : `The latest ${counted(length, every)} lie ${sideText(side)} it`
  if (direction === 'none') return `${latest}.`
  const better = (side === -1) === (direction === 'lower')
  return `${latest}, on the ${better ? 'better' : side === 1 ? 'higher' : 'lower'} side.`
}

function noSignalText(spoken: Spoken): string {
  const few = spoken.useful < 12
  return `${few ? 'No signal so far, and still few points' : 'No sign of a change beyond chance'}: ${runsText(spoken)}.`
}

/** Run and crossings with their limits, where neither signals. */
export function runsText(spoken: Spoken): string {
  const { longestRun, longestRunLimit, crossings, crossingsLimit, every, line } = spoken
  const run = `the longest run on one side of the ${line} is ${counted(longestRun ?? 0, every)} (up to ${longestRunLimit} would be chance)`
  const crosses = `the figures ${crossesText(crossings ?? 0, 'it')} (chance would give at least ${crossingsLimit})`
  return `${run} and ${crosses}`
}

const sideText = (side: 1 | -1) => (side === 1 ? 'above' : 'below')

function crossesText(count: number, line: string): string {
  if (count === 0) return `do not cross ${line}`
  return `cross ${line} ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}`
}

/** The chart for people who do not see it: what it is, its span, its lines, its sentence, what was decided. */
export function altTextOf(reading: Omit<ChartReading, 'altText'>): string {
  const { chartName, title, unit, points, every, missing, target, targetText, centre } = reading
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return `${chartName} of ${title}. ${reading.sentence}`
  return [
    `${chartName} of ${title}, ${counted(points.length, every)} from ${first.label} to ${last.label}.`,
    missing > 0 ? `${counted(missing, every)} without a figure.` : '',
    centre === null ? '' : `${reading.centreName} ${withUnit(reading.centreText, unit)}.`,
    limitsText(reading),
    target === null ? '' : `Target ${withUnit(targetText, unit)}.`,
    reading.band ? `Behind it lies a band of ${bandCount(reading.band)}.` : '',
    reading.fact,
    reading.cut ?? '',
    reading.sentence,
    ...reading.icons.map(({ words }) => `${words}.`),
    ...reading.earlier,
    ...reading.decided,
    ...reading.warnings,
    `${reading.directionText}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function limitsText({ lines, unit }: Pick<ChartReading, 'lines' | 'unit'>): string {
  const limits = lines.filter(({ part, named }) => part === 'limit' && named)
  return limits.length === 2
    ? `Latest limits ${limits[1]?.text} to ${withUnit(limits[0]?.text ?? '', unit)}.`
    : ''
}

/** Kinds that go without saying, or that the rule with its numbers says. */
const unsaid = [
  'plain',
  'common cause',
  'missing',
  'in the long run',
  'above the upper limit',
  'below the lower limit',
]

/** What a point is on the chart and by which rule; nothing for an ordinary one. */
export function standingOf({ kind, rules }: Pick<ChartPoint, 'kind' | 'rules'>): string[] {
  return [unsaid.includes(kind) ? '' : capitalised(kind), ...rules].filter(Boolean)
}

/** One point in words: period, value, counts, what it is on the chart and by which rule, note, source. */
export function pointFacts(point: ChartPoint, { unit, source }: { unit: string; source?: string }): string[] {
  const { longLabel, value, text, numerator, denominator, reason, note } = point
  const counts =
    numerator === undefined || denominator === undefined
      ? ''
      : `${numerator.toLocaleString('en-GB')} out of ${denominator.toLocaleString('en-GB')}`
  return [
    capitalised(longLabel),
    value === null ? (reason ?? 'No figure') : withUnit(text, unit),
    counts,
    ...standingOf(point),
    value === null ? '' : (reason ?? ''),
    note ?? '',
    source ? `Source: ${source}` : '',
  ].filter(Boolean)
}

export const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** "Data to September 2026" by the last figure, or to the day that the source says. */
export function dataToText(points: readonly ChartPoint[], dataTo: Day | undefined): string {
  if (dataTo) return `Data to ${plainDay(dataTo)}`
  const last = points.findLast(({ value }) => value !== null)
  return last ? `Data to ${last.longLabel}` : 'No data yet'
}
