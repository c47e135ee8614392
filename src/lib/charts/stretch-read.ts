import { shortPeriod } from './calendar.ts'
import { type Side, sideOf } from './centre.ts'
import { counted } from './figure.ts'
import type { Judgement } from './judgement.ts'
import type { Maybe } from './moving-range.ts'
import type { Looks } from './reading.ts'
import type { Series } from './series.ts'
import type { Stretch } from './stretches.ts'

/** One stretch as one view reads it; arrays have one place a point. */
export interface StretchRead {
  centre: Maybe
  judgement: Judgement
  sentence: string
  looks: Looks[]
  rules: string[][]
  lower: Maybe[]
  upper: Maybe[]
  /** What else was reckoned with, for the small print: "σz 1.32". */
  reckoned?: string
}

export const leftOut: Looks = { kind: 'left out', marker: 'ghost', colour: 'quiet' }
export const missing: Looks = { kind: 'missing', marker: 'gap', colour: 'quiet' }

/** The sides of a stretch's points; null for those that are missing or left out. */
export function sidesOf({ points, included }: Stretch, centre: Maybe): Side[] {
  return points.map(({ value }, at) => (centre === null || !included[at] ? null : sideOf(value, centre)))
}

/** Points that are left out and would else have counted. */
export const leftOutOf = ({ points, included }: Stretch): number =>
  points.filter(({ value }, at) => value !== null && !included[at]).length

export const baselineOf = ({ points, baseline }: Stretch): number[] =>
  points.flatMap(({ value }, at) => (value !== null && baseline[at] ? [value] : []))

export const labelsOf = ({ points }: Stretch, { every }: Series): string[] =>
  points.map(({ period }) => shortPeriod(period, every))

/** Whether a point belongs to a run that is longer than chance would give. */
export function isInLongRun({ longRun, longRunSignals }: Judgement, at: number): boolean {
  return longRunSignals && longRun !== null && at >= longRun.from && at <= longRun.to
}

export function longRunRule(
  { longRun, longestRunLimit }: Judgement,
  { every }: Series,
  line: string,
): string {
  const side = longRun?.side === 1 ? 'above' : 'below'
  const length = counted(longRun?.length ?? 0, every)
  return `One of ${length} in a row ${side} the ${line}; up to ${longestRunLimit} would be chance`
}
