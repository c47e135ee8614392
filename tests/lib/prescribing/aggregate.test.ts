import { describe, expect, test } from 'vitest'
import type { Month } from '#lib/day.ts'
import { aggregateSeries, areaSeries } from '#lib/prescribing/aggregate.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import type { PracticeFigures } from '#lib/prescribing/values.ts'

const items = findMeasure('opioid_items_per_1000')!
const percent = findMeasure('high_dose_percent')!

/** Opioid items and patients by month; null: nothing published, or no list. */
function practice(
  code: string,
  months: Record<Month, [items: number | null, patients: number | null]>,
  closedOn: string | null = null,
): PracticeFigures {
  const entries = Object.entries(months)
  return {
    practiceCode: code,
    importedMonths: Object.keys(months),
    sums: new Map(
      entries.flatMap(([month, [count]]) =>
        count === null ? [] : [[month, { opioid_items: count }] as const],
      ),
    ),
    listSizes: new Map(
      entries.flatMap(([month, [, list]]) => (list === null ? [] : [[month, list] as const])),
    ),
    downloads: new Map(),
    closedOn,
  }
}

const points = (...practices: PracticeFigures[]) =>
  aggregateSeries(items, practices).points.map(({ period, value, note, reason }) => [
    period,
    value,
    note ?? reason,
  ])

describe('several practices as one', () => {
  test('are the sum over the sum, never the mean of their rates', () => {
    const small = practice('Z98001', { '2026-01': [100, 1000] })
    const large = practice('Z98002', { '2026-01': [100, 9000] })
    expect(points(small, large)).toEqual([['2026-01-01', 20, '2 practices']])
  })

  test('leave out whom a month lacks, and say so', () => {
    const whole = practice('Z98001', { '2026-01': [100, 1000], '2026-02': [120, 1000] })
    const other = practice('Z98002', { '2026-01': [300, 1000], '2026-02': [320, 1000] })
    const gap = practice('Z98003', { '2026-01': [800, 1000], '2026-02': [null, 1000] })
    expect(points(whole, other, gap)[1]).toEqual([
      '2026-02-01',
      220,
      '2 of 3 practices: the others have no figure',
    ])
  })

  test('have no figure where fewer than half of them have', () => {
    const has = practice('Z98001', { '2026-01': [1, 1000], '2026-02': [1, 1000] })
    const not = ['Z98002', 'Z98003'].map((code) =>
      practice(code, { '2026-01': [1, 1000], '2026-02': [null, 1000] }),
    )
    expect(points(has, ...not)[1]).toEqual(['2026-02-01', null, 'only 1 of 3 practices have a figure'])
  })

  test('do not miss a practice before its first month or after it closed', () => {
    const whole = practice('Z98001', { '2026-01': [10, 1000], '2026-02': [10, 1000], '2026-03': [10, 1000] })
    const young = practice('Z98002', {
      '2026-01': [null, null],
      '2026-02': [30, 1000],
      '2026-03': [30, 1000],
    })
    const closed = practice(
      'Z98003',
      { '2026-01': [20, 1000], '2026-02': [5, 1000], '2026-03': [2, 1000] },
      '2026-01-31',
    )
    expect(points(whole, young, closed)).toEqual([
      ['2026-01-01', 15, '2 practices'],
      ['2026-02-01', 20, '2 practices'],
      ['2026-03-01', 20, '2 practices'],
    ])
  })

  test('count a practice that prescribed nothing of the denominator as nothing', () => {
    const none = practice('Z98001', { '2026-01': [5, 1000] })
    expect(aggregateSeries(percent, [none]).points).toMatchObject([{ value: null, denominator: 0 }])
  })
})

test('an area is drawn from its own sums, with how many practices they are of', () => {
  const figures = [
    { month: '2026-01', practices: 41, numerator: 820, denominator: 20, value: 41, deciles: null },
  ]
  expect(areaSeries(items, figures).points).toEqual([
    { period: '2026-01-01', value: 41, numerator: 820, denominator: 20, note: '41 practices' },
  ])
})
