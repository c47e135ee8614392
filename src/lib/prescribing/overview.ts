import type { Month } from '#lib/day.ts'
import { findMeasure, type MeasureDefinition } from './definitions/measures.ts'
import type { MeasureValue } from './values.ts'

/** What a practice's first page shows, in this order: items beside dose, high doses, and what may take their place. */
const FIRST = [
  'opioid_items_per_1000',
  'opioid_ome_per_1000',
  'high_dose_items_per_1000',
  'gabapentinoid_ddd_per_1000',
]

export const overviewMeasures: readonly MeasureDefinition[] = FIRST.map((id) => {
  const measure = findMeasure(id)
  if (!measure) throw new Error(`There is no measure ${id}`)
  return measure
})

/** Patients registered when the newest rate was formed. */
export function latestListSize(values: readonly MeasureValue[]): number | undefined {
  const rates = values.filter(({ measure, denominator }) => FIRST.includes(measure) && denominator !== null)
  const newest = rates.toSorted((a, b) => a.month.localeCompare(b.month)).at(-1)
  return newest?.denominator == null ? undefined : Math.round(newest.denominator * 1000)
}

/** Months whose prescribing is known and whose list size is not, so that no rate can be formed. */
export const monthsWithoutList = (values: readonly MeasureValue[]): Month[] =>
  values
    .filter(({ measure, reason }) => measure === FIRST[0] && reason === 'no_list_size')
    .map(({ month }) => month)
