import { addMonths, type Day, type Month } from '#lib/day.ts'
import { isClosedIn } from '#lib/practices/rules.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { SumName } from './definitions/sums.ts'
import { type ListLag, listLags } from './list-lag.ts'

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
  /** A rate whose list had not followed the prescriptions yet: shown, and left out of every calculation. */
  listLag?: ListLag
}

/** A measure's figures as OpenPrescribing gives them. The denominator of a rate is in thousands of patients. */
export interface Downloaded {
  numerator: number
  denominator: number | null
}

/** All that is known of one practice: figures and list sizes that count, by month. */
export interface PracticeFigures {
  practiceCode: string
  /** Months of which it is known what the practice prescribed, be it nothing: a file that covers the month, or its own rows. */
  importedMonths: readonly Month[]
  sums: ReadonlyMap<Month, Partial<Record<SumName, number>>>
  listSizes: ReadonlyMap<Month, number>
  /** By measure and month, undefined where a file names the month without a value. They count only where no prescribing file of the month is loaded. */
  downloads: ReadonlyMap<string, ReadonlyMap<Month, Downloaded | undefined>>
  /** The day on which the register says that it closed. */
  closedOn: Day | null
  /** Days on which patients of another practice came, as people recorded. */
  tookOverOn?: readonly Day[]
}

export const CARRIED_FORWARD_AT_MOST = 3
/** Practices with fewer patients are cost centres and services, whose rates mean nothing. */
export const SMALLEST_LIST = 100

type Found = Omit<MeasureValue, 'measure' | 'month'>
const without = (reason: Reason): Found => ({ numerator: null, denominator: null, value: null, reason })

/**
 * A measure in every month that is known of, the earliest first. No rows at all is missing; rows but none that
 * count is a true zero; what is still claimed for after a practice closed is no value of it.
 */
export function valuesOf(measure: MeasureDefinition, practice: PracticeFigures): MeasureValue[] {
  const imported = new Set(practice.importedMonths)
  const downloads = practice.downloads.get(measure.id) ?? new Map<Month, Downloaded | undefined>()
  const months = [...imported, ...downloads.keys().filter((month) => !imported.has(month))].sort()
  const values = months.map((month) =>
    imported.has(month)
      ? loadedValue(measure, practice, month)
      : { measure: measure.id, month, ...valueIn(measure, practice, month, downloads.get(month)) },
  )
  return measure.denominator === 'list size' ? withListLags(values, practice) : values
}

function withListLags(values: readonly MeasureValue[], practice: PracticeFigures): MeasureValue[] {
  const restedOn = values.flatMap(({ month, denominator }) =>
    denominator === null ? [] : [[month, Math.round(denominator * 1000)] as const],
  )
  const lags = listLags({
    patients: new Map([...practice.listSizes, ...restedOn]),
    items: new Map(Array.from(practice.sums, ([month, { items = 0 }]) => [month, items])),
    tookOverOn: practice.tookOverOn ?? [],
  })
  return values.map((value) => {
    const listLag = value.value === null ? undefined : lags.get(value.month)
    return listLag ? { ...value, listLag } : value
  })
}

/** A measure in a month for which a prescribing file is loaded. */
export const loadedValue = (
  measure: MeasureDefinition,
  practice: PracticeFigures,
  month: Month,
): MeasureValue => ({ measure: measure.id, month, ...valueIn(measure, practice, month, undefined) })

function valueIn(
  measure: MeasureDefinition,
  practice: PracticeFigures,
  month: Month,
  downloaded: Downloaded | undefined,
): Found {
  if (isClosedIn(month, practice)) return without('closed')
  if (downloaded) return downloadedValue(measure, practice, month, downloaded)
  const sums = practice.sums.get(month)
  if (!sums) return without('no_rows')
  const numerator = sums[measure.numerator] ?? 0
  const flags = incomplete(measure, sums)
  if (measure.denominator !== 'list size') {
    return shareOf(measure, numerator, sums[measure.denominator] ?? 0, flags)
  }
  return rateOfList(measure, practice, month, numerator, flags)
}

function rateOfList(
  measure: MeasureDefinition,
  practice: PracticeFigures,
  month: Month,
  numerator: number,
  flags: string[],
): Found {
  const list = listSizeFor(practice, month)
  const carried = list?.monthsOld ? [`list_carried_forward_${list.monthsOld}`] : []
  return rateOf(measure, numerator, list?.patients, [...carried, ...flags])
}

function shareOf(
  { multiplier }: MeasureDefinition,
  numerator: number,
  denominator: number,
  flags: string[],
): Found {
  const flagged = flags.length > 0 ? { flags } : {}
  if (denominator === 0)
    return { numerator, denominator, value: null, reason: 'zero_denominator', ...flagged }
  return { numerator, denominator, value: (numerator / denominator) * multiplier, ...flagged }
}

function rateOf(
  { multiplier }: MeasureDefinition,
  numerator: number,
  patients: number | undefined,
  flags: string[],
): Found {
  const flagged = flags.length > 0 ? { flags } : {}
  if (patients === undefined || patients < SMALLEST_LIST) {
    const reason: Reason = patients === undefined ? 'no_list_size' : 'list_below_minimum'
    return { numerator, denominator: null, value: null, reason, ...flagged }
  }
  const denominator = patients / 1000
  return { numerator, denominator, value: (numerator / denominator) * multiplier, ...flagged }
}

/** A download of items alone says nothing of patients: the list sizes that are loaded make it a rate. */
function downloadedValue(
  measure: MeasureDefinition,
  practice: PracticeFigures,
  month: Month,
  { numerator, denominator }: Downloaded,
): Found {
  const flags = ['from_openprescribing']
  if (measure.denominator !== 'list size') return shareOf(measure, numerator, denominator ?? 0, flags)
  if (denominator === null) return rateOfList(measure, practice, month, numerator, flags)
  return rateOf(measure, numerator, denominator * 1000, flags)
}

/** The list of the same month, else the latest of the three months before. */
function listSizeFor(practice: PracticeFigures, month: Month) {
  for (let monthsOld = 0; monthsOld <= CARRIED_FORWARD_AT_MOST; monthsOld++) {
    const patients = practice.listSizes.get(addMonths(month, -monthsOld))
    if (patients !== undefined) return { patients, monthsOld }
  }
  return undefined
}

/** Patients of the list that counts for a month, carried forward or not; undefined when there is none. */
export const patientsFor = (practice: PracticeFigures, month: Month): number | undefined =>
  listSizeFor(practice, month)?.patients

/** Sums that a presentation of unknown strength leaves too low. */
const NEEDS_STRENGTH: Partial<Record<SumName, SumName>> = {
  ome_mg: 'unmapped_opioid_items',
  high_dose_90_items: 'unmapped_opioid_items',
  high_dose_120_items: 'unmapped_opioid_items',
  gabapentinoid_ddd: 'unmapped_gabapentinoid_items',
  pregabalin_mg: 'unmapped_gabapentinoid_items',
}

function incomplete(measure: MeasureDefinition, sums: Partial<Record<SumName, number>>): string[] {
  const unmapped = NEEDS_STRENGTH[measure.numerator]
  return unmapped && sums[unmapped] ? ['unmapped_presentations'] : []
}
