import { findIdentifiers } from '#lib/identifiers/guard.ts'
import { sayable, Unreadable } from './problems.ts'
import { textIn } from './reading/cells.ts'
import { plainHeading } from './reading/headings.ts'
import type { Row } from './reading/scan.ts'

/** Headings that say that a file is about patients, as `_WORDS_OF_IT_`. NUMBER_OF_PATIENTS is none of them. */
const ABOUT_PATIENTS = [
  /_(NHS|CHI|HOSPITAL|MEDICAL_RECORD|EMIS|SYSTMONE|VISION)_?(NO|NUM|NUMBER|ID|IDENTIFIER|REF)_/,
  /_(PATIENT|PT)_?(NO|NUM|NUMBER|ID|IDENTIFIER|REF|FULL|NAME|FORENAME|FIRST|SURNAME|LAST|ADDRESS|POSTCODE|DOB|INITIALS|DETAILS)_/,
  /^_(THE_)?(PATIENT|PT|CHI|INITIALS|YOB)_$/,
  /_(FIRST|LAST|MIDDLE|FAMILY|GIVEN|FULL)_?NAMES?_|_(FORENAMES?|SURNAMES?)_/,
  /_(DATE_?OF_?(BIRTH|DEATH)|(BIRTH|DEATH)_?DATE|YEAR_OF_BIRTH|DOB|D_O_B|MRN)_/,
  /_(NAME|ADDRESS)_OF_(THE_)?PATIENT_/,
]
const OF_PATIENTS = (heading: string) => {
  const words = heading
    .toUpperCase()
    .replaceAll('#', ' NO ')
    .replace(/\(S\)/g, 'S')
    .split(/[^A-Z0-9]+/)
  return `_${words.filter((word) => word !== '').join('_')}_`
}
/** Columns of the published files that hold codes or figures, which may look like anything. */
const CODES_AND_FIGURES =
  /^(.*(OFFICE|AREA_TEAM|STP|ICB|PCO|PRACTICE|LOCATION|LOC|CCG|BNF|SUBSTANCE|PRESENTATION|SNOMED|ONS|ORG)_CODE|CODE|YEAR_MONTH|EXTRACT_DATE|QUANTITY|ITEMS|TOTAL_QUANTITY|ADQ_?USAGE|NIC|ACTUAL_COST|UNIDENTIFIED|NUMBER_OF_PATIENTS|NUMERATOR|DENOMINATOR|RATIO|CALC_VALUE|(\d+TH_)?PERCENTILE|[XY]_(ITEMS|ACTUAL_COST)|COST|TOTAL_ITEMS|TOTAL_LIST_SIZE|(ASTRO|STAR)_PU.*|TELEPHONE)$/

const ADVICE =
  'Steward never takes patient data. Delete this file from where you saved it, and use the one published by NHSBSA or NHS England.'

/** Whether the guard passes over the cells of this column. */
export const isCodeOrFigure = (heading: string) => CODES_AND_FIGURES.test(plainHeading(heading))

export function refusePatientHeadings(headings: string[]) {
  const found = headings.find((heading) => ABOUT_PATIENTS.some((about) => about.test(OF_PATIENTS(heading))))
  if (found === undefined) return
  const column = sayable(plainHeading(found))
  throw new Unreadable('patient_data', `The file has a column ${column}. ${ADVICE}`, { line: 1, column })
}

const ZERO = 0x30
const NINE = 0x39
const TEN_DIGITS = 10

/**
 * Refuses a row when a cell outside the code columns holds an NHS number, alone or among words: any whose check
 * digit is right, issued or not, because no published file has a reason to hold one. Names the place, never the value.
 */
export function patientDataGuard(headings: string[]) {
  const columns = headings.flatMap((heading, index) => (isCodeOrFigure(heading) ? [] : [index]))

  return (row: Row) => {
    for (const column of columns) {
      if (column >= row.cells) break
      if (!mayHoldNumber(row.bytes, row.starts[column]!, row.ends[column]!)) continue
      if (findIdentifiers(textIn(row, column)).length > 0) {
        const place = { line: row.line, column: sayable(headings[column]!) }
        const where = `line ${place.line}, column ${place.column}`
        throw new Unreadable('patient_data', `There is an NHS number on ${where}. ${ADVICE}`, place)
      }
    }
  }
}

/** Whether a cell needs the guard's closer look: it has the digits of an NHS number, or more. */
function mayHoldNumber(bytes: Buffer, from: number, to: number): boolean {
  let missing = TEN_DIGITS
  for (let at = from; at + missing <= to; at++) {
    const byte = bytes[at]!
    if (byte >= ZERO && byte <= NINE && --missing === 0) return true
  }
  return false
}
