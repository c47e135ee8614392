import { describe, expect, test } from 'vitest'
import { type ChartDecisions, noDecisions } from '#lib/charts/decisions.ts'
import type { Point } from '#lib/charts/series.ts'
import { readsOtherwise } from '#lib/measures/decisions/otherwise.ts'

const points: Point[] = [
  { period: '2026-01-01', value: 1 },
  { period: '2026-02-01', value: 2 },
  { period: '2026-03-01', value: null },
  { period: '2026-04-01', value: 4, leftOut: 'the list lagged' },
  { period: '2026-05-01', value: 5 },
]
const phase = (from: string) => ({ from, reason: 'It works', by: 'Ann', on: '2026-06-01' })
const said = (given: Partial<ChartDecisions>) =>
  readsOtherwise({ ...noDecisions, ...given }, { points, every: 'month' })

describe('a chart reads otherwise', () => {
  test.each<[Partial<ChartDecisions>, string]>([
    [{ baselineUntil: '2026-02-01' }, 'froze its baseline on the points up to February 2026'],
    [{ phases: [phase('2026-02-14')] }, 'began a phase with February 2026'],
    [{ phases: [phase('2026-02-01'), phase('2026-05-01')] }, 'began phases with February 2026 and May 2026'],
    [{ excluded: [{ period: '2026-05-01', reason: 'Flood' }] }, 'left out May 2026'],
    [
      {
        baselineUntil: '2026-01-01',
        phases: [phase('2026-05-01')],
        excluded: [{ period: '2026-02-01', reason: 'Flood' }],
      },
      'froze its baseline on the points up to January 2026, began a phase with May 2026 and left out February 2026',
    ],
  ])('after %j', (given, words) => {
    expect(said(given)).toBe(words)
  })
})

describe('a chart reads the same', () => {
  test.each<[string, Partial<ChartDecisions>]>([
    ['nothing', {}],
    ['a target', { targets: [{ from: '2026-01-01', value: 3 }] }],
    ['a baseline with no point after it', { baselineUntil: '2026-05-01' }],
    ['a baseline before the first point', { baselineUntil: '2025-12-01' }],
    ['a phase that begins with the first point', { phases: [phase('2026-01-01')] }],
    ['a phase after the last point', { phases: [phase('2026-06-01')] }],
    ['leaving out a month without a figure', { excluded: [{ period: '2026-03-01', reason: 'None' }] }],
    ['leaving out a month that counts nowhere', { excluded: [{ period: '2026-04-01', reason: 'Merger' }] }],
  ])('after %s', (_, given) => {
    expect(said(given)).toBeUndefined()
  })
})
