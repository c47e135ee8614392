import { describe, expect, test } from 'vitest'
import { daysBetween } from '#lib/day.ts'
import { expectedInWords, nextPublicationAfter, publicationExpectedOn } from '#lib/prescribing/publication.ts'
import { monthsUntil } from '../../../db/seeds/epd-files.ts'

const DAYS_A_WEEK = 7

describe('a month is expected', () => {
  test.each([
    ['2026-09', '2026-11-20'],
    ['2026-10', '2026-12-18'],
    ['2026-12', '2027-02-19'],
    ['2026-01', '2026-03-20'],
    ['2025-12', '2026-02-20'],
    ['2026-04', '2026-06-19'],
  ])('%s about %s: the 20th two months on, or the Friday before a weekend', (month, day) => {
    expect(publicationExpectedOn(month)).toBe(day)
  })

  test.each(monthsUntil('2030-12', 60))('%s within seven to eleven weeks after it ended', (month) => {
    const weeks = daysBetween(`${month}-28`, publicationExpectedOn(month)) / DAYS_A_WEEK
    expect(weeks).toBeGreaterThanOrEqual(7)
    expect(weeks).toBeLessThanOrEqual(11)
  })
})

test('what comes next is said as what is to come, and once its day is past as what was expected', () => {
  const next = nextPublicationAfter('2026-09')
  expect(next).toEqual({ month: '2026-10', expectedOn: '2026-12-18' })
  expect(expectedInWords(next, '2026-11-22')).toBe('expected about 18 December 2026')
  expect(expectedInWords(next, '2026-12-18')).toBe('expected about 18 December 2026')
  expect(expectedInWords(next, '2026-12-19')).toBe('was expected about 18 December 2026')
})
