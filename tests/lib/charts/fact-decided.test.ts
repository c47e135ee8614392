import { describe, expect, test } from 'vitest'
import { type ChartDecisions, noDecisions } from '#lib/charts/decisions.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import type { Series } from '#lib/charts/series.ts'
import { monthly } from './given.ts'

type Values = readonly (number | null)[]
const factOf = (values: Values, given: Partial<Series> = {}, decided: Partial<ChartDecisions> = {}) =>
  readRunChart(monthly(values, { unit: 'items', ...given }), [], { ...noDecisions, ...decided }).fact
const phase = (from: string) => ({ from, reason: 'New template', by: 'Ann Example', on: '2024-12-01' })
const out = (period: string) => ({ period, reason: 'flood' })

describe('the fact of a chart about which something was decided', () => {
  test.each<{ of: string; values: Values; decided: Partial<ChartDecisions>; says: string }>([
    {
      of: 'a frozen baseline compares with its line',
      values: [52, 48, 53, 40, 39],
      decided: { baselineUntil: '2023-12-01' },
      says: 'February 2024: 39.0 items. The last 2 months lie below the baseline’s median of 52.0.',
    },
    {
      of: 'a phase compares with its own line',
      values: [52, 48, 52, 40, 39, 38],
      decided: { phases: [phase('2024-01-01')] },
      says: 'March 2024: 38.0 items, below this phase’s median of 39.0.',
    },
    {
      of: 'a baseline within a phase compares with the baseline',
      values: [52, 48, 52, 40, 39, 37],
      decided: { phases: [phase('2024-01-01')], baselineUntil: '2024-02-01' },
      says: 'March 2024: 37.0 items. The last 2 months lie below the baseline’s median of 39.5.',
    },
    {
      of: 'the first month of a phase has nothing to compare with yet',
      values: [52, 48, 52, 40],
      decided: { phases: [phase('2024-01-01')] },
      says: 'January 2024: 40.0 items, the first figure of this phase.',
    },
    {
      of: 'a phase without a figure yet leaves the figure before it alone',
      values: [52, 48, 52, null],
      decided: { phases: [phase('2024-01-01')] },
      says: 'December 2023: 52.0 items. January 2024 has no figure.',
    },
    {
      of: 'a flat phase',
      values: [52, 48, 40, 40],
      decided: { phases: [phase('2023-12-01')] },
      says: 'January 2024: 40.0 items, the same as every figure of this phase.',
    },
    {
      of: 'a latest month that is left out',
      values: [52, 52, 52, 48, 47, 99],
      decided: { excluded: [out('2024-03-01')] },
      says: 'March 2024: 99.0 items, left out of every calculation. The last 2 figures that count lie below the median of 52.0.',
    },
    {
      of: 'a latest month that is left out after a single one on its side',
      values: [52, 48, 52, 48, 52, 99],
      decided: { excluded: [out('2024-03-01')] },
      says: 'March 2024: 99.0 items, left out of every calculation. The last figure that counts, of February 2024, lies on the median.',
    },
    {
      of: 'two months that are both left out',
      values: [52, 99],
      decided: { excluded: [out('2023-10-01'), out('2023-11-01')] },
      says: 'November 2023: 99.0 items, left out of every calculation.',
    },
    {
      of: 'a left-out month within a run, which is passed over',
      values: [52, 52, 52, 48, 99, 48],
      decided: { excluded: [out('2024-02-01')] },
      says: 'March 2024: 48.0 items. The last 2 figures that count lie below the median of 52.0.',
    },
  ])('of $of', ({ values, decided, says }) => {
    expect(factOf(values, {}, decided)).toBe(says)
  })

  test('of a month that its own data leave out', () => {
    const points = monthly([52, 48, 52, 48, 99]).points.map((point) =>
      point.value === 99 ? { ...point, leftOut: 'the list lags' } : point,
    )
    expect(factOf([], { points })).toBe(
      'February 2024: 99.0 items, left out of every calculation. The last figure that counts, of January 2024, lies below the median of 50.0.',
    )
  })
})
