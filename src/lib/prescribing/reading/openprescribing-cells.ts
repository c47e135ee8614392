import { practiceCodeIn } from '../codes.ts'
import { type Problems, sayable, shown, Unreadable } from '../problems.ts'
import { textIn } from './cells.ts'
import { AS_DOWNLOADED } from './epd-faults.ts'
import type { Row } from './scan.ts'

/** What the site writes where it has no figure. */
const NOTHING = /^(|undefined|null|nan|none)$/i
const NUMBER = /^(\d+\.?\d*|\.\d+)$/
/** JavaScript writes a very small fraction so; a figure that a spreadsheet wrote so has lost its digits. */
const SMALL = /^\d(\.\d+)?e-\d+$/i
/** Primary care networks have codes of the shape that practices have; no practice begins with U. */
const NETWORK = /^U\d{5}$/
const AREA = /^[A-Z0-9]{3,5}$/

/** Reads the cells of one download and says what is wrong with them. */
export function downloadedCells(headings: string[], problems: Problems) {
  const place = (row: Row, column: number) => ({ line: row.line, column: headings[column] })

  /** Undefined when it is none; figures of an area refuse the whole file. */
  function practice(row: Row, column: number, organisation = ''): string | undefined {
    const text = textIn(row, column).trim().toUpperCase()
    const at = place(row, column)
    const code = practiceCodeIn(text)
    const isOfPractices = ['', 'practice'].includes(organisation.trim().toLowerCase())
    if (text !== '' && (!isOfPractices || NETWORK.test(text) || (!code && AREA.test(text))))
      throw ofArea(text, at)
    if (code) return code
    const has = text === '' ? 'has no practice code' : `has the practice code ${shown(text)}`
    const message = `Line ${row.line} ${has}. Practice codes are one letter and five digits. ${AS_DOWNLOADED}`
    problems.error('bad_practice_code', message, at)
    return undefined
  }

  /** Null where there is none, undefined after a fault was told. `more`: how many cells the row has too many before it. */
  function figure(row: Row, column: number, more = 0): number | null | undefined {
    if (column < 0) return null
    const text = textIn(row, column + more).trim()
    if (NOTHING.test(text)) return null
    if (NUMBER.test(text) || SMALL.test(text)) return Number(text)
    const at = place(row, column)
    const what = `Line ${row.line}: ${at.column} is ${shown(text)}`
    if (/^-\d/.test(text)) {
      const message = `${what}. OpenPrescribing never gives negative figures. Download the file again.`
      problems.error('negative_figure', message, at)
    } else if (/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) || /^\d+(\.\d+)?e\+?\d+$/i.test(text)) {
      problems.error('spreadsheet', `${what}. A spreadsheet has changed this figure. ${AS_DOWNLOADED}`, at)
    } else {
      problems.error('not_a_number', `${what}, which is not a number. ${AS_DOWNLOADED}`, at)
    }
    return undefined
  }

  return { practice, figure, place }
}

function ofArea(code: string, place: { line: number; column: string | undefined }) {
  const what = NETWORK.test(code) ? 'a primary care network' : 'a sub-ICB location or another area'
  const message = `These are figures for ${what} (${sayable(code)}), not for a practice. Download the figures of practices: measure_by_practice, or the chart of one practice.`
  return new Unreadable('not_practices', message, place)
}
