import { bandText } from './band.ts'
import type { ChartReading, ColourRole, Marker } from './reading.ts'

/** One sign of a chart and what it means; `mark` is how it looks. */
export interface Sign {
  mark:
    | { kind: 'marker'; marker: Marker; colour: ColourRole }
    | { kind: 'line'; colour: ColourRole; dash: number[]; upright?: boolean }
    | { kind: 'band' }
    | { kind: 'event' }
    | { kind: 'comparison' }
    | { kind: 'gap' }
  words: string
}

/** What every sign on this chart means, so that it can be read without having seen one before. */
export function signsOf(reading: ChartReading): Sign[] {
  if (reading.points.every(({ value }) => value === null)) return []
  const { missing, annotations, stretches, points, band } = reading
  const drawn = annotations.filter(({ start }) => start !== null)
  const left = points.some(({ marker }) => marker === 'ghost')
  return [
    ...markersOf(reading),
    ...linesOf(reading),
    ...(left
      ? [markerSign('ghost', 'quiet', 'Crosses: left out of every calculation. Why is said below.')]
      : []),
    ...(missing > 0 ? [{ mark: { kind: 'gap' as const }, words: 'A gap in the line: no figure.' }] : []),
    ...(stretches.length > 1 ? [phaseSign(reading)] : []),
    ...(drawn.some(({ kind }) => kind === 'cycle')
      ? [{ mark: { kind: 'band' as const }, words: 'Shaded bands: a PDSA cycle, by its letter.' }]
      : []),
    ...(drawn.some(({ kind }) => kind === 'event')
      ? [{ mark: { kind: 'event' as const }, words: 'Round letters: events, by their dates.' }]
      : []),
    ...(band ? [{ mark: { kind: 'comparison' as const }, words: bandText(band) }] : []),
  ]
}

/** The same as sentences, for files. */
export const legendOf = (reading: ChartReading): string[] => signsOf(reading).map(({ words }) => words)

const markerSign = (marker: Marker, colour: ColourRole, words: string): Sign => ({
  mark: { kind: 'marker', marker, colour },
  words,
})

function markersOf({ points, view, every }: ChartReading): Sign[] {
  const has = (marker: Marker) => points.some((point) => point.marker === marker)
  const nhs = view === 'nhs'
  const one = `the figure of one ${every}`
  const plain = nhs
    ? markerSign('circle', 'quiet', `Dots: ${one}, common cause.`)
    : markerSign('circle', view === 'seasonal' ? 'quiet' : 'line', `Dots: ${one} each.`)
  const diamond = nhs ? 'special cause, improvement' : 'the long run, longer than chance would give'
  const triangle = nhs ? 'special cause, concern' : 'beyond a limit'
  return [
    ...(has('circle') ? [plain] : []),
    ...(has('diamond') ? [markerSign('diamond', nhs ? 'line' : 'signal', `Diamonds: ${diamond}.`)] : []),
    ...(has('triangle') ? [markerSign('triangle', 'signal', `Triangles: ${triangle}.`)] : []),
    ...(has('square')
      ? [markerSign('square', 'special', 'Squares: special cause, no direction agreed.')]
      : []),
    ...(has('ring') ? [markerSign('ring', 'line', `Open dots: on the ${lineOf(view)}, not counted.`)] : []),
  ]
}

const lineOf = (view: ChartReading['view']) => (view === 'run' ? 'median' : 'centre line')

const lineWords: Record<string, string> = {
  Median: 'the median. Half of the figures it is made from lie above it, half below.',
  'Centre line': 'the centre line, which is the mean.',
  Mean: 'the mean.',
  Target: 'the target.',
  Quarter: 'the mean of each whole quarter.',
  '12 months': 'the mean of the 12 months up to there.',
}

/** Each kind of line once, as it is drawn: a median that shows a change is dashed and orange. */
function linesOf({ lines, view }: ChartReading): Sign[] {
  const known = new Map(lines.map((line) => [`${signName(line.name)} ${line.dash.join()}`, line]))
  return [...known.values()].map(({ name, part, colour, dash }): Sign => {
    const mark = { kind: 'line' as const, colour, dash }
    if (part === 'limit')
      return {
        mark,
        words: 'Thin dashed lines: the limits. As long as nothing changes, nearly every figure lies between.',
      }
    const shape = part === 'target' ? 'Dotted line' : part === 'shown' ? stepsWords(dash) : lineShape(dash)
    const changed =
      part === 'centre' && dash.length > 0 ? ' It is dashed where there is a sign of change.' : ''
    const words = view === 'seasonal' && part === 'centre' ? `the ${name.toLowerCase()}.` : lineWords[name]
    return { mark, words: `${shape}: ${words ?? `${name.toLowerCase()}.`}${changed}` }
  })
}

const signName = (name: string) => (name.endsWith('limit') ? 'limit' : name)
const lineShape = (dash: readonly number[]) => (dash.length > 0 ? 'Dashed line' : 'Unbroken line')
const stepsWords = (dash: readonly number[]) => (dash.length > 0 ? 'Dashed steps' : 'Unbroken steps')

const phaseSign = ({ view }: ChartReading): Sign => ({
  mark: { kind: 'line', colour: 'quiet', dash: [1, 4], upright: true },
  words: `Dotted upright line: a new phase begins, with a ${lineOf(view)} of its own.`,
})

/** What stands under every chart and in every file of it: line, rules, source and how far the data go. */
export function smallPrintOf({
  lineText,
  rulesText,
  useful,
  view,
  source,
  dataToText,
}: ChartReading): string[] {
  const judged = view === 'seasonal' ? rulesText : `${rulesText}, ${useful} useful points`
  return [lineText && `Line: ${lineText}.`, `${judged}.`, `Source: ${source}.`, `${dataToText}.`].filter(
    Boolean,
  )
}
