import type { ControlChart } from '../control-limits.ts'
import type { ImprovementDirection } from '../making-data-count.ts'
import type { Maybe } from '../moving-range.ts'

interface Identified {
  id: string
}

/** Run and control charts. A setting that is left out is as null. Positions (`freeze`, `part`, `exclude`) count plotted points from 1. */
export interface ChartCase extends Identified {
  chart: ControlChart | 'run'
  method: 'anhoej'
  x?: (string | number)[] | null
  y: Maybe[]
  n?: Maybe[] | null
  multiply?: number | null
  freeze?: number | null
  part?: number | number[] | null
  exclude?: number | number[] | null
  cl?: number | null
  agg?: 'mean' | 'median' | 'sum' | 'sd' | null
  screenedmr?: boolean | null
}

export interface SigmaRulesCase extends Identified {
  chart: string
  method: 'weco' | 'nelson'
  y: Maybe[]
  cl: number
  sigma: number
}

export interface IhiCase extends Identified {
  chart: string
  method: 'ihi'
  y: Maybe[]
}

export interface XmrCase extends Identified {
  chart: 'xmr'
  method: 'mdc'
  x: string[]
  y: Maybe[]
  improvement_direction?: ImprovementDirection | null
  target?: number | null
  fix_after_n_points?: number | null
  rebase?: string | string[] | null
  screen_outliers?: boolean | null
}

export interface RebaseCase extends Identified {
  chart: string
  method: 'auto-rebase'
  x: string[]
  y: Maybe[]
  med_rows: number
  runlength: number
  direction: 'below' | 'above' | 'both'
}

export type Case = ChartCase | SigmaRulesCase | IhiCase | XmrCase | RebaseCase

/** An input that the reference refuses. */
export interface Refused {
  error: true
  reason: string
}

/** A JSON number as the golden files write it: "Inf" where a denominator was 0, null where not defined. */
export type Figure = number | 'Inf' | '-Inf' | null

export function figureOf(value: Maybe): Figure {
  if (value === null || Number.isNaN(value)) return null
  if (Number.isFinite(value)) return value
  return value > 0 ? 'Inf' : '-Inf'
}

/** A list, from what JSON writers make of one: null, a single value, or a list. */
export const listOf = <T>(value: T | T[] | null | undefined): T[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [value]
