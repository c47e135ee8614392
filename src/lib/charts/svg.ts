import { standingOf } from './describe.ts'
import { type Frame, frameOf, lineWithin, markerRadius, type Size, sizes } from './layout.ts'
import { backdropOf, figuresInk, type Ink, inks, type Shape } from './picture.ts'
import type { ChartPoint, ChartReading } from './reading.ts'

/** A line of words at its place; `anchor` says which end of it, or its middle, stands at `x`. */
interface Lettered {
  words: string
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  strong: boolean
  size: number
}

/** How words are drawn: as text wherever a typeface is at hand, as outlines where none may be. */
export type Lettering = (line: Lettered) => string

/** Text in the size that the whole picture has. */
const asText: Lettering = ({ words, x, y, anchor, strong }) => {
  const look = `${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${strong ? ' font-weight="700"' : ''}`
  return `<text x="${place(x)}" y="${place(y)}"${look}>${escaped(words)}</text>`
}

/**
 * A reading as one SVG picture for a page. It has no style attribute and no style sheet, which a strict
 * content security policy forbids: presentation attributes and classes only. `id` is unique on the page.
 */
export function svgOf(
  reading: ChartReading,
  sizeName: keyof typeof sizes,
  id: string,
  lettering: Lettering = asText,
): string {
  const size: Size = sizes[sizeName]
  const frame = frameOf(reading, size)
  const name = escaped(`${id}-${sizeName}`)
  const height = reading.points.length === 0 ? size.text * 3 : frame.height
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-${sizeName}" role="img"`,
    ` viewBox="0 0 ${size.width} ${place(height)}" font-size="${size.text}" fill="currentColor"`,
    ` aria-labelledby="${name}-title ${name}-desc">`,
    `<title id="${name}-title">${escaped(`${reading.chartName}: ${reading.title}`)}</title>`,
    `<desc id="${name}-desc">${escaped(reading.altText)}</desc>`,
    ...backdropOf(reading, frame).map((shape) => markOf(shape, size.text, lettering)),
    ...(reading.points.length === 0 ? [] : [dataLineOf(reading, frame), ...markersOf(reading, frame)]),
    '</svg>',
  ].join('')
}

function markOf(shape: Shape, size: number, lettering: Lettering): string {
  switch (shape.kind) {
    case 'line': {
      const { x1, y1, x2, y2, ink, width, dash } = shape
      const dashes = dash && dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''
      const ends = `x1="${place(x1)}" y1="${place(y1)}" x2="${place(x2)}" y2="${place(y2)}"`
      return `<line ${ends} ${stroke(ink, width)}${dashes}/>`
    }
    case 'steps': {
      const path = shape.paths.map((corners) =>
        corners.map(([x, y], at) => `${at ? 'L' : 'M'}${place(x)} ${place(y)}`),
      )
      const dashes = shape.dash && shape.dash.length > 0 ? ` stroke-dasharray="${shape.dash.join(' ')}"` : ''
      return `<path d="${path.flat().join('')}" ${stroke(shape.ink, shape.width)} fill="none"${dashes}/>`
    }
    case 'box': {
      const { x, y, width, height, round, fill: inside, opacity, ink } = shape
      const box = `x="${place(x)}" y="${place(y)}" width="${place(width)}" height="${place(height)}"`
      const look = ink
        ? `class="chart-fill-${inside} chart-stroke-${ink}" fill="${inks[inside]}" stroke="${inks[ink]}" stroke-width="1.5"`
        : fill(inside)
      return `<rect ${box} ${look}${round ? ` rx="${round}"` : ''}${opacity ? ` fill-opacity="${opacity}"` : ''}/>`
    }
    case 'area': {
      const corners = shape.outline.map(([x, y], at) => `${at ? 'L' : 'M'}${place(x)} ${place(y)}`)
      return `<path d="${corners.join('')}z" ${fill(shape.fill)} fill-opacity="${shape.opacity}"/>`
    }
    case 'text': {
      const { x, y, words, anchor, strong = false } = shape
      return lettering({ words, x, y, anchor, strong, size })
    }
  }
}

