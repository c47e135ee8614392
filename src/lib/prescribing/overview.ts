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
