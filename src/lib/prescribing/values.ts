import { addMonths, type Month } from '#lib/day.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { SumName } from './definitions/sums.ts'

/** Why a month has no value. */
export type Reason = 'no_rows' | 'closed' | 'no_list_size' | 'list_below_minimum' | 'zero_denominator'

/** One measure of one practice in one month. The denominator of a rate is in thousands of patients. */
export interface MeasureValue {
  measure: string
  month: Month
  numerator: number | null
  denominator: number | null
  value: number | null
  reason?: Reason
  flags?: string[]
}

/** All that is known of one practice: figures and list sizes that count, by month. */
export interface PracticeFigures {
  practiceCode: string
  /** Months for which a file was imported that could have held this practice. */
  importedMonths: readonly Month[]
  sums: ReadonlyMap<Month, Partial<Record<SumName, number>>>
  listSizes: ReadonlyMap<Month, number>
}

export const CARRIED_FORWARD_AT_MOST = 3
/** Practices with fewer patients are cost centres and services, whose rates mean nothing. */
const SMALLEST_LIST = 100

/** A measure in every imported month. No rows at all is missing; rows but none that count is a true zero. */
export function valuesOf(measure: MeasureDefinition, practice: PracticeFigures): MeasureValue[] {
  return practice.importedMonths.map((month) => ({
    measure: measure.id,
    month,
    ...valueIn(measure, practice, month),
  }))
}

function valueIn(measure: MeasureDefinition, practice: PracticeFigures, month: Month) {
  const sums = practice.sums.get(month)
  if (!sums) return { numerator: null, denominator: null, value: null, reason: 'no_rows' as const }
  const numerator = sums[measure.numerator] ?? 0
  const flags = incomplete(measure, sums)
  if (measure.denominator !== 'list size') {
    const denominator = sums[measure.denominator] ?? 0
    if (denominator === 0)
      return { numerator, denominator, value: null, reason: 'zero_denominator' as const, ...flags }
    return { numerator, denominator, value: (numerator / denominator) * measure.multiplier, ...flags }
  }
  const list = listSizeFor(practice, month)
  if (!list || list.patients < SMALLEST_LIST) {
    const reason: Reason = list ? 'list_below_minimum' : 'no_list_size'
    return { numerator, denominator: null, value: null, reason, ...flags }
  }
  const denominator = list.patients / 1000
  const carried = list.monthsOld > 0 ? [`list_carried_forward_${list.monthsOld}`] : []
  const all = [...carried, ...(flags.flags ?? [])]
  return {
    numerator,
    denominator,
    value: (numerator / denominator) * measure.multiplier,
    ...(all.length > 0 ? { flags: all } : {}),
  }
}

/** The list of the same month, else the latest of the three months before. */
function listSizeFor(practice: PracticeFigures, month: Month) {
  for (let monthsOld = 0; monthsOld <= CARRIED_FORWARD_AT_MOST; monthsOld++) {
    const patients = practice.listSizes.get(addMonths(month, -monthsOld))
    if (patients !== undefined) return { patients, monthsOld }
  }
  return undefined
}

/** Sums that a presentation of unknown strength leaves too low. */
const NEEDS_STRENGTH: Partial<Record<SumName, SumName>> = {
  ome_mg: 'unmapped_opioid_items',
  high_dose_90_items: 'unmapped_opioid_items',
  high_dose_120_items: 'unmapped_opioid_items',
  gabapentinoid_ddd: 'unmapped_gabapentinoid_items',
  pregabalin_mg: 'unmapped_gabapentinoid_items',
}

function incomplete(
  measure: MeasureDefinition,
  sums: Partial<Record<SumName, number>>,
): { flags?: string[] } {
  const unmapped = NEEDS_STRENGTH[measure.numerator]
  return unmapped && sums[unmapped] ? { flags: ['unmapped_presentations'] } : {}
}
