import { describe, expect, it } from 'vitest'
import { addDays } from '#lib/day.ts'
import { bankHolidayOn } from '#lib/sessions/bank-holidays.ts'

/** As gov.uk publishes them for England and Wales. */
const published: Record<number, string[]> = {
  2019: ['01-01', '04-19', '04-22', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2021: ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2022: ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27'],
  2023: ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2028: ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26'],
}

describe('bank holidays in England', () => {
  it.each(Object.entries(published))('are those that gov.uk lists for %s', (year, days) => {
    const all = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index))
    const found = all.filter((day) => day.startsWith(year) && bankHolidayOn(day)).map((day) => day.slice(5))
    expect(found).toEqual(days)
  })

  it('have names, and a substitute day says that it is one', () => {
    expect(bankHolidayOn('2026-04-03')).toBe('Good Friday')
    expect(bankHolidayOn('2026-12-28')).toBe('Boxing Day (substitute day)')
    expect(bankHolidayOn('2026-12-29')).toBeUndefined()
  })
})
