import { readRunChart } from '#lib/charts/run-chart.ts'
import { gridColumns } from '#lib/measures/columns.ts'
import { familyHints } from '#lib/measures/family.ts'
import { seriesOf } from '#lib/measures/series-of.ts'
import { withoutSmallNumbers } from '#lib/measures/small-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'

const share = {
  title: 'Plans',
  unit: '%',
  decimals: 0,
  direction: 'higher',
  every: 'week',
  valueKind: 'percentage',
  target: 80,
  practice: 'Amber Lane Surgery',
} as const
const tally = { ...share, valueKind: 'count', unit: 'plans', target: null, practice: null } as const
const point = (
  period: string,
  numerator: number,
  denominator: number | null,
  note: string | null = null,
) => ({ period, numerator, denominator, note })

describe('typed figures as a series', () => {
  test('a percentage is worked out unrounded and keeps its counts', () => {
    expect(seriesOf(share, [point('2026-11-02', 1, 3, 'flu')])).toEqual({
      title: 'Plans',
      unit: '%',
      decimals: 0,
      direction: 'higher',
      every: 'week',
      target: 80,
      source: 'counted by the team at Amber Lane Surgery',
      points: [{ period: '2026-11-02', value: (1 / 3) * 100, numerator: 1, denominator: 3, note: 'flu' }],
    })
  })

  test('nobody to count is missing on the chart, never nought per cent', () => {
    const series = seriesOf(share, [point('2026-11-02', 0, 0)])
    expect(readRunChart(series).points).toMatchObject([{ value: null, reason: 'The denominator is 0' }])
  })

  test('a count is its own value', () => {
    const series = seriesOf(tally, [point('2026-11-02', 4, null)])
    expect(series).toMatchObject({ source: 'counted by the team', points: [{ value: 4 }] })
    expect(series).not.toHaveProperty('target')
  })
})

describe('a series for people outside the team', () => {
  test.each([
    [share, point('2026-11-02', 4, 40), null],
    [share, point('2026-11-02', 0, 4), null],
    [share, point('2026-11-02', 5, 40), 12.5],
    [share, point('2026-11-02', 0, 40), 0],
    [tally, point('2026-11-02', 1, null), null],
    [tally, point('2026-11-02', 0, null), 0],
    [tally, point('2026-11-02', 5, null), 5],
  ])('%# leaves out what a count from 1 to 4 would give away', (measure, typed, value) => {
    const [shown] = withoutSmallNumbers(seriesOf(measure, [typed])).points
    expect(shown?.value).toBe(value)
    if (value !== null) return
    expect(shown).toEqual({ period: '2026-11-02', value: null, reason: 'A number from 1 to 4, not shown' })
  })
})

describe('the grid of a measure', () => {
  test('asks a percentage for a number and what it is out of, a count for itself', () => {
    expect(gridColumns(share).map(({ label }) => label)).toEqual(['Number', 'Out of', 'Note'])
    expect(gridColumns(tally).map(({ label }) => label)).toEqual(['Plans', 'Note'])
  })
})

describe('what a family of measures lacks', () => {
  const outcome = { kind: 'outcome', source: 'prescribing', every: 'month' } as const
  const process = { kind: 'process', source: 'typed', every: 'week' } as const
  const balancing = { kind: 'balancing', source: 'typed', every: 'month' } as const

  test.each([
    [[], []],
    [[outcome, process, balancing], []],
    [[process, balancing], ['No outcome']],
    [
      [outcome, balancing],
      ['No process', 'Nothing is counted every week'],
    ],
    [[outcome, process], ['No balancing']],
  ])('%#', (measures, beginnings) => {
    const hints = familyHints(measures)
    expect(hints).toHaveLength(beginnings.length)
    beginnings.forEach((beginning, index) => void expect(hints[index]).toContain(beginning))
  })
})
