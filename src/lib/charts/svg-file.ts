import { captionOf } from './chart-file.ts'
import { sizes, wrapped } from './layout.ts'
import type { ChartReading } from './reading.ts'
import { escaped, type Lettering, svgOf } from './svg.ts'

const MARGIN = 24
const TEXT = 14

/** A picture that stands alone: title, drawing, and below it all that the page says of the chart. */
export function svgFileOf(reading: ChartReading, definition: string, lettering?: Lettering): string {
  const drawing = svgOf(reading, 'wide', 'chart', lettering)
  const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(drawing)?.[1] ?? 0)
  const { width } = sizes.wide
  const title = wrapped(reading.title, width, 20).map((words) => ({ words, size: 20, strong: true }))
  const caption = captionOf(reading, definition).flatMap((text) => wrapped(text, width, TEXT))
  const top = MARGIN + title.length * 26
  const below = top + height + 30
  const total = Math.ceil(below + caption.length * TEXT * 1.45 + MARGIN)
  const line = (words: string, y: number, size: number, strong: boolean) =>
    (lettering ?? asText)({ words, x: MARGIN, y: Math.round(y), anchor: 'start', strong, size })
  const lines = [
    ...title.map(({ words }, at) => line(words, MARGIN + 16 + at * 26, 20, true)),
    ...caption.map((words, at) => line(words, below + at * TEXT * 1.45, TEXT, false)),
  ]
  const place = `x="${MARGIN}" y="${top}" width="${width}" height="${height}" color="#212b32"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * MARGIN}" height="${total}"`,
    ` viewBox="0 0 ${width + 2 * MARGIN} ${total}" font-family="Arial, Liberation Sans, DejaVu Sans, sans-serif" fill="#212b32">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    drawing.replace('<svg ', `<svg ${place} `),
    ...lines,
    '</svg>',
  ].join('')
}

const asText: Lettering = ({ words, x, y, size, strong }) =>
  `<text x="${x}" y="${y}" font-size="${size}"${strong ? ' font-weight="700"' : ''}>${escaped(words)}</text>`
