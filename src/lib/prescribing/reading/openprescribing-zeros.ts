import { addMonths, type Month } from '#lib/day.ts'
import type { Problems } from '../problems.ts'
import type { DownloadedValue } from './reading.ts'

/** A practice that usually has so many items has none in a month less than once in ten thousand. */
const NEVER_NONE = 10

/**
 * Downloads of items leave out months without any. Of a practice with few, such a month between its first and its
 * last is a zero; of one with many it is more likely missing, and stays so. Outside the practice may not have been
 * open, and nothing is assumed.
 */
export function zerosBetween(rows: DownloadedValue[], problems: Problems): DownloadedValue[] {
  const absent = [...Map.groupBy(rows, ({ practiceCode }) => practiceCode).values()].flatMap(absentOf)
  const zeros = absent.filter(({ usual }) => usual < NEVER_NONE).map(({ value }) => value)
  const missing = absent.length - zeros.length
  if (zeros.length > 0) {
    const message = `OpenPrescribing leaves out months without items: ${months(zeros.length)} between the first and the last of a practice counted as 0.`
    problems.note('zeros', message)
  }
  if (missing > 0) {
    const message = `${capital(months(missing))} absent of practices that otherwise have at least ${NEVER_NONE} items in most months. More likely than 0, the data are missing, so there is no value.`
    problems.warn('absent_months', message)
  }
  return zeros
}

function absentOf(rows: DownloadedValue[]) {
  const there = new Set(rows.map(({ month }) => month))
  const usual = rows.map(({ numerator }) => numerator).sort((a, b) => a - b)[Math.floor(rows.length / 2)]!
  const named = [...there].sort()
  return monthsFrom(named[0]!, named.at(-1)!)
    .filter((month) => !there.has(month))
    .map((month) => ({ usual, value: { ...rows[0]!, month, numerator: 0, denominator: null } }))
}

function monthsFrom(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return months
}

const months = (count: number) =>
  count === 1 ? 'one month is' : `${count.toLocaleString('en-GB')} months are`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
