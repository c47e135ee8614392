import { medianOf } from '#lib/charts/centre.ts'
import type { Month } from '#lib/day.ts'
import type { SumName } from './definitions/sums.ts'
import type { PracticeFigures } from './values.ts'

/** Items that should rise with a sum of quantities; where only the quantity rises, a row may be mistyped. */
const ITEMS_BESIDE: Partial<Record<SumName, SumName>> = {
  ome_mg: 'opioid_items',
  gabapentinoid_ddd: 'gabapentinoid_items',
  pregabalin_mg: 'gabapentinoid_items',
}

/** The measure of items that is shown beside a measure of quantities, by the quantities' id. */
export const itemsMeasureBeside: Readonly<Record<string, string>> = {
  opioid_ome_per_1000: 'opioid_items_per_1000',
  gabapentinoid_ddd_per_1000: 'gabapentinoid_items_per_1000',
  pregabalin_mg_per_1000: 'gabapentinoid_items_per_1000',
}

const FEWEST_MONTHS = 6
const TIMES_USUAL = 1.4
const SPREADS = 6

export interface KeyingOutlier {
  month: Month
  /** Quantity for an item, as a multiple of the usual. */
  times: number
}

/** Months in which the quantity for one item is far beyond what this practice's other months have. */
export function keyingOutliers(numerator: SumName, { sums }: Pick<PracticeFigures, 'sums'>): KeyingOutlier[] {
  const beside = ITEMS_BESIDE[numerator]
  if (!beside) return []
  const months = [...sums].flatMap(([month, of]) => {
    const items = of[beside] ?? 0
    return items > 0 ? [{ month, perItem: (of[numerator] ?? 0) / items }] : []
  })
  const usual = medianOf(months.map(({ perItem }) => perItem))
  if (months.length < FEWEST_MONTHS || !usual) return []
  const spread = medianOf(months.map(({ perItem }) => Math.abs(perItem - usual))) ?? 0
  return months
    .filter(({ perItem }) => perItem > usual * TIMES_USUAL && perItem > usual + SPREADS * spread)
    .map(({ month, perItem }) => ({ month, times: perItem / usual }))
    .sort((a, b) => a.month.localeCompare(b.month))
}
