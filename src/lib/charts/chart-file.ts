import { bandColumns } from './band.ts'
import { standingOf } from './describe.ts'
import { legendOf, smallPrintOf } from './legend.ts'
import { changingLinesOf } from './lines.ts'
import type { ChartReading } from './reading.ts'
import { viewWords } from './views.ts'

export const chartFormats = ['svg', 'png', 'csv'] as const
export type ChartFormat = (typeof chartFormats)[number]

/** What a file of a chart says besides its figures, so that it can stand alone. */
export function captionOf(reading: ChartReading, definition: string): string[] {
  const { fact, sentence, directionText, earlier, icons, explanation, decided, warnings, annotations } =
    reading
  return [
    fact,
    `${sentence} ${directionText}.`,
    ...earlier,
    ...icons.map(({ words }) => `${words}.`),
    legendOf(reading).join(' '),
    annotations.map(({ letter, label, dates }) => `${letter}: ${label}, ${dates}.`).join(' '),
    explanation,
    [...decided, ...warnings].join(' '),
    definition && `Definition: ${definition}`,
    `View: ${viewWords[reading.view]}. ${smallPrintOf(reading).join(' ')}`,
  ].filter(Boolean)
}

/** "opioid-items-per-1-000-patients-limits.csv": letters and digits only. */
export function chartFileName({ title, view }: ChartReading, format: ChartFormat): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const safe = words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return `${safe || 'chart'}-${view}.${format}`
}

/** Figures with what they are on the chart, for a spreadsheet; the caption stands above as rows of one cell. */
export function chartCsv(reading: ChartReading, definition: string): string {
  const lines = [...changingLinesOf(reading), ...bandColumns(reading.band)]
  const hasOrigins = reading.points.some(({ origins }) => origins)
  const levels = reading.lines.filter(({ name, named }) => named && !lines.some((line) => line.name === name))
  const head = [
    'period',
    'value',
    'numerator',
    'denominator',
    ...lines.map(({ name }) => name),
    ...levels.map(({ name }) => name),
  ]
  const rows = reading.points.map((point, at) => [
    point.period,
    point.value,
    point.numerator ?? null,
    point.denominator ?? null,
    ...lines.map(({ values }) => values[at] ?? null),
    ...levels.map(({ values }) => values[at] ?? null),
    point.kind === 'missing' ? 'Missing' : standingOf(point).join('. '),
    [point.reason, point.note].filter(Boolean).join('. '),
    ...(hasOrigins ? [point.origins?.map(({ label }) => label).join('; ') ?? ''] : []),
  ])
  const above = [
    [reading.title],
    [`Unit: ${reading.unit}`],
    ...captionOf(reading, definition).map((text) => [text]),
    [],
  ]
  return `\uFEFF${[...above, [...head, 'on the chart', 'note', ...(hasOrigins ? ['source'] : [])], ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** What a spreadsheet may take for a formula, also behind spaces and in full-width forms. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[ ]*[\t\r]/

/** A number as it is; a text so that no spreadsheet reckons with it. */
export function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
