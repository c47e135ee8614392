import type { Month } from '#lib/day.ts'
import changes from './definitions/code-changes.json' with { type: 'json' }

const PRACTICE = /^[A-Z]\d{5}$/
const PRESENTATION = /^\d{2}[0-9A-Z]{13}$/
/** Chapters 20 to 23 are dressings and appliances. */
const APPLIANCE = /^2[0-3]\d{9}$/
const MONTH = /^(20[1-9]\d)[-_]?(0[1-9]|1[0-2])$/
const SCIENTIFIC = /^\d+(\.\d+)?E\+?\d+$/i
const MONTH_OF_A_SPREADSHEET = /^([a-z]{3}[- ]\d{2,4}|\d{1,2}\/\d{1,2}\/\d{2,4})$/i

/** An ODS practice code, trimmed and in capitals; undefined when the text is none. */
export function practiceCodeIn(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  return PRACTICE.test(code) ? code : undefined
}

/** `-` is no practice at all, and a code ending 998 the "unspecified practice" of an area. */
export const isNoPractice = (code: string) => code === '-' || code.endsWith('998')

/** YEAR_MONTH as NHSBSA has spelt it: 202502, 2025-03, 2017_09. */
export function monthIn(text: string): Month | undefined {
  const [, year, month] = MONTH.exec(text.trim()) ?? []
  return year && month ? `${year}-${month}` : undefined
}

export const isPresentationCode = (code: string) => PRESENTATION.test(code) || APPLIANCE.test(code)

/** What a spreadsheet makes of codes and months: 4.07E+14, a lost leading zero, Aug-26. */
export function isSpreadsheetDamage(text: string): boolean {
  return SCIENTIFIC.test(text) || MONTH_OF_A_SPREADSHEET.test(text) || isPresentationCode(`0${text}`)
}

const current = new Map(changes.changes.map((line) => line.split('|').slice(0, 2) as [string, string]))

/** BNF codes change every January; figures of every month are counted under today's code. */
export const currentCodeOf = (code: string) => current.get(code) ?? code

export const chemicalOf = (code: string) => code.slice(0, 9)

/** The generic of the same form and strength, which a brand shares: Zomorph 10 mg is morphine MR 10 mg. */
export function genericOf(code: string): string {
  return code.length === 15 ? `${chemicalOf(code)}AA${code.slice(13).repeat(2)}` : code
}
