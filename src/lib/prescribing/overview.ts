import type { Month } from '#lib/day.ts'
import { findMeasure, type MeasureDefinition, measures } from './definitions/measures.ts'
import type { MeasureValue } from './values.ts'

export interface MeasureGroup {
  title: string
  /** Why these stand together. */
  about: string
  measures: readonly MeasureDefinition[]
}

const measureNamed = (id: string): MeasureDefinition => {
  const measure = findMeasure(id)
  if (!measure) throw new Error(`There is no measure ${id}`)
  return measure
}

const named = (...ids: string[]) => ids.map(measureNamed)

/** Every measure that is not superseded, in the order in which a practice reads them. */
export const measureGroups: readonly MeasureGroup[] = [
  {
    title: 'Opioids overall',
    about: 'How often opioids are prescribed, and how much: items beside dose.',
    measures: named('opioid_items_per_1000', 'opioid_ome_per_1000'),
  },
  {
    title: 'High dose',
    about: 'Long-acting opioids whose usual use gives 90 mg of oral morphine equivalent a day or more.',
    measures: named('high_dose_items_per_1000', 'high_dose_percent', 'high_dose_percent_all'),
  },
  {
    title: 'What may take their place',
    about: 'Fewer opioids are no gain when another medicine that people come to depend on takes their place.',
    measures: named(
      'gabapentinoid_items_per_1000',
      'gabapentinoid_ddd_per_1000',
      'pregabalin_mg_per_1000',
      'bzd_zdrug_items_per_1000',
    ),
  },
  {
    title: 'Single medicines',
    about: 'Medicines with a question of their own.',
    measures: named(
      'tramadol_items_per_1000',
      'morphine_liquid_mg_per_1000',
      'morphine_10mg5ml_over_300ml_percent',
      'coproxamol_cost_per_1000',
    ),
  },
]

export const supersededMeasures: readonly MeasureDefinition[] = measures.filter(
  ({ superseded }) => superseded,
)

/** The four that home and short lists begin with: items beside dose, high doses, and what may take their place. */
export const overviewMeasures: readonly MeasureDefinition[] = named(
  'opioid_items_per_1000',
  'opioid_ome_per_1000',
  'high_dose_items_per_1000',
  'gabapentinoid_ddd_per_1000',
)

const ANY_RATE = 'opioid_items_per_1000'

/** Months whose prescribing is known and whose list size is not, so that no rate can be formed. */
export const monthsWithoutList = (values: readonly MeasureValue[]): Month[] =>
  values
    .filter(({ measure, reason }) => measure === ANY_RATE && reason === 'no_list_size')
    .map(({ month }) => month)

/** Months of which nothing was published for the practice, between the first and the last that has figures. */
export function monthsWithoutRows(values: readonly MeasureValue[]): Month[] {
  const own = values.filter(({ measure }) => measure === ANY_RATE)
  const has = ({ numerator }: MeasureValue) => numerator !== null
  const [from, to] = [own.findIndex(has), own.findLastIndex(has)]
  return own.filter((value, at) => at > from && at < to && !has(value)).map(({ month }) => month)
}
