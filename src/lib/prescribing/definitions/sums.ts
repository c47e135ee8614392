import type { Presentation } from '../presentations.ts'
import {
  benzodiazepinesAndZDrugs,
  coproxamol,
  gabapentin,
  morphine,
  morphine10mgPer5ml,
  opioidAnalgesics,
  pregabalin,
  tramadol,
} from './sets.ts'

/** ITEMS, TOTAL_QUANTITY (tablets, patches, ml …) or ACTUAL_COST (GBP). */
export type Counted = 'items' | 'quantity' | 'cost'

/** One figure kept for each practice and month: Σ of what is counted × weight, over rows whose weight is not 0. */
export interface SumDefinition {
  counts: Counted
  weight: (presentation: Presentation) => number
  /** Only rows whose quantity per item is more than this. */
  perItemOver?: number
}

const when = (answer: boolean | undefined) => (answer ? 1 : 0)
const inOpioids = new Set(opioidAnalgesics)
const inBenzodiazepines = new Set(benzodiazepinesAndZDrugs)
const atLeast = (mg: number) => (p: Presentation) => when((p.opioid?.dailyMgOme ?? 0) >= mg)

export const sums = {
  items: { counts: 'items', weight: () => 1 },
  opioid_items: { counts: 'items', weight: (p) => when(inOpioids.has(p.chemical)) },
  unmapped_opioid_items: { counts: 'items', weight: (p) => when(inOpioids.has(p.chemical) && !p.opioid) },
  ome_mg: { counts: 'quantity', weight: (p) => p.opioid?.mgOme ?? 0 },
  long_acting_items: { counts: 'items', weight: (p) => when(p.opioid?.dailyMgOme != null) },
  high_dose_90_items: { counts: 'items', weight: atLeast(90) },
  high_dose_120_items: { counts: 'items', weight: atLeast(120) },
  gabapentinoid_items: { counts: 'items', weight: (p) => when(isGabapentinoid(p)) },
  unmapped_gabapentinoid_items: {
    counts: 'items',
    weight: (p) => when(isGabapentinoid(p) && !p.gabapentinoid),
  },
  gabapentinoid_ddd: { counts: 'quantity', weight: (p) => p.gabapentinoid?.ddd ?? 0 },
  pregabalin_mg: {
    counts: 'quantity',
    weight: (p) => (p.chemical === pregabalin ? (p.gabapentinoid?.mg ?? 0) : 0),
  },
  tramadol_items: { counts: 'items', weight: (p) => when(p.chemical === tramadol) },
  benzodiazepine_z_items: { counts: 'items', weight: (p) => when(inBenzodiazepines.has(p.chemical)) },
  morphine_liquid_mg: {
    counts: 'quantity',
    weight: (p) => (p.chemical === morphine && p.opioid?.unit === 'ml' ? p.opioid.strength : 0),
  },
  morphine_10mg5ml_ml: { counts: 'quantity', weight: (p) => when(p.generic === morphine10mgPer5ml) },
  morphine_10mg5ml_over_300_ml: {
    counts: 'quantity',
    weight: (p) => when(p.generic === morphine10mgPer5ml),
    perItemOver: 300,
  },
  coproxamol_cost: { counts: 'cost', weight: (p) => when(p.chemical === coproxamol) },
} satisfies Record<string, SumDefinition>

export type SumName = keyof typeof sums
export const sumNames = Object.keys(sums) as SumName[]

function isGabapentinoid(p: Presentation) {
  return p.chemical === pregabalin || p.chemical === gabapentin
}
