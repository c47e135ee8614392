import { bandShapes } from './band.ts'
import { type Frame, LANE_HEIGHT, labelOf, spreadLabels, TAG_WIDTH } from './layout.ts'
import type { ChartLine, ChartReading, ColourRole } from './reading.ts'
import { periodTicksOf } from './scale.ts'

export type Ink = ColourRole | 'band' | 'grid' | 'paper' | 'text'

type Place = [x: number, y: number]

/** One mark of a picture, in the units of its frame. Painted alike as SVG and on a canvas. */
export type Shape =
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; ink: Ink; width: number; dash?: number[] }
  | { kind: 'steps'; paths: Place[][]; ink: Ink; width: number; dash?: number[] }
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
  | { kind: 'area'; outline: Place[]; fill: Ink; opacity: number }
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
  special: '#6d3b86',
  quiet: '#425563',
  band: '#768692',
  grid: '#d8dde0',
  paper: '#ffffff',
  text: '#212b32',
}

/** Everything but the figures themselves, from back to front: bands, axes, centre lines, limits, targets, letters. */
export function backdropOf(reading: ChartReading, frame: Frame): Shape[] {
  if (reading.points.length === 0) return [label(0, frame.size.text * 2, 'No figures yet')]
  return [
    ...bandShapes(reading.band, frame),
    ...bandsOf(frame),
    ...yAxisOf(reading, frame),
    ...xAxisOf(reading, frame),
    ...phaseStartsOf(reading, frame),
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

function yAxisOf({ y: scale }: ChartReading, { left, right, y, size, unitLines }: Frame): Shape[] {
  return [
    ...unitLines.map((line, at) => label(0, size.text * (1.1 + at * 1.25), line)),
    ...scale.ticks.flatMap(({ value, text }) => [
      across(left, right, y(value), 'grid', 1),
      label(left - 6, y(value) + size.text * 0.35, text, 'end'),
    ]),
  ]
}

function xAxisOf({ slots, every }: ChartReading, { x, bottom, left, right, size, room }: Frame): Shape[] {
  const ticks = periodTicksOf(slots, every, room).flatMap(({ slot, lines }) => {
    const at = x(slot + 0.5)
    return [
      down(at, bottom, bottom + 5, 1),
      ...lines.map((line, row) => label(at, bottom + size.text * (1.35 + row * 1.15), line, 'middle')),
    ]
  })
  return [across(left, right, bottom, 'quiet', 1), ...ticks]
}

/** A hair line where a phase begins. */
function phaseStartsOf({ stretches }: ChartReading, { x, top, bottom }: Frame): Shape[] {
  return stretches.slice(1).map(({ from }) => down(x(from), top, bottom, 1.5, [1, 4]))
}

/** Lines at their values, as steps; each named at its right end, where it covers no figure. */
function levelsOf({ lines, y: scale }: ChartReading, { right, bottom, x, y, size }: Frame): Shape[] {
  const lowest = bottom - size.text
  const ends = lines.flatMap((line) => {
    const last = line.values.findLast((value) => value !== null)
    return line.named && last != null ? [{ line, y: Math.min(y(Math.min(last, scale.to)), lowest) }] : []
  })
  return [
    ...lines.map((line): Shape => {
      const width = line.part === 'limit' ? 1.5 : 2
      return { kind: 'steps', paths: stepsOf(line, scale.to, x, y), ink: line.colour, width, dash: line.dash }
    }),
    ...spreadLabels(ends, size.text * 2.4, lowest).flatMap(({ line, y: middle }): Shape[] => [
      label(right + 6, middle - size.text * 0.1, labelOf(line)),
      { ...label(right + 6, middle + size.text * 1.05, line.text), strong: true },
    ]),
  ]
}

/** A path for every stretch without a gap; a value that stays makes no corner, and none is drawn above the scale. */
function stepsOf({ values }: ChartLine, highest: number, x: Frame['x'], y: Frame['y']): Place[][] {
  const paths: Place[][] = []
  values.forEach((value, slot) => {
    if (value === null || value > highest) return
    const before = values[slot - 1] ?? null
    const path = before === null || before > highest ? undefined : paths.at(-1)
    if (path && before === value) path[path.length - 1] = [x(slot + 1), y(value)]
    else if (path) path.push([x(slot), y(value)], [x(slot + 1), y(value)])
    else
      paths.push([
        [x(slot), y(value)],
        [x(slot + 1), y(value)],
      ])
  })
  return paths
}

/** The line that joins the figures: quiet where their own colours, or other lines, are what is to be seen. */
export const figuresInk = ({ view }: Pick<ChartReading, 'view'>): Ink =>
  view === 'nhs' || view === 'seasonal' ? 'quiet' : 'line'

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
