import { describe, expect, test } from 'vitest'
import {
  filledPoints,
  longPeriod,
  periodOf,
  periodsBetween,
  placeOf,
  shortPeriod,
} from '#lib/charts/calendar.ts'

describe('filling the calendar', () => {
  test('a month without a row becomes a missing point with its reason', () => {
    const points = filledPoints(
      [
        { period: '2025-03-01', value: 3 },
        { period: '2025-01-01', value: 1 },
      ],
      'month',
    )
    expect(points.map(({ period, value }) => [period, value])).toEqual([
      ['2025-01-01', 1],
      ['2025-02-01', null],
      ['2025-03-01', 3],
    ])
    expect(points[1]?.reason).toBe('No figure for this month')
  })

  test('weeks run across the change of the clocks and of the year', () => {
    const points = filledPoints(
      [
        { period: '2025-03-24', value: 1 },
        { period: '2025-04-07', value: 2 },
      ],
      'week',
    )
    expect(points.map(({ period }) => period)).toEqual(['2025-03-24', '2025-03-31', '2025-04-07'])
    expect(periodsBetween('2025-12-29', '2026-01-05', 'week')).toBe(1)
  })

  test.each([
    {
      name: 'a denominator of 0',
      point: { value: Number.POSITIVE_INFINITY, denominator: 0 },
      reason: 'The denominator is 0',
    },
    { name: 'a figure that is not finite', point: { value: Number.NaN }, reason: 'Not a number' },
    { name: 'a figure without a reason', point: { value: null }, reason: 'No figure' },
    {
      name: 'a reason that was given',
      point: { value: null, reason: 'Practice closed' },
      reason: 'Practice closed',
    },
  ])('$name is missing', ({ point, reason }) => {
    expect(filledPoints([{ period: '2025-01-01', ...point }], 'month')).toEqual([
      { period: '2025-01-01', ...point, value: null, reason },
    ])
  })

  test('two points for one month are refused', () => {
    const points = [
      { period: '2025-01-01', value: 1 },
      { period: '2025-01-15', value: 2 },
    ]
    expect(() => filledPoints(points, 'month')).toThrow('two points for January 2025')
  })

  test('no points stay none', () => {
    expect(filledPoints([], 'week')).toEqual([])
  })
})

describe('places on the axis', () => {
  test.each([
    { day: '2025-01-01', every: 'month' as const, place: 0 },
    { day: '2025-02-15', every: 'month' as const, place: 1.5 },
    { day: '2024-12-01', every: 'month' as const, place: -1 },
    { day: '2026-01-01', every: 'month' as const, place: 12 },
  ])('$day lies at $place months', ({ day, every, place }) => {
    expect(placeOf(day, '2025-01-01', every)).toBeCloseTo(place, 10)
  })

  test('a Wednesday lies two sevenths into its week', () => {
    expect(placeOf('2025-04-09', '2025-03-31', 'week')).toBeCloseTo(1 + 2 / 7, 10)
  })

  test('periods are named as people name them', () => {
    expect(periodOf('2025-04-09', 'week')).toBe('2025-04-07')
    expect(shortPeriod('2025-10-01', 'month')).toBe('Oct 2025')
    expect(longPeriod('2025-10-06', 'week')).toBe('week of 6 October 2025')
  })
})
