import { describe, expect, test } from 'vitest'
import { periodAfter, shortPeriod } from '#lib/charts/calendar.ts'
import { periodTicksOf, yScaleOf } from '#lib/charts/scale.ts'
import type { Every } from '#lib/charts/series.ts'

describe('the scale', () => {
  test.each([
    { name: 'starts at 0', of: [10, 40], unit: '', from: 0, to: 50, zero: true },
    {
      name: 'leaves 0 where it would flatten the variation',
      of: [96, 99],
      unit: '',
      from: 95,
      to: 100,
      zero: false,
    },
    {
      name: 'holds a steady figure in its upper part',
      of: [12.3, 12.3],
      unit: '',
      from: 0,
      to: 15,
      zero: true,
    },
    { name: 'ends at 100 for percentages', of: [20, 99], unit: '%', from: 0, to: 100, zero: true },
    { name: 'goes below 0 with its figures', of: [-3, 5], unit: '', from: -4, to: 6, zero: false },
    { name: 'of nothing but noughts still has a height', of: [0, 0], unit: '', from: 0, to: 1, zero: true },
    { name: 'of nothing still has a height', of: [], unit: '', from: 0, to: 1, zero: true },
  ])('$name', ({ of, unit, from, to, zero }) => {
    expect(yScaleOf(of, unit)).toMatchObject({ from, to, startsAtZero: zero })
  })

  test('names its steps with the decimals they need', () => {
    expect(yScaleOf([0.1, 0.9], '').ticks.map(({ text }) => text)).toEqual([
      '0.0',
      '0.2',
      '0.4',
      '0.6',
      '0.8',
      '1.0',
    ])
    expect(yScaleOf([0, 9000], '').ticks.at(-1)?.text).toBe('10,000')
  })

  test('never cuts a figure off', () => {
    for (const highest of [0.0123, 7, 99.9, 100, 101, 12_345]) {
      const { from, to } = yScaleOf([highest * 0.1, highest], '%')
      expect(from).toBeLessThanOrEqual(highest * 0.1)
      expect(to).toBeGreaterThanOrEqual(highest)
    }
  })
})

describe('names along the axis', () => {
  const slotsOf = (first: string, count: number, every: Every) =>
    Array.from({ length: count }, (_, step) => {
      const period = periodAfter(first, every, step)
      return { period, label: shortPeriod(period, every) }
    })

  test('begin quarters and years with January and name a year once', () => {
    expect(periodTicksOf(slotsOf('2024-11-01', 15, 'month'), 'month', 6)).toEqual([
      { slot: 2, lines: ['Jan', '2025'] },
      { slot: 5, lines: ['Apr'] },
      { slot: 8, lines: ['Jul'] },
      { slot: 11, lines: ['Oct'] },
      { slot: 14, lines: ['Jan', '2026'] },
    ])
  })

  test('of weeks count from the first', () => {
    expect(periodTicksOf(slotsOf('2025-12-01', 8, 'week'), 'week', 4)).toEqual([
      { slot: 0, lines: ['1 Dec', '2025'] },
      { slot: 2, lines: ['15 Dec'] },
      { slot: 4, lines: ['29 Dec'] },
      { slot: 6, lines: ['12 Jan', '2026'] },
    ])
  })

  test('are never more than there is room for', () => {
    for (const count of [1, 7, 36, 60, 240]) {
      for (const every of ['month', 'week'] as const) {
        expect(periodTicksOf(slotsOf('2020-01-06', count, every), every, 5).length).toBeLessThanOrEqual(6)
      }
    }
  })
})
