import { longMonth } from '#lib/day.ts'
import { isSpreadsheetDamage } from '../codes.ts'
import { type Problems, sayable, shown } from '../problems.ts'
import { flagIn, numberIn, textIn } from './cells.ts'
import type { Drug, EpdMonth, Practice } from './epd-codes.ts'
import type { Columns, epdColumns, epdMoreColumns } from './layouts.ts'
import type { Row } from './scan.ts'

export type EpdColumns = Columns<keyof typeof epdColumns | keyof typeof epdMoreColumns>

export const AS_DOWNLOADED = 'Use the file exactly as downloaded.'
const EDITED = 'The file may have been edited: download it again.'
const SPREADSHEET = `The file has been opened and saved in a spreadsheet, which damages codes. ${AS_DOWNLOADED}`

/** Says everything that is wrong with a row, so that nobody has to come back for each fault of it. */
export function faultsOf(headings: string[], columns: EpdColumns, problems: Problems) {
  const said = new Set<string>()
  const { error } = problems

  return {
    ragged(row: Row) {
      const message = `Line ${row.line} has ${row.cells} cells, and the heading has ${headings.length}: a line is cut off or a comma is not quoted. Download the file again.`
      error('ragged_row', message, { line: row.line })
    },
    row(row: Row, practice: Practice, month: EpdMonth, drug: Drug) {
      if (month.position < 0) monthFault(row, month)
      if (practice.code === undefined) practiceFault(row)
      if (drug.code === undefined) drugFault(row)
      const figures = [columns.quantity, columns.items, columns.total, columns.cost, columns.ingredientCost]
      const faulty = figures.filter((column) => column >= 0 && figureFault(row, column))
      if (faulty.length === 0) productFault(row)
      if (flagIn(row, columns.unidentified) === undefined) flagFault(row)
    },
  }

  function place(row: Row, column: number) {
    return { line: row.line, column: headings[column] }
  }

  /** A wrong month stands on every line of a file, so each text is said once. */
  function monthFault(row: Row, { month, isFuture }: EpdMonth) {
    const text = textIn(row, columns.month)
    if (said.has(shown(text))) return
    said.add(shown(text))
    const at = place(row, columns.month)
    if (isFuture && month) {
      error(
        'future_month',
        `The file says it is for ${longMonth(month)}, which has not happened yet. Check the file.`,
        at,
      )
    } else if (isSpreadsheetDamage(text)) {
      error('spreadsheet', `The month is written ${shown(text)} from line ${row.line} on. ${SPREADSHEET}`, at)
    } else {
      const message = `Line ${row.line} has the month ${shown(text)}. Months are written like 2026-08 or 202608. ${AS_DOWNLOADED}`
      error('bad_month', message, at)
    }
  }

  function practiceFault(row: Row) {
    const text = textIn(row, columns.practice).trim()
    const has = text === '' ? 'has no practice code' : `has the practice code ${shown(text)}`
    const message = `Line ${row.line} ${has}. Practice codes are one letter and five digits. ${AS_DOWNLOADED}`
    error('bad_practice_code', message, place(row, columns.practice))
  }

  function drugFault(row: Row) {
    const text = textIn(row, columns.presentation).trim()
    const at = place(row, columns.presentation)
    if (isSpreadsheetDamage(text)) {
      error('spreadsheet', `Line ${row.line} has the BNF code ${shown(text)}. ${SPREADSHEET}`, at)
    } else {
      const message = `Line ${row.line} has the BNF code ${shown(text)}. BNF presentation codes have 15 characters, those of appliances 11 digits. ${AS_DOWNLOADED}`
      error('bad_presentation_code', message, at)
    }
  }

  function figureFault(row: Row, column: number): boolean {
    const value = numberIn(row, column)
    const text = textIn(row, column).trim()
    const at = place(row, column)
    const cell = `${at.column} ${text === '' ? 'is empty' : `is ${shown(text)}, which is not a number`}`
    if (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) {
      const message = `Line ${row.line}: ${at.column} is ${shown(text)}. Commas inside numbers come from a spreadsheet. ${AS_DOWNLOADED}`
      error('thousands_separator', message, at)
    } else if (Number.isNaN(value)) {
      error('not_a_number', `Line ${row.line}: ${cell}. ${AS_DOWNLOADED}`, at)
    } else if (value < 0) {
      const message = `Line ${row.line}: ${at.column} is ${shown(text)}. The dataset never holds negative figures. ${EDITED}`
      error('negative_figure', message, at)
    } else if (column === columns.items && !Number.isInteger(value)) {
      error(
        'not_whole',
        `Line ${row.line}: ${at.column} is ${shown(text)}. Items are whole numbers. ${EDITED}`,
        at,
      )
    } else {
      return false
    }
    return true
  }

  function flagFault(row: Row) {
    const at = place(row, columns.unidentified)
    const message = `Line ${row.line}: ${at.column} is ${shown(textIn(row, columns.unidentified).trim())}. It is Y or N. ${AS_DOWNLOADED}`
    error('bad_flag', message, at)
  }

  function productFault(row: Row) {
    const [quantity, items, total] = [columns.quantity, columns.items, columns.total].map((column) =>
      numberIn(row, column),
    ) as [number, number, number]
    if (isProduct(quantity, items, total)) return
    const message = `Line ${row.line}: TOTAL_QUANTITY is ${figure(total)} and does not equal QUANTITY times ITEMS (${figure(quantity)} × ${figure(items)}). ${EDITED}`
    error('total_mismatch', message, place(row, columns.total))
  }
}

const figure = (value: number) => sayable(String(value))

/** Quantities are rounded to a few decimals before they are published. */
const ROUNDING = 0.01

export function isProduct(quantity: number, items: number, total: number): boolean {
  return Math.abs(quantity * items - total) <= ROUNDING + total * 1e-6
}
