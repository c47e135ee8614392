import { plainHeading } from './headings.ts'
import { downloadNamed } from './openprescribing-layouts.ts'
import { isRegister } from './register-layout.ts'

/** What a file may be, told by its first line alone. */
export type FileKind = 'epd' | 'list' | 'register' | 'openprescribing' | 'unknown'

/**
 * Each column by its names through the years. The chemical is never read: BNF_CHEMICAL_SUBSTANCE holds its code
 * until February 2025 and its name from March 2025.
 */
export const epdColumns = {
  month: ['YEAR_MONTH'],
  practice: ['PRACTICE_CODE'],
  presentation: ['BNF_PRESENTATION_CODE', 'BNF_CODE'],
  quantity: ['QUANTITY'],
  items: ['ITEMS'],
  total: ['TOTAL_QUANTITY'],
  cost: ['ACTUAL_COST'],
}
export const epdMoreColumns = {
  name: ['BNF_PRESENTATION_NAME', 'BNF_DESCRIPTION'],
  practiceName: ['PRACTICE_NAME'],
  commissioner: ['PCO_CODE'],
  commissionerName: ['PCO_NAME'],
  ingredientCost: ['NIC'],
  unidentified: ['UNIDENTIFIED'],
  snomed: ['SNOMED_CODE'],
}
export const listColumns = {
  date: ['EXTRACT_DATE'],
  type: ['TYPE', 'ORG_TYPE'],
  practice: ['CODE', 'ORG_CODE'],
  sex: ['SEX'],
  age: ['AGE', 'AGE_GROUP_5'],
  patients: ['NUMBER_OF_PATIENTS'],
}

const ENOUGH = 3

export type Columns<K extends string> = Record<K, number>

export function kindOf(headings: string[]): FileKind {
  const names = new Set(headings.map(plainHeading))
  const found = (columns: Record<string, string[]>) =>
    Object.values(columns).filter((aliases) => aliases.some((alias) => names.has(alias))).length
  if (downloadNamed(headings)) return 'openprescribing'
  if (found({ ...epdColumns, ...epdMoreColumns }) >= ENOUGH) return 'epd'
  if (found(listColumns) >= ENOUGH) return 'list'
  if (isRegister(headings)) return 'register'
  return 'unknown'
}

/** Where each column is; -1 for those that the file lacks. */
export function findColumns<K extends string>(headings: string[], wanted: Record<K, string[]>): Columns<K> {
  const names = headings.map(plainHeading)
  const entries = Object.entries<string[]>(wanted).map(([key, aliases]) => {
    const alias = aliases.find((name) => names.includes(name))
    return [key, alias === undefined ? -1 : names.indexOf(alias)]
  })
  return Object.fromEntries(entries) as Columns<K>
}

/** Headings that say the same, so that nobody can know which of their columns is meant. */
export function repeatedColumns(headings: string[], wanted: Record<string, string[]>): string[] | undefined {
  const names = headings.map(plainHeading)
  return Object.values(wanted)
    .map((aliases) => headings.filter((_, index) => aliases.includes(names[index]!)))
    .find((found) => found.length > 1)
}

/** Today's names of the columns that are missing. */
export function missingColumns(found: Record<string, number>, wanted: Record<string, string[]>): string[] {
  return Object.entries(wanted).flatMap(([key, [name = '']]) => ((found[key] ?? -1) < 0 ? [name] : []))
}
