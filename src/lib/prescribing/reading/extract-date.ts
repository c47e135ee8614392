import { isDay, type Month } from '#lib/day.ts'

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const ISO = /^(20\d\d)-(\d\d)-(\d\d)(?:[T ][\d:.]+)?$/
const WORD = /^(\d{1,2})[- ]?([A-Z]{3})[A-Z]*[- ]?(20\d\d|\d\d)$/
/** As a spreadsheet writes it. List sizes are taken on the first of a month, so a month-first date shows itself. */
const DAY_FIRST = /^0?1\/(\d{1,2})\/(20\d\d)$/

/** The month of EXTRACT_DATE as NHS England has spelt it: 01SEP2026, 2026-09-01, 01-Apr-17. Undefined for no day. */
export function extractMonthIn(text: string): Month | undefined {
  const written = text.trim().toUpperCase()
  const [, isoYear, isoMonth, isoDay] = ISO.exec(written) ?? []
  if (isoYear) return monthFrom(isoYear, Number(isoMonth), isoDay)
  const [, wordDay, word = '', wordYear] = WORD.exec(written) ?? []
  if (wordYear) return monthFrom(wordYear, MONTHS.indexOf(word) + 1, wordDay)
  const [, slashMonth, slashYear] = DAY_FIRST.exec(written) ?? []
  return slashYear ? monthFrom(slashYear, Number(slashMonth), '1') : undefined
}

function monthFrom(year: string, month: number, day = ''): Month | undefined {
  const found = `${year.padStart(4, '20')}-${String(month).padStart(2, '0')}`
  return isDay(`${found}-${day.padStart(2, '0')}`) ? found : undefined
}
