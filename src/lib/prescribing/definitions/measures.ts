import type { Month } from '#lib/day.ts'
import type { SumName } from './sums.ts'
import { versions } from './versions.ts'

/** Changes when any table, factor, set or measure here changes, and is kept with every import. */
export const definitionVersion = versions[0].version

/** How many of something a practice prescribed, for 1,000 registered patients or as a share of a larger sum. */
export interface MeasureDefinition {
  id: string
  title: string
  short: string
  numerator: SumName
  /** `list size`: thousands of patients registered on the first of the month, all ages, unweighted. */
  denominator: 'list size' | SumName
  multiplier: number
  unit: string
  decimals: number
  /** `none`: the source gives no better direction, so a change is described and never judged. */
  direction: 'lower' | 'none'
  source: string
  openPrescribing?: string
  note?: string
  /** Another measure took its place. Both are offered, and their series are never joined. */
  superseded?: { by: string; since: Month }
}

const perThousand = { denominator: 'list size', multiplier: 1, direction: 'lower' } as const
const percent = { multiplier: 100, direction: 'lower' } as const
const ITEMS = 'items per 1,000 registered patients per month'
const KEPT_120 =
  'Superseded in November 2025, when the threshold moved from 120 to 90 mg a day. Kept for programmes that still use 120 mg; a series of its own that is never joined to the one at 90 mg.'
const NHSBSA = 'NHSBSA Dependency Forming Medicines statistics'

