import { addDays, addMonths, type Day, type Month, plainDay } from '#lib/day.ts'

/** The month that comes after the newest one, and the day on which NHSBSA is likely to publish it. */
export interface NextPublication {
  month: Month
  expectedOn: Day
}

const DAY_OF_MONTH = '20'
const SATURDAY = 6

/**
 * NHSBSA publishes a month about the 20th of the second month after it, seven to eleven weeks after it ends; a 20th
 * at a weekend is taken as the Friday before. A habit of years, not a promise.
 */
export function publicationExpectedOn(month: Month): Day {
  const day = `${addMonths(month, 2)}-${DAY_OF_MONTH}`
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday === SATURDAY) return addDays(day, -1)
  return weekday === 0 ? addDays(day, -2) : day
}

export function nextPublicationAfter(newest: Month): NextPublication {
  const month = addMonths(newest, 1)
  return { month, expectedOn: publicationExpectedOn(month) }
}

/** "expected about 18 December 2026", or once that day is past "was expected about 18 December 2026". */
export function expectedInWords({ expectedOn }: NextPublication, today: Day): string {
  return `${expectedOn < today ? 'was expected' : 'expected'} about ${plainDay(expectedOn)}`
}
