import { chemicalOf, genericOf } from './codes.ts'
import { mgOmePerMg } from './definitions/factors.ts'
import gabapentinoidTable from './definitions/gabapentinoids.json' with { type: 'json' }
import opioidTable from './definitions/opioids.json' with { type: 'json' }
import { benzodiazepinesAndZDrugs, coproxamol, dddMg, opioidAnalgesics } from './definitions/sets.ts'

export interface Opioid {
  /** mg in one unit; mg per ml of a liquid; micrograms per hour of a patch. */
  strength: number
  unit: string
  /** mg of oral morphine equivalent in one unit; null where a unit of quantity has no certain size. */
  mgOme: number | null
  /** mg of oral morphine equivalent a day in usual use; null unless the presentation is long-acting. */
  dailyMgOme: number | null
}

/** What the definitions know of one BNF presentation code. */
export interface Presentation {
  code: string
  chemical: string
  generic: string
  opioid?: Opioid
  /** mg of gabapentin or pregabalin in one unit, and in defined daily doses. */
  gabapentinoid?: { mg: number; ddd: number }
}

export function presentationOf(code: string): Presentation {
  const chemical = chemicalOf(code)
  return {
    code,
    chemical,
    generic: genericOf(code),
    opioid: opioids.get(code),
    gabapentinoid: gabapentinoids.get(code),
  }
}

const opioids = new Map(opioidTable.presentations.map((line) => readOpioid(line)))
const gabapentinoids = new Map(gabapentinoidTable.presentations.map((line) => readGabapentinoid(line)))

export const watchedChemicals: ReadonlySet<string> = new Set([
  ...opioidAnalgesics,
  ...benzodiazepinesAndZDrugs,
  coproxamol,
  ...[...opioids.keys(), ...gabapentinoids.keys()].map(chemicalOf),
])

/** Whether the definitions look at its chemical, and so may come to count a presentation that they do not know yet. */
export const isWatched = (code: string) => watchedChemicals.has(chemicalOf(code))

function readOpioid(line: string): [string, Opioid] {
  const [code = '', , ingredient = '', form = '', unit = '', strengthText, hours, daily] = line.split('|')
  const strength = Number(strengthText)
  const mg = hours ? (strength / 1000) * Number(hours) : strength
  const mgOme = unit === 'spray' ? null : toNineDecimals(mg * factorOf(ingredient, form))
  return [code, { strength, unit, mgOme, dailyMgOme: daily ? Number(daily) : null }]
}

function readGabapentinoid(line: string): [string, { mg: number; ddd: number }] {
  const [code = '', , mgText] = line.split('|')
  const mg = Number(mgText)
  return [code, { mg, ddd: mg / dddMg[chemicalOf(code)]! }]
}

function factorOf(ingredient: string, form: string): number {
  const factor = mgOmePerMg[ingredient]?.[form]
  if (factor === undefined) throw new Error(`No morphine equivalent is known for ${ingredient}, ${form}`)
  return factor
}

function toNineDecimals(value: number) {
  return Math.round(value * 1e9) / 1e9
}
