import type { ChartReading, Marker } from './reading.ts'

/** What the marks that are not plain circles mean on this chart. */
export function legendOf({ points, view, missing, lines }: ChartReading): string[] {
  const has = (marker: Marker) => points.some((point) => point.marker === marker)
  const line = view === 'run' ? 'median' : 'centre line'
  return [
    view === 'seasonal' && 'Grey: the single figures.',
    lines.some(({ name }) => name === 'Quarter') && 'Unbroken steps: the mean of each whole quarter.',
    lines.some(({ name }) => name === '12 months') && 'Dashed steps: the mean of the 12 months up to there.',
    has('diamond') && (view === 'nhs' ? 'Diamonds: special cause, improvement.' : 'Diamonds: the long run.'),
    has('triangle') && (view === 'nhs' ? 'Triangles: special cause, concern.' : 'Triangles: beyond a limit.'),
    has('square') && 'Squares: special cause, no direction agreed.',
    has('ring') && `Open circles: on the ${line}, not counted.`,
    has('ghost') && 'Crosses: left out of every calculation, by decision.',
    missing > 0 && 'A gap in the line: no figure.',
  ].filter((text) => text !== false)
}

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
