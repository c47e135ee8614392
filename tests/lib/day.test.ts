import {
  addDays,
  addMonths,
  clockTime,
  dateOfSource,
  dayOf,
  daysBetween,
  isDay,
  longDay,
  momentInWords,
  mondayOf,
  shortMonth,
  startOf,
  timeOf,
} from '#lib/day.ts'
import { describe, expect, test } from '../support/test.ts'

describe('a day', () => {
  test.each([
    ['2026-11-22', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-11-2', false],
    ['tomorrow', false],
  ])('%s is a day: %s', (text, answer) => {
    expect(isDay(text)).toBe(answer)
  })

  test('is the day in London, not in UTC', () => {
    expect(dayOf(new Date('2026-07-01T23:30:00Z'))).toBe('2026-07-02')
    expect(dayOf(new Date('2026-12-01T23:30:00Z'))).toBe('2026-12-01')
  })

  test('is not moved by the change of the clocks', () => {
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(mondayOf('2026-10-25')).toBe('2026-10-19')
  })

  test.each([
    ['2026-12-01', '2026-12-01T00:00:00Z'],
    ['2026-07-01', '2026-06-30T23:00:00Z'],
    // The clocks go forward on the 29th of March and back on the 25th of October.
    ['2026-03-29', '2026-03-29T00:00:00Z'],
    ['2026-03-30', '2026-03-29T23:00:00Z'],
    ['2026-10-25', '2026-10-24T23:00:00Z'],
    ['2026-10-26', '2026-10-26T00:00:00Z'],
  ])('%s begins in London at %s', (day, instant) => {
    expect(startOf(day)).toEqual(new Date(instant))
    expect(dayOf(startOf(day))).toBe(day)
    expect(timeOf(startOf(day))).toBe('00:00')
  })

  test('reads as the NHS writes it', () => {
    expect(longDay('2022-10-07')).toBe('Friday 7 October 2022')
    expect(shortMonth('2026-09')).toBe('Sept 2026')
    expect(
      ['2025-11-11', '2025-03', '2023', 'Undated', '2021-08-03, corrected 2022-02-15'].map(dateOfSource),
    ).toEqual([
      '11 November 2025',
      'March 2025',
      '2023',
      'Undated',
      '3 August 2021, corrected 15 February 2022',
    ])
    expect(momentInWords(new Date('2026-07-01T08:05:00Z'))).toBe('1 July 2026 at 9:05am')
  })

  test.each([
    ['09:30', '9:30am'],
    ['12:00', '12 noon'],
    ['12:30', '12:30pm'],
    ['14:00', '2pm'],
    ['00:00', 'midnight'],
    ['00:15', '12:15am'],
  ])('%s is %s', (time, words) => {
    expect(clockTime(time)).toBe(words)
  })

  test.each([
    ['2026-11', 2, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-06', -18, '2024-12'],
  ])('%s and %i months is %s', (month, months, answer) => {
    expect(addMonths(month, months)).toBe(answer)
  })
})
