import { expect, test } from 'vitest'
import { noDecisions } from '#lib/charts/decisions.ts'
import { baselinePeriods } from '#lib/charts/stretches.ts'
import { monthly } from './given.ts'

const phase = (from: string) => ({ from, reason: 'New template', by: 'Ann Example', on: '2024-12-01' })

test.each([
  { of: 'no baseline', decided: {}, periods: [] },
  {
    of: 'a baseline to the third month, without the one that has no figure',
    decided: { baselineUntil: '2023-12-01' },
    periods: ['2023-10-01', '2023-12-01'],
  },
  {
    of: 'a baseline without the month that is left out',
    decided: { baselineUntil: '2024-01-01', excluded: [{ period: '2023-12-01', reason: 'flood' }] },
    periods: ['2023-10-01', '2024-01-01'],
  },
  {
    of: 'a baseline within a phase',
    decided: { baselineUntil: '2024-01-01', phases: [phase('2023-12-01')] },
    periods: ['2023-12-01', '2024-01-01'],
  },
  { of: 'a baseline that ends before any figure', decided: { baselineUntil: '2023-01-01' }, periods: [] },
])('the months of $of', ({ decided, periods }) => {
  const series = monthly([52, null, 48, 50, 40, 39])
  expect(baselinePeriods(series, { ...noDecisions, ...decided })).toEqual(periods)
})
