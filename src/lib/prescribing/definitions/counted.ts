import { chemicalOf } from '../codes.ts'
import { presentationOf } from '../presentations.ts'
import { chemicalNames } from './chemicals.ts'
import changes from './code-changes.json' with { type: 'json' }
import { mgOmePerMg } from './factors.ts'
import gabapentinoidTable from './gabapentinoids.json' with { type: 'json' }
import type { MeasureDefinition } from './measures.ts'
import opioidTable from './opioids.json' with { type: 'json' }
import { benzodiazepinesAndZDrugs, coproxamol, gabapentin, opioidAnalgesics, pregabalin } from './sets.ts'
import { sums } from './sums.ts'

/** One line of the reference tables, as a page or a file shows it. */
export interface Listed {
  code: string
  name: string
  chemical: string
  chemicalName: string
  ingredient: string
  form: string
  unit: string
  /** mg in one unit; mg per ml of a liquid; micrograms per hour of a patch. */
  strength: number
  hoursWorn: number | null
  factor: number | null
  mgOme: number | null
  dailyMgOme: number | null
}

export const chemicalName = (chemical: string) => chemicalNames[chemical] ?? chemical

/** Every presentation whose strength is known, in the order of their codes. */
export const listed: readonly Listed[] = [
  ...opioidTable.presentations.map(listedOpioid),
  ...gabapentinoidTable.presentations.map(listedGabapentinoid),
].sort((a, b) => (a.code < b.code ? -1 : 1))

function listedOpioid(line: string): Listed {
  const [code = '', name = '', ingredient = '', form = '', unit = '', strength, hours] = line.split('|')
  const { opioid } = presentationOf(code)
  return {
    ...named(code, name),
    ingredient,
    form,
    unit,
    strength: Number(strength),
    hoursWorn: hours ? Number(hours) : null,
    factor: mgOmePerMg[ingredient]?.[form] ?? null,
    mgOme: opioid?.mgOme ?? null,
    dailyMgOme: opioid?.dailyMgOme ?? null,
  }
}

function listedGabapentinoid(line: string): Listed {
  const [code = '', name = '', mg] = line.split('|')
  return {
    ...named(code, name),
    ingredient: chemicalName(chemicalOf(code)).toLowerCase(),
    form: 'oral',
    unit: /\d ?ml|liquid|solution/i.test(name) ? 'ml' : 'capsule or tablet',
    strength: Number(mg),
    hoursWorn: null,
    factor: null,
    mgOme: null,
    dailyMgOme: null,
  }
}

function named(code: string, name: string) {
  const chemical = chemicalOf(code)
  return { code, name, chemical, chemicalName: chemicalName(chemical) }
}

export const countsInNumerator = ({ numerator }: MeasureDefinition, code: string) =>
  sums[numerator].weight(presentationOf(code)) !== 0

export const countsInDenominator = ({ denominator }: MeasureDefinition, code: string) =>
  denominator !== 'list size' && sums[denominator].weight(presentationOf(code)) !== 0

/** The presentations of known strength that a measure counts, in its numerator or as what the share is taken of. */
export const countedBy = (measure: MeasureDefinition): Listed[] =>
  listed.filter(({ code }) => countsInNumerator(measure, code) || countsInDenominator(measure, code))

export interface CountedChemical {
  chemical: string
  name: string
  /** Presentations of it that are named one by one; null where every one counts, whatever its strength. */
  presentations: number | null
}

/** The chemicals of a measure's numerator, in the order of their codes. */
export function chemicalsOf(measure: MeasureDefinition): CountedChemical[] {
  const whole = [...opioidAnalgesics, ...benzodiazepinesAndZDrugs, coproxamol, gabapentin, pregabalin].filter(
    (chemical) => countsInNumerator(measure, `${chemical}${OF_NO_TABLE}`),
  )
  const counted = Map.groupBy(
    listed.filter(({ code }) => countsInNumerator(measure, code)),
    ({ chemical }) => chemical,
  )
  return [...new Set([...whole, ...counted.keys()])].sort().map((chemical) => ({
    chemical,
    name: chemicalName(chemical),
    presentations: whole.includes(chemical) ? null : (counted.get(chemical)?.length ?? 0),
  }))
}

/** Completes a chemical to a code that no table holds, so that only its chemical can make it count. */
const OF_NO_TABLE = 'ZZZZZZ'

export interface CodeChange {
  old: string
  now: string
  from: string
  name: string
}

const nameOf = new Map(listed.map(({ code, name }) => [code, name]))

/** Codes that were others once, of the presentations that a measure counts. Figures of every month use today's. */
export const codeChangesOf = (measure: MeasureDefinition): CodeChange[] =>
  changes.changes
    .map((line) => line.split('|'))
    .map(([old = '', now = '', from = '']) => ({
      old,
      now,
      from,
      name: nameOf.get(now) ?? `${chemicalName(chemicalOf(now))}, not in the table by name`,
    }))
    .filter(({ now }) => countsInNumerator(measure, now) || countsInDenominator(measure, now))
    .sort((a, b) => b.from.localeCompare(a.from) || a.now.localeCompare(b.now))

/** Whether figures of a measure rest on morphine equivalents. */
export const usesEquivalents = ({ numerator }: MeasureDefinition) =>
  numerator === 'ome_mg' || numerator.startsWith('high_dose_')

/** The factors that a measure's presentations use: by ingredient, the factor of each form. */
export function factorsOf(measure: MeasureDefinition) {
  const used = countedBy(measure).filter(({ code }) => countsInNumerator(measure, code))
  const byIngredient = Map.groupBy(used, ({ ingredient }) => ingredient)
  return Array.from(byIngredient, ([ingredient, group]) => {
    const forms = new Map(group.map(({ form, factor }) => [form, factor!]))
    return { ingredient, forms: Array.from(forms, ([form, factor]) => ({ form, factor })).sort(inFormOrder) }
  }).sort((a, b) => a.ingredient.localeCompare(b.ingredient))
}

const FORMS = ['oral', 'buccal', 'oromucosal', 'rectal', 'transdermal', 'injection']
const inFormOrder = (a: { form: string }, b: { form: string }) =>
  FORMS.indexOf(a.form) - FORMS.indexOf(b.form)

/** Strengths of the high-dose presentations, by ingredient, unit and what the label says. */
export function strengthsOf(measure: MeasureDefinition) {
  const counted = countedBy(measure).filter(({ code }) => countsInNumerator(measure, code))
  const groups = Map.groupBy(counted, ({ ingredient, form }) => `${ingredient} ${form}`)
  return Array.from(groups.values(), (group) => ({
    ingredient: group[0]!.ingredient,
    form: group[0]!.form,
    strengths: [...new Set(group.map(({ strength }) => strength))].sort((a, b) => a - b),
    presentations: group.length,
  })).sort((a, b) => a.ingredient.localeCompare(b.ingredient))
}
