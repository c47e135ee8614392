import { type Frame, LANE_HEIGHT, spreadLabels, TAG_WIDTH } from './layout.ts'
import type { ColourRole, RunChartReading } from './run-chart.ts'
import { periodTicksOf } from './scale.ts'

export type Ink = ColourRole | 'band' | 'grid' | 'paper' | 'text'

/** One mark of a picture, in the units of its frame. Painted alike as SVG and on a canvas. */
export type Shape =
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; ink: Ink; width: number; dash?: number[] }
  | {
      kind: 'box'
      x: number
      y: number
      width: number
      height: number
      round: number
      fill: Ink
      opacity?: number
      ink?: Ink
    }
  | {
      kind: 'text'
      x: number
      y: number
      words: string
      anchor: 'start' | 'middle' | 'end'
      strong?: boolean
    }

/** Colours of a picture that stands alone; on a page charts.css sets them by role. */
export const inks: Record<Ink, string> = {
  line: '#005eb8',
  signal: '#b35300',
  quiet: '#425563',
  band: '#768692',
  grid: '#d8dde0',
  paper: '#ffffff',
  text: '#212b32',
}

/** Everything but the figures themselves, from back to front: bands, axes, median, target, letters. */
export function backdropOf(reading: RunChartReading, frame: Frame): Shape[] {
  if (reading.points.length === 0) return [label(0, frame.size.text * 2, 'No figures yet')]
  return [
    ...bandsOf(frame),
    ...yAxisOf(reading, frame),
    ...xAxisOf(reading, frame),
    ...levelsOf(reading, frame),
    ...tagsOf(frame),
  ]
}

function bandsOf({ lanes, top, bottom }: Frame): Shape[] {
  return lanes.flatMap(({ annotation, from, to }): Shape[] => {
    if (annotation.kind === 'event') return []
    const width = Math.max(1, to - from)
    return [
      { kind: 'box', x: from, y: top, width, height: bottom - top, round: 0, fill: 'band', opacity: 0.14 },
    ]
  })
}

function yAxisOf({ y: scale }: RunChartReading, { left, right, y, size, unitLines }: Frame): Shape[] {
  return [
    ...unitLines.map((line, at) => label(0, size.text * (1.1 + at * 1.25), line)),
    ...scale.ticks.flatMap(({ value, text }) => [
      across(left, right, y(value), 'grid', 1),
      label(left - 6, y(value) + size.text * 0.35, text, 'end'),
    ]),
  ]
}

function xAxisOf({ slots, every }: RunChartReading, { x, bottom, left, right, size, room }: Frame): Shape[] {
  const ticks = periodTicksOf(slots, every, room).flatMap(({ slot, lines }) => {
    const at = x(slot + 0.5)
    return [
      down(at, bottom, bottom + 5, 1),
      ...lines.map((line, row) => label(at, bottom + size.text * (1.35 + row * 1.15), line, 'middle')),
    ]
  })
  return [across(left, right, bottom, 'quiet', 1), ...ticks]
}

/** Median and target, named at their right ends, where they cover no figure. */
function levelsOf(reading: RunChartReading, { left, right, bottom, y, size }: Frame): Shape[] {
  const { median, medianText, medianColour, signal, target, targetText } = reading
  const levels: { name: string; text: string; at: number; ink: Ink; dash?: number[] }[] = []
  if (median !== null) {
    levels.push({
      name: 'Median',
      text: medianText,
      at: y(median),
      ink: medianColour,
      dash: signal ? [9, 4] : [],
    })
  }
  if (target !== null)
    levels.push({ name: 'Target', text: targetText, at: y(target), ink: 'quiet', dash: [2, 4] })
  const lowest = bottom - size.text
  const labels = spreadLabels(
    levels.map((level) => ({ ...level, y: Math.min(level.at, lowest) })),
    size.text * 2.4,
    lowest,
  )
  return [
    ...levels.map(({ at, ink, dash }) => across(left, right, at, ink, 2, dash)),
    ...labels.flatMap(({ name, text, y: middle }): Shape[] => [
      label(right + 6, middle - size.text * 0.1, name),
      { ...label(right + 6, middle + size.text * 1.05, text), strong: true },
    ]),
  ]
}

function tagsOf({ lanes, laneTop, top, bottom, size }: Frame): Shape[] {
  return lanes.flatMap(({ annotation, lane, from, to, tag }): Shape[] => {
    const y = laneTop + lane * LANE_HEIGHT
    const height = LANE_HEIGHT - 4
    const event = annotation.kind === 'event'
    const width = event ? TAG_WIDTH : Math.max(TAG_WIDTH, to - tag)
    const box: Shape = {
      kind: 'box',
      x: tag,
      y,
      width,
      height,
      round: event ? height / 2 : 3,
      fill: 'paper',
      ink: 'quiet',
    }
    const letter = label(tag + TAG_WIDTH / 2, y + height / 2 + size.text * 0.35, annotation.letter, 'middle')
    const stem = event ? down(from, y + height, bottom, 1.5, [2, 3]) : down(from, y + height, top, 1)
    return [stem, box, { ...letter, strong: true }]
  })
}

function label(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end' = 'start') {
  return { kind: 'text' as const, x, y, words, anchor }
}

const across = (x1: number, x2: number, y: number, ink: Ink, width: number, dash?: number[]): Shape => ({
  kind: 'line',
  x1,
  y1: y,
  x2,
  y2: y,
  ink,
  width,
  dash,
})

const down = (x: number, y1: number, y2: number, width: number, dash?: number[]): Shape => ({
  kind: 'line',
  x1: x,
  y1,
  x2: x,
  y2,
  ink: 'quiet',
  width,
  dash,
})
