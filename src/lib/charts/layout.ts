import type { PlacedAnnotation } from './annotations.ts'
import { unitAsHeading } from './figure.ts'
import type { ChartLine, ChartReading } from './reading.ts'
import type { Point } from './series.ts'

/** Width and text size of a drawing, in its own units. */
export interface Size {
  width: number
  plotHeight: number
  text: number
}

export const sizes = {
  /** On a phone of 320 px its text is still 12 px. */
  narrow: { width: 340, plotHeight: 210, text: 15 },
  wide: { width: 720, plotHeight: 270, text: 15 },
} satisfies Record<string, Size>

/** A cycle's bar or an event's marker in its lane above the plot; `tag` is the left edge of its letter. */
export interface LaneTag {
  annotation: PlacedAnnotation
  lane: number
  from: number
  to: number
  tag: number
}

/** Where things go. Heights grow with the lines of the unit and the lanes of annotations. */
export interface Frame {
  size: Size
  left: number
  right: number
  top: number
  bottom: number
  height: number
  /** Names along the x axis that fit. */
  room: number
  unitLines: string[]
  lanes: LaneTag[]
  laneTop: number
  x: (place: number) => number
  y: (value: number) => number
}

export const TAG_WIDTH = 22
export const LANE_HEIGHT = 24

/** Mean width of a letter, and of a digit, in a sans-serif of size 1. */
const LETTER = 0.52
const DIGIT = 0.57

export function frameOf(reading: ChartReading, size: Size): Frame {
  const { y: scale, slots, every, lines } = reading
  const { width, text } = size
  const digits = Math.max(1, ...scale.ticks.map((tick) => tick.text.length))
  const left = Math.round(digits * text * DIGIT + 10)
  const labels = lines.flatMap((line) => (line.named ? [labelOf(line).length, line.text.length] : []))
  const labelled = Math.max('Median'.length, ...labels)
  const right = width - Math.round(labelled * text * (DIGIT + 0.05) + 8)
  const x = (place: number) => left + ((right - left) * place) / Math.max(1, slots.length)
  const unitLines = wrapped(unitText(reading), width - 8, text)
  const laneTop = unitLines.length * text * 1.25 + 10
  const lanes = lanesOf(reading.annotations, x, right)
  const laneCount = 1 + Math.max(-1, ...lanes.map(({ lane }) => lane))
  const top = laneTop + laneCount * LANE_HEIGHT + 8
  const bottom = top + size.plotHeight
  const y = (value: number) =>
    bottom - (size.plotHeight * (value - scale.from)) / (scale.to - scale.from || 1)
  const room = Math.max(2, Math.floor((right - left) / (text * (every === 'month' ? 2.9 : 4.2))))
  return { size, left, right, top, bottom, height: bottom + text * 3, room, unitLines, lanes, laneTop, x, y }
}

/** A line's name at its right end, where room is short. */
export const labelOf = ({ name }: Pick<ChartLine, 'name'>) => name.replace(/ (limit|line)$/, '')

/** Puts every letter in the first lane where neither its tag nor its bar meets another. */
export function lanesOf(
  annotations: readonly PlacedAnnotation[],
  x: (place: number) => number,
  right: number,
): LaneTag[] {
  const laneEnds: number[] = []
  return annotations
    .flatMap((annotation) => {
      const { start, end } = annotation
      return start === null || end === null ? [] : [{ annotation, from: x(start), to: x(end) }]
    })
    .map((each) => {
      const left = each.annotation.kind === 'event' ? each.from - TAG_WIDTH / 2 : each.from
      return { ...each, tag: Math.min(left, right - TAG_WIDTH) }
    })
    .sort((a, b) => a.tag - b.tag || a.annotation.letter.localeCompare(b.annotation.letter))
    .map((each) => {
      const free = laneEnds.findIndex((end) => end <= each.tag)
      const lane = free === -1 ? laneEnds.length : free
      const to = each.annotation.kind === 'event' ? 0 : each.to
      laneEnds[lane] = Math.max(to, each.tag + TAG_WIDTH) + 2
      return { ...each, lane }
    })
}

/** As large as the points' distance allows, so that sixty points on a phone do not melt into a rope. */
export function markerRadius({ left, right, size }: Frame, points: number): number {
  return Math.min(size.text / 3, Math.max(2.2, ((right - left) / points) * 0.42))
}

/** Labels at the right end of their lines, moved up until none covers another or passes the lowest place. */
export function spreadLabels<T extends { y: number }>(
  labels: readonly T[],
  height: number,
  lowest: number,
): T[] {
  let next = lowest
  return [...labels]
    .sort((a, b) => b.y - a.y)
    .map((each) => {
      const y = Math.min(each.y, next)
      next = y - height
      return { ...each, y }
    })
}

/** Corners of the line that joins the figures as far as they lie on the scale; what leaves it ends at its upper edge. */
export function lineWithin(points: readonly Pick<Point, 'value'>[], highest: number) {
  const corners: { at: number; value: number; isJoined: boolean }[] = []
  points.forEach(({ value }, at) => {
    const before = points[at - 1]?.value ?? null
    if (value === null) return
    const crossing = (from: number) => at - 1 + (highest - from) / (value - from)
    if (before !== null && before > highest && value <= highest)
      corners.push({ at: crossing(before), value: highest, isJoined: false })
    if (value <= highest) corners.push({ at, value, isJoined: before !== null })
    else if (before !== null && before <= highest)
      corners.push({ at: crossing(before), value: highest, isJoined: true })
  })
  return corners
}

/** Breaks a text into lines of about `width` units, by the mean width of a letter. */
export function wrapped(text: string, width: number, size: number): string[] {
  const letters = Math.floor(width / (size * LETTER))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${line} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

function unitText({ unit, y }: ChartReading): string {
  const name = unit === '%' ? 'Per cent' : unitAsHeading(unit)
  const start = y.ticks[0]?.text
  return y.startsAtZero || start === undefined ? name : `${name} (the axis starts at ${start}, not 0)`
}
