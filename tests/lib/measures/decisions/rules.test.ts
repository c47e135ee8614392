import { describe, expect, test } from 'vitest'
import type { Series } from '#lib/charts/series.ts'
import { choicesFor } from '#lib/measures/decisions/rules.ts'

const points = (...values: (number | null)[]): Pick<Series, 'every' | 'points'> => ({
  every: 'month',
  points: values.map((value, at) => ({ period: `2026-${String(at + 1).padStart(2, '0')}-01`, value })),
})

describe('the periods that can be named', () => {
  const series = points(1, null, 3, 4)
  test.each([
    [
      'baseline',
      [],
      [
        ['2026-01-01', 1],
        ['2026-03-01', 2],
        ['2026-04-01', 3],
      ],
    ],
    [
      'baseline',
      ['2026-03-01'],
      [
        ['2026-01-01', 1],
        ['2026-04-01', 2],
      ],
    ],
    [
      'exclusion',
      ['2026-03-01'],
      [
        ['2026-01-01', 1],
        ['2026-04-01', 2],
      ],
    ],
    [
      'phase',
      [],
      [
        ['2026-02-01', 1],
        ['2026-03-01', 2],
        ['2026-04-01', 3],
      ],
    ],
  ] as const)('%s without %j', (kind, excluded, expected) => {
    const found = choicesFor(kind, series, excluded)
    expect(found.map((choice) => [choice.period, choice.points])).toEqual(expected)
  })

  test('a point that is left out by its own data is neither counted nor offered', () => {
    const lagging = series.points.map((point) =>
      point.period === '2026-03-01' ? { ...point, leftOut: 'The list lagged' } : point,
    )
    const found = choicesFor('exclusion', { ...series, points: lagging }, [])
    expect(found.map(({ period, points: count }) => [period, count])).toEqual([
      ['2026-01-01', 1],
      ['2026-04-01', 2],
    ])
  })

  test('a target may begin up to a year after the newest figure', () => {
    const found = choicesFor('target', series, [])
    expect([found.length, found[0]?.period, found.at(-1)?.period]).toEqual([16, '2026-01-01', '2027-04-01'])
  })

  test('without figures there are none', () => {
    expect(choicesFor('target', points(), [])).toEqual([])
    expect(choicesFor('baseline', points(), [])).toEqual([])
  })
})
