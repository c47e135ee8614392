import { longMonth, type Month } from '#lib/day.ts'
import { shown } from '../problems.ts'
import { AS_DOWNLOADED } from './epd-faults.ts'
import type { Context } from './reading.ts'

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const ISO = /^(20\d\d)-(\d\d)-01(?:[T ]00:00(?::00)?)?$/
const FIGURES = /^(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)$/
const WORD = /^(?:0?1[- ])?([A-Z]{3})[A-Z]*[- ](20\d\d|\d\d)$/

type Found = { month: Month; isResaved: boolean } | 'month first' | undefined

/**
 * The month of a date that OpenPrescribing wrote as the first of it, 2024-10-01, or that a spreadsheet made of it:
 * 01/10/2024, Oct-24. A date that is the first of a month only when read month first says so, for that file was
 * saved where dates are written the other way round.
 */
export function downloadedMonthIn(text: string): Found {
  const written = text.trim().toUpperCase()
  const [, isoYear = '', isoMonth] = ISO.exec(written) ?? []
  if (isoMonth) return found(isoYear, Number(isoMonth), false)
  const [, word = '', wordYear] = WORD.exec(written) ?? []
  if (wordYear) return found(wordYear, MONTHS.indexOf(word) + 1, true)
  const [, first = '', second = '', year] = FIGURES.exec(written) ?? []
  if (!year) return undefined
  if (Number(first) === 1) return found(year, Number(second), true)
  return Number(second) === 1 && Number(first) <= 12 ? 'month first' : undefined
}

function found(year: string, month: number, isResaved: boolean): Found {
  if (month < 1 || month > 12) return undefined
  return { month: `${year.padStart(4, '20')}-${String(month).padStart(2, '0')}`, isResaved }
}

/** Reads the dates of one download, says once what is wrong with all of them and what they were taken for. */
export function downloadedDates(heading: string, { problems, thisMonth }: Context) {
  const months = new Set<Month>()
  let isResaved = false
  let isMonthFirst = false

  return {
    months,
    isMonthFirst: () => isMonthFirst,
    read(text: string, line: number): Month | undefined {
      const found = downloadedMonthIn(text)
      const place = { line, column: heading }
      if (found === 'month first') {
        if (!isMonthFirst) {
          const message = `The dates look like month/day/year (${shown(text)} on line ${line}). ${AS_DOWNLOADED}`
          problems.error('month_first_dates', message, place)
        }
        isMonthFirst = true
      } else if (found === undefined) {
        const message = `Line ${line} has the date ${shown(text)}. OpenPrescribing writes the first of a month, like 2026-08-01. ${AS_DOWNLOADED}`
        problems.error('bad_date', message, place)
      } else if (found.month > thisMonth) {
        const message = `Line ${line} is for ${longMonth(found.month)}, which has not happened yet. Check the file.`
        problems.error('future_month', message, place)
      } else {
        isResaved ||= found.isResaved
        months.add(found.month)
        return found.month
      }
      return undefined
    },
    report() {
      if (!isResaved || problems.refused) return
      const message =
        'The dates were changed by a spreadsheet and read as day/month/year. All are the first of a month.'
      problems.warn('resaved_dates', message)
    },
  }
}
