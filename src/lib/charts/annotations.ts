import { addDays, type Day, plainDay } from '#lib/day.ts'
import { placeOf } from './calendar.ts'
import type { Annotation, Every } from './series.ts'

/** `start` and `end` are places on the axis (1 = one period); an event has no length. Null: not on this chart. */
export interface PlacedAnnotation extends Annotation {
  start: number | null
  end: number | null
  dates: string
}

/** An open cycle runs to the end of the axis; its last day counts as a whole day. */
export function placedAnnotations(
  annotations: readonly Annotation[],
  axis: { first: Day; slots: number; every: Every },
): PlacedAnnotation[] {
  const { first, slots, every } = axis
  return annotations.map((annotation) => {
    const { from, to, kind } = annotation
    if (slots === 0) return { ...annotation, start: null, end: null, dates: datesOf(annotation) }
    const start = placeOf(from, first, every)
    const ends = to ? placeOf(addDays(to, 1), first, every) : slots
    const end = kind === 'event' ? start : Math.max(ends, start)
    const dates = datesOf(annotation)
    if (start >= slots)
      return { ...annotation, start: null, end: null, dates: `${dates}, after the periods drawn` }
    if (start < 0 && end <= 0) {
      return { ...annotation, start: null, end: null, dates: `${dates}, before the periods drawn` }
    }
    return { ...annotation, start: Math.max(0, start), end: Math.min(slots, end), dates }
  })
}

function datesOf({ kind, from, to }: Annotation): string {
  if (kind === 'event' || from === to) return plainDay(from)
  return to ? `${plainDay(from)} to ${plainDay(to)}` : `${plainDay(from)}, not yet ended`
}

/** How far the axis may run past the last figure to show a cycle that the data have not reached yet. */
const furthest: Record<Every, number> = { month: 6, week: 13 }

/** Periods on the axis: those with points, and those that annotations reach, within bounds. */
export function slotsNeeded(
  annotations: readonly Annotation[],
  first: Day,
  points: number,
  every: Every,
): number {
  const reached = annotations.map(({ from, to }) => Math.floor(placeOf(to ?? from, first, every)) + 1)
  return Math.min(points + furthest[every], Math.max(points, ...reached))
}
