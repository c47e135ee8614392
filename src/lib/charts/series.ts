import type { Day } from '#lib/day.ts'

/** Which way is better. `none` where no direction is agreed: such a chart is never judged. */
export type Direction = 'lower' | 'higher' | 'none'
export type Every = 'month' | 'week'

/** One period's figure; `period` is its first day. `value` null = missing, `reason` says why in words. */
export interface Point {
  period: Day
  value: number | null
  numerator?: number
  denominator?: number
  reason?: string
  note?: string
  /** Why a figure is shown and left out of every calculation, where its own data say so and nobody had to decide it. */
  leftOut?: string
  /** The files that the figure comes from. */
  origins?: Origin[]
  /** The page that says where the figure comes from. */
  href?: string
}

export interface Origin {
  label: string
  href?: string
}

/** `value`s carry the unit ("items per 1,000 patients", "%") and are never rounded; `decimals` is for showing. */
export interface Series {
  title: string
  unit: string
  decimals: number
  direction: Direction
  every: Every
  points: Point[]
  source: string
  target?: number
  dataTo?: Day
}

/** A PDSA cycle or an event drawn on the chart at its dates; `letter` is explained below the chart. */
export interface Annotation {
  letter: string
  label: string
  from: Day
  to?: Day
  href?: string
  kind: 'cycle' | 'event'
}