export const measures: readonly MeasureDefinition[] = [
  {
    ...perThousand,
    id: 'opioid_items_per_1000',
    title: 'Opioid items per 1,000 patients',
    short: 'Opioid items',
    numerator: 'opioid_items',
    unit: ITEMS,
    decimals: 1,
    source: `${NHSBSA}, chemicals "OPIOIDS"`,
    note: 'Leaves out codeine linctus, co-proxamol, codeine with aspirin or ibuprofen, and dependence treatment. An item says nothing about its quantity.',
  },
  {
    ...perThousand,
    id: 'opioid_ome_per_1000',
    title: 'Total oral morphine equivalent per 1,000 patients',
    short: 'OME',
    numerator: 'ome_mg',
    unit: 'mg OME per 1,000 registered patients per month',
    decimals: 0,
    direction: 'none',
    source: 'OpenPrescribing opioidome',
    openPrescribing: 'opioidome',
    note: 'Has no better direction of its own, because case mix matters. For analysis, never for dosing.',
  },
  {
    ...perThousand,
    id: 'high_dose_items_per_1000',
    title: 'High-dose opioid items per 1,000 patients (90 mg OME a day or more)',
    short: 'High-dose items',
    numerator: 'high_dose_90_items',
    unit: ITEMS,
    decimals: 2,
    source: 'OpenPrescribing opioidper1000 since November 2025',
    openPrescribing: 'opioidper1000',
    note: 'Long-acting presentations whose usual use gives 90 mg OME a day or more.',
  },
  {
    ...percent,
    id: 'high_dose_percent',
    title: 'High-dose items as a percentage of long-acting opioid items',
    short: 'High-dose %',
    numerator: 'high_dose_90_items',
    denominator: 'long_acting_items',
    unit: '% of long-acting opioid items',
    decimals: 1,
    source: 'OpenPrescribing opioidspercent since November 2025',
    openPrescribing: 'opioidspercent',
    note: 'Long-acting: fentanyl and buprenorphine patches, modified-release morphine, oxycodone, tapentadol and hydromorphone. Not tramadol, codeine or dihydrocodeine.',
  },
  {
    ...percent,
    id: 'high_dose_percent_all',
    title: 'High-dose items as a percentage of all opioid items',
    short: 'High-dose % of all',
    numerator: 'high_dose_90_items',
    denominator: 'opioid_items',
    unit: '% of opioid items',
    decimals: 2,
    source: 'definition of the collaborative',
  },
  {
    ...perThousand,
    id: 'high_dose_120_items_per_1000',
    title: 'High-dose opioid items per 1,000 patients (120 mg OME a day or more, superseded)',
    short: 'High-dose 120',
    numerator: 'high_dose_120_items',
    unit: ITEMS,
    decimals: 2,
    source: 'OpenPrescribing opioidper1000 before November 2025',
    openPrescribing: 'opioidper1000_120plus',
    note: KEPT_120,
    superseded: { by: 'high_dose_items_per_1000', since: '2025-11' },
  },
  {
    ...percent,
    id: 'high_dose_120_percent',
    title: 'High-dose (120 mg) items as a percentage of long-acting opioid items, superseded',
    short: 'High-dose 120 %',
    numerator: 'high_dose_120_items',
    denominator: 'long_acting_items',
    unit: '% of long-acting opioid items',
    decimals: 1,
    source: 'OpenPrescribing opioidspercent before November 2025',
    openPrescribing: 'opioidspercent_plus120',
    note: KEPT_120,
    superseded: { by: 'high_dose_percent', since: '2025-11' },
  },
  {
    ...perThousand,
    id: 'gabapentinoid_items_per_1000',
    title: 'Gabapentinoid items per 1,000 patients',
    short: 'Gabapentinoids',
    numerator: 'gabapentinoid_items',
    unit: ITEMS,
    decimals: 1,
    source: NHSBSA,
  },
  {
    ...perThousand,
    id: 'gabapentinoid_ddd_per_1000',
    title: 'Gabapentin and pregabalin defined daily doses per 1,000 patients',
    short: 'Gabapentinoid DDD',
    numerator: 'gabapentinoid_ddd',
    unit: 'DDD per 1,000 registered patients per month',
    decimals: 0,
    direction: 'none',
    source: 'OpenPrescribing gabapentinoidsddd (pregabalin 300 mg, gabapentin 1,800 mg)',
    openPrescribing: 'gabapentinoidsddd',
  },
  {
    ...perThousand,
    id: 'pregabalin_mg_per_1000',
    title: 'Pregabalin milligrams per 1,000 patients',
    short: 'Pregabalin mg',
    numerator: 'pregabalin_mg',
    unit: 'mg per 1,000 registered patients per month',
    decimals: 0,
    direction: 'none',
    source: 'OpenPrescribing pregabalinmg',
    openPrescribing: 'pregabalinmg',
  },
  {
    ...perThousand,
    id: 'tramadol_items_per_1000',
    title: 'Tramadol items per 1,000 patients',
    short: 'Tramadol',
    numerator: 'tramadol_items',
    unit: ITEMS,
    decimals: 1,
    source: 'definition of the collaborative (BNF chemical 040702040, with paracetamol included)',
  },
  {
    ...perThousand,
    id: 'bzd_zdrug_items_per_1000',
    title: 'Benzodiazepine and Z-drug items per 1,000 patients',
    short: 'Benzo/Z items',
    numerator: 'benzodiazepine_z_items',
    unit: ITEMS,
    decimals: 1,
    source: NHSBSA,
    note: 'OpenPrescribing bdzper1000 counts average daily quantities of a wider set instead.',
  },
  {
    ...perThousand,
    id: 'morphine_liquid_mg_per_1000',
    title: 'Oral morphine liquid milligrams per 1,000 patients',
    short: 'Morphine liquid mg',
    numerator: 'morphine_liquid_mg',
    unit: 'mg per 1,000 registered patients per month',
    decimals: 0,
    source: 'OpenPrescribing morphine_solution_list (February 2026)',
    openPrescribing: 'morphine_solution_list',
  },
  {
    ...percent,
    id: 'morphine_10mg5ml_over_300ml_percent',
    title: 'Morphine 10mg/5ml oral solution supplied in quantities over 300 ml',
    short: 'Morphine liquid > 300 ml',
    numerator: 'morphine_10mg5ml_over_300_ml',
    denominator: 'morphine_10mg5ml_ml',
    unit: '% of volume',
    decimals: 1,
    source: 'OpenPrescribing morphine_solution_high_quantity (February 2026)',
    openPrescribing: 'morphine_solution_high_quantity',
  },
  {
    ...perThousand,
    id: 'coproxamol_cost_per_1000',
    title: 'Co-proxamol cost per 1,000 patients',
    short: 'Co-proxamol',
    numerator: 'coproxamol_cost',
    unit: 'GBP per 1,000 registered patients per month',
    decimals: 2,
    source: 'OpenPrescribing lpcoprox',
    openPrescribing: 'lpcoprox',
  },
]

export const findMeasure = (id: string) => measures.find((measure) => measure.id === id)