/** One path with a gap wherever a figure is missing: neighbours across a gap are never joined. */
function dataLineOf(reading: ChartReading, { x, y }: Frame): string {
  const corners = lineWithin(reading.points, reading.y.to)
  const steps = corners.map(
    ({ at, value, isJoined }) => `${isJoined ? 'L' : 'M'}${place(x(at + 0.5))} ${place(y(value))}`,
  )
  return `<path d="${steps.join('')}" fill="none" ${stroke(figuresInk(reading), 2)} stroke-linejoin="round" stroke-linecap="round"/>`
}

function markersOf({ points, y }: ChartReading, frame: Frame): string[] {
  const radius = markerRadius(frame, points.length)
  return points.flatMap((point, slot) => {
    if (point.value === null) return []
    const middle = frame.x(slot + 0.5)
    const shape =
      point.value > y.to
        ? arrowOf(point, middle, frame.y(y.to), radius)
        : markerOf(point, middle, frame.y(point.value), radius)
    return [`<g><title>${escaped(titleOf(point))}</title>${shape}</g>`]
  })
}

const titleOf = (point: ChartPoint) => [`${point.label}: ${point.text}`, ...standingOf(point)].join('. ')

/**
 * A layer over the picture with a link for each figure that has a page. It is for pointers alone: the table has the same
 * for everybody, so that no one has to pass dozens of links by keyboard or hear them twice.
 */
export function pointLinksOf(reading: ChartReading, sizeName: keyof typeof sizes): string {
  const size: Size = sizes[sizeName]
  const frame = frameOf(reading, size)
  const { points } = reading
  const radius = Math.min(14, Math.max(4, (frame.right - frame.left) / points.length))
  const links = points.flatMap((point, slot) => {
    if (point.value === null || !point.href) return []
    const at = `cx="${place(frame.x(slot + 0.5))}" cy="${place(frame.y(point.value))}" r="${place(radius)}"`
    const title = `${titleOf(point)}. Where it comes from`
    return `<a href="${escaped(point.href)}" tabindex="-1"><title>${escaped(title)}</title><circle ${at} fill="none" pointer-events="all"/></a>`
  })
  if (links.length === 0) return ''
  const box = `viewBox="0 0 ${size.width} ${place(frame.height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" class="chart-links" ${box} aria-hidden="true" focusable="false">${links.join('')}</svg>`
}

/** At the upper end of a scale, for a figure that lies beyond it. */
const arrowOf = ({ colour }: ChartPoint, x: number, y: number, radius: number) =>
  `<path d="M${place(x - radius)} ${place(y + radius * 1.2)}L${place(x)} ${place(y)}L${place(x + radius)} ${place(y + radius * 1.2)}" fill="none" ${stroke(colour, 2)}/>`

function markerOf({ marker, colour }: ChartPoint, x: number, y: number, radius: number): string {
  const wide = radius * 1.4
  const r = place(wide)
  if (marker === 'diamond')
    return `<path d="M${place(x)} ${place(y - wide)}l${r} ${r}l-${r} ${r}l-${r} -${r}z" ${fill(colour)}/>`
  if (marker === 'triangle')
    return `<path d="M${place(x)} ${place(y - wide)}L${place(x + wide)} ${place(y + radius)}L${place(x - wide)} ${place(y + radius)}z" ${fill(colour)}/>`
  if (marker === 'square')
    return `<rect x="${place(x - radius)}" y="${place(y - radius)}" width="${place(radius * 2)}" height="${place(radius * 2)}" ${fill(colour)}/>`
  if (marker === 'ghost')
    return `<path d="M${place(x - radius)} ${place(y - radius)}l${place(radius * 2)} ${place(radius * 2)}m0 -${place(radius * 2)}l-${place(radius * 2)} ${place(radius * 2)}" fill="none" ${stroke(colour, 2)}/>`
  const at = `cx="${place(x)}" cy="${place(y)}" r="${place(radius)}"`
  if (marker === 'circle') return `<circle ${at} ${fill(colour)}/>`
  const look = `class="chart-fill-paper chart-stroke-${colour}" fill="${inks.paper}" stroke="${inks[colour]}"`
  return `<circle ${at} ${look} stroke-width="1.5"/>`
}

const fill = (ink: Ink) => `class="chart-fill-${ink}" fill="${inks[ink]}"`
const stroke = (ink: Ink, width: number) =>
  `class="chart-stroke-${ink}" stroke="${inks[ink]}" stroke-width="${width}"`

/** A coordinate to a tenth of a unit. */
const place = (value: number) => String(Math.round(value * 10) / 10)

export function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
