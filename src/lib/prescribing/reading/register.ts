import { type Day, isDay } from '#lib/day.ts'
import { practiceCodeIn } from '../codes.ts'
import { shown, Unreadable } from '../problems.ts'
import { textIn } from './cells.ts'
import { commissionerIn } from './epd-codes.ts'
import { AS_DOWNLOADED } from './epd-faults.ts'
import type { RegisteredPractice, StartReader } from './reading.ts'
import { isRegisterHeading, registerColumns, registerHeadings } from './register-layout.ts'
import { reportRegister } from './register-report.ts'
import type { Row } from './scan.ts'

const STATUS = { A: 'active', C: 'closed', D: 'dormant', P: 'proposed' } as const
/** An organisation that is no practice of England: those of the Channel Islands, for one. */
const OTHER_ORGANISATION = /^[A-Z0-9]{3,8}$/

/**
 * Reads `epraccur`, the register of practices of the Organisation Data Service. It has no line of headings, so
 * columns are found by their place. Addresses and telephone numbers are not taken.
 */
export const startRegister: StartReader = (cellsOfFirst, context) => {
  if (context.onlyPractices) throw new Unreadable('register_for_everyone', FOR_EVERYONE)
  const counts = { rowsRead: 0, rowsUsed: 0, rowsRejected: 0 }
  const found = new Map<string, RegisteredPractice>()
  let others = 0
  const { error } = context.problems

  function row(row: Row) {
    if (row.line === 1 && isRegisterHeading(cellsOfFirst)) return
    counts.rowsRead++
    const before = context.problems.errors
    if (row.cells !== cellsOfFirst.length) ragged(row)
    else organisation(row)
    if (context.problems.errors > before) counts.rowsRejected++
  }

  const cell = (row: Row, column: number) => textIn(row, column).trim()
  const placeOf = (row: Row, column: number) => ({ line: row.line, column: `column ${column + 1}` })

  function organisation(row: Row) {
    const written = cell(row, registerColumns.code)
    const practiceCode = practiceCodeIn(written)
    if (practiceCode === undefined) return noPractice(row, written)
    if (found.has(practiceCode)) {
      const message = `${practiceCode} occurs twice in this register, the second time on line ${row.line}. Download the file again.`
      return error('duplicate_practice', message, placeOf(row, registerColumns.code))
    }
    const name = cell(row, registerColumns.name)
    if (name === '')
      error('no_name', `Line ${row.line} has no name. ${AS_DOWNLOADED}`, placeOf(row, registerColumns.name))
    found.set(practiceCode, {
      practiceCode,
      name,
      status: statusIn(row),
      openedOn: dayIn(row, registerColumns.openedOn),
      closedOn: dayIn(row, registerColumns.closedOn),
      commissioner: commissionerIn(
        cell(row, registerColumns.commissioner) || cell(row, registerColumns.commissionedBy),
      ),
      setting: cell(row, registerColumns.setting) || null,
      postcode: cell(row, registerColumns.postcode).toUpperCase() || null,
    })
  }

  function noPractice(row: Row, written: string) {
    if (OTHER_ORGANISATION.test(written.toUpperCase())) {
      others++
      return
    }
    const has = written === '' ? 'has no code' : `has the code ${shown(written)}`
    const message = `Line ${row.line} ${has}. Codes of practices are one letter and five digits. ${AS_DOWNLOADED}`
    error('bad_practice_code', message, placeOf(row, registerColumns.code))
  }

  function statusIn(row: Row): RegisteredPractice['status'] {
    const text = cell(row, registerColumns.status).toUpperCase()
    if (text in STATUS) return STATUS[text as keyof typeof STATUS]
    const message = `Line ${row.line} has the status ${shown(text)}. The register writes A, C, D or P. ${AS_DOWNLOADED}`
    error('bad_status', message, placeOf(row, registerColumns.status))
    return 'active'
  }

  function dayIn(row: Row, column: number): Day | null {
    const text = cell(row, column)
    if (text === '') return null
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
    const written = `${year}-${month}-${day}`
    if (isDay(written)) return written
    const message = `Line ${row.line} has the date ${shown(text)}. The register writes dates like 20251231; saved in a spreadsheet they change. ${AS_DOWNLOADED}`
    error('bad_date', message, placeOf(row, column))
    return null
  }

  function ragged(row: Row) {
    const message = `Line ${row.line} has ${row.cells} cells, and the first line has ${cellsOfFirst.length}. Download the file again.`
    error('ragged_row', message, { line: row.line })
  }

  function finish() {
    const rows = [...found.values()]
    counts.rowsUsed = rows.length
    if (!context.problems.refused) reportRegister(rows, others, context.problems)
    return { kind: 'register' as const, rows }
  }

  return { row, finish, counts, headings: registerHeadings(cellsOfFirst.length) }
}

const FOR_EVERYONE =
  'This is the register of practices (epraccur), which counts for everyone. Ask a facilitator or an administrator to import it.'
