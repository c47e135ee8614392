import { isNhsNumber } from '#lib/identifiers/nhs-number.ts'
import { sayable, Unreadable } from './problems.ts'
import { plainHeading } from './reading/headings.ts'
import type { Row } from './reading/scan.ts'

/** Headings that say that a file is about patients. NUMBER_OF_PATIENTS is none of them. */
const ABOUT_PATIENTS = [
  /^(NHS|CHI|HOSPITAL|PATIENT|PT|MEDICAL_RECORD)_?(NO|NUM|NUMBER|ID|IDENTIFIER|REF)$/,
  /^(PATIENT|PT)(_?(FULL)?_?(NAME|FORENAME|FIRST_NAME|SURNAME|LAST_NAME|ADDRESS|POSTCODE|DOB|INITIALS))?$/,
  /^((FIRST|LAST|MIDDLE|FAMILY|GIVEN)_?NAME|FORENAMES?|SURNAME)$/,
  /(^|_)(DATE_?OF_?(BIRTH|DEATH)|BIRTH_?DATE|DOB|D_O_B|MRN)$/,
]
/** Columns of the published files that hold codes or figures, which may look like anything. */
const CODES_AND_FIGURES =
  /^(.*(OFFICE|AREA_TEAM|STP|ICB|PCO|PRACTICE|LOCATION|LOC|CCG|BNF|SUBSTANCE|PRESENTATION|SNOMED|ONS|ORG)_CODE|CODE|YEAR_MONTH|EXTRACT_DATE|QUANTITY|ITEMS|TOTAL_QUANTITY|ADQ_?USAGE|NIC|ACTUAL_COST|UNIDENTIFIED|NUMBER_OF_PATIENTS|NUMERATOR|DENOMINATOR|RATIO|CALC_VALUE|(\d+TH_)?PERCENTILE|[XY]_(ITEMS|ACTUAL_COST)|COST|TOTAL_ITEMS|TOTAL_LIST_SIZE|TELEPHONE)$/

const ADVICE =
  'Steward never takes patient data. Delete this file from where you saved it, and use the one published by NHSBSA or NHS England.'

/** Whether the guard passes over the cells of this column. */
export const isCodeOrFigure = (heading: string) => CODES_AND_FIGURES.test(plainHeading(heading))

export function refusePatientHeadings(headings: string[]) {
  const found = headings
    .map(plainHeading)
    .find((heading) => ABOUT_PATIENTS.some((about) => about.test(heading)))
  if (found === undefined) return
  const column = sayable(found)
  throw new Unreadable('patient_data', `The file has a column ${column}. ${ADVICE}`, { line: 1, column })
}

const SPACE = 0x20
const ZERO = 0x30
const NINE = 0x39
/** Capitals, small letters and what stands between them. */
const LETTER_A = 0x41
const LETTER_Z = 0x7a
const TEN_DIGITS = 10
const WITH_SEPARATORS = 14

/** Refuses a row when a cell outside the code columns is an NHS number. Names the place, never the value. */
export function patientDataGuard(headings: string[]) {
  const columns = headings.flatMap((heading, index) => (isCodeOrFigure(heading) ? [] : [index]))

  return (row: Row) => {
    for (const column of columns) {
      if (column >= row.cells) break
      const from = row.starts[column]!
      const to = row.ends[column]!
      if (!mayBeNumber(row.bytes, from, to)) continue
      if (isNhsNumber(row.bytes.toString('latin1', from, to).replace(/[\s.\-–]/g, ''))) {
        const place = { line: row.line, column: sayable(headings[column]!) }
        const where = `line ${place.line}, column ${place.column}`
        throw new Unreadable('patient_data', `There is an NHS number on ${where}. ${ADVICE}`, place)
      }
    }
  }
}

/** Whether a cell needs the guard's closer look: as long as an NHS number, without a letter first, and a digit last. */
export function mayBeNumber(bytes: Buffer, from: number, end: number): boolean {
  let to = end
  while (to > from && bytes[to - 1] === SPACE) to--
  if (to - from < TEN_DIGITS || to - from > WITH_SEPARATORS) return false
  const first = bytes[from]!
  if (first >= LETTER_A && first <= LETTER_Z) return false
  const last = bytes[to - 1]!
  return last >= ZERO && last <= NINE
}
