import { meanOf, medianOf, sumOf } from '../centre.ts'
import { deviationOf, type Subgroup } from '../control-limits.ts'
import type { Maybe } from '../moving-range.ts'
import type { ChartCase } from './cases.ts'

export type X = string | number

const isDay = (x: X) => typeof x === 'string' && /^\d{4}-\d{2}-\d{2}/.test(x)

/** Labels that are neither dates nor numbers: hospitals, wards. Their order means nothing. */
export const isCategorical = (x: readonly X[] | null | undefined) =>
  x?.some((each) => typeof each === 'string' && !isDay(each)) ?? false

/** Rows gathered by `x` and put in its order, each as one plotted point. */
export function subgroupsOf(given: ChartCase): { x: X[]; points: Subgroup[] } {
  const groups = new Map<X, { y: number; n: number }[]>()
  given.y.forEach((y, at) => {
    const x = given.x?.[at] ?? at + 1
    const n = given.n ? (given.n[at] ?? null) : 1
    const rows = groups.get(x) ?? []
    if (y !== null && n !== null) rows.push({ y, n })
    groups.set(x, rows)
  })
  const x = [...groups.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return { x, points: x.map((each) => subgroupOf(groups.get(each) ?? [], given)) }
}

function subgroupOf(rows: { y: number; n: number }[], { n, agg }: ChartCase): Subgroup {
  if (rows.length === 0) return { y: null, total: null, n: null, size: 0, mean: null, sd: null }
  const values = rows.map(({ y }) => y)
  const total = sumOf(values)
  const whole = sumOf(rows.map((row) => row.n))
  const ratio = whole === 0 && total === 0 ? null : total / whole
  const y = n ? ratio : combined[agg ?? 'mean'](values)
  const missing = Boolean(n) && ratio === null
  return {
    y,
    total: missing ? null : total,
    n: missing ? null : whole,
    size: rows.length,
    mean: meanOf(values),
    sd: deviationOf(values),
  }
}

const combined: Record<NonNullable<ChartCase['agg']>, (values: number[]) => Maybe> = {
  mean: meanOf,
  median: medianOf,
  sum: sumOf,
  sd: deviationOf,
}
