import type { Day } from '#lib/day.ts'
import type { PlacedAnnotation } from './annotations.ts'
import type { ChartBand } from './band.ts'
import type { Icon } from './icons.ts'
import type { Judgement } from './judgement.ts'
import type { Maybe } from './moving-range.ts'
import type { Scale } from './scale.ts'
import type { Direction, Every, Point } from './series.ts'
import type { View } from './views.ts'

export type PointKind =
  | 'plain'
  | 'in the long run'
  | 'on the median'
  | 'on the centre line'
  | 'above the upper limit'
  | 'below the lower limit'
  | 'common cause'
  | 'special cause, improvement'
  | 'special cause, concern'
  | 'special cause, high'
  | 'special cause, low'
  | 'left out'
  | 'missing'
export type Marker = 'circle' | 'diamond' | 'triangle' | 'square' | 'ring' | 'ghost' | 'gap'
/** Names a colour of charts.css; never a judgement. */
export type ColourRole = 'line' | 'signal' | 'special' | 'quiet'

export interface Looks {
  kind: PointKind
  marker: Marker
  colour: ColourRole
}

export interface ChartPoint extends Point, Looks {
  label: string
  longLabel: string
  text: string
  /** The rules that fired at this point, each with its numbers. */
  rules: string[]
}

export interface RuleSet {
  name: string
  version: string
  source: string
}

/** A line across the chart: one value a slot, null where it is not drawn. Drawn as steps. */
export interface ChartLine {
  name: string
  part: 'centre' | 'limit' | 'target' | 'shown'
  values: Maybe[]
  /** Its last value, as its label says it. */
  text: string
  colour: ColourRole
  dash: number[]
  /** Only the last of several phases is named at the right end. */
  named: boolean
}

/** A stretch with a centre line of its own; the whole series where no phase was begun. Positions from 0. */
export interface StretchReading {
  from: number
  to: number
  centre: Maybe
  judgement: Judgement
  sentence: string
}

/** Everything that a picture, a sentence, a table or a tag shows of one chart. Plain data: it goes as JSON. */
export interface ChartReading extends Judgement {
  view: View
  /** "Run chart", "u′ chart". */
  chartName: string
  /** Why this chart for these figures; empty for a run chart. */
  explanation: string
  title: string
  unit: string
  decimals: number
  every: Every
  direction: Direction
  directionText: string
  source: string
  dataToText: string
  ruleSet: RuleSet
  /** The rule set and what else was reckoned with. */
  rulesText: string
  /** What the line is reckoned from. */
  lineText: string
  /** The latest figure and where the last ones lie, without any judgement; empty where there is no period. */
  fact: string
  /** About the latest phase; the finding and the other facts of the judgement are those of that phase too. */
  sentence: string
  /** What each earlier phase showed, oldest first. */
  earlier: string[]
  /** What people decided about this chart, and what is left out of it, in sentences. */
  decided: string[]
  warnings: string[]
  altText: string
  points: ChartPoint[]
  /** Periods of the axis, at least those of the points. */
  slots: { period: Day; label: string }[]
  stretches: StretchReading[]
  lines: ChartLine[]
  /** How others spread, drawn behind all the rest. */
  band?: ChartBand
  /** The centre line of the latest phase. */
  centre: Maybe
  centreName: string
  centreText: string
  target: Maybe
  targetText: string
  y: Scale
  /** What lies above a scale that other charts share, in words. */
  cut?: string
  annotations: PlacedAnnotation[]
  icons: Icon[]
}
