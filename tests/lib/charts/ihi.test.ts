import { describe, expect, test } from 'vitest'
import { ihiOf } from '#lib/charts/ihi.ts'

describe('classic run chart rules', () => {
  test.each([
    {
      name: 'a shift of six skips points on the median',
      y: [1, 9, 9, 5, 9, 9, 9, 9, 1, 1, 1, 5, 1, 1],
      shift: [2, 3, 5, 6, 7, 8],
    },
    { name: 'five in a row are no shift', y: [9, 9, 9, 9, 9, 1, 1, 1, 1, 1], shift: [] },
  ])('$name', ({ y, shift }) => {
    expect(ihiOf(y).shift).toEqual(shift)
  })

  test.each([
    { name: 'a trend of five', y: [9, 1, 2, 3, 4, 5, 4], trend: [2, 3, 4, 5, 6] },
    { name: 'a repeated value is skipped, not flagged', y: [1, 2, 2, 3, 4, 5], trend: [1, 2, 4, 5, 6] },
    { name: 'a missing value is skipped', y: [1, 2, null, 3, 4, 5], trend: [1, 2, 4, 5, 6] },
    { name: 'four rising are none', y: [1, 2, 3, 4, 1], trend: [] },
    {
      name: 'a peak belongs to both its trends',
      y: [1, 2, 3, 4, 5, 4, 3, 2, 1],
      trend: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    },
  ])('$name', ({ y, trend }) => {
    expect(ihiOf(y).trend).toEqual(trend)
  })

  test('runs are not counted against limits below ten useful points', () => {
    expect(ihiOf([1, 2, 1, 2, 1, 2, 1, 2, 1])).toMatchObject({
      runsLower: null,
      runsUpper: null,
      runsSignal: null,
    })
  })

  test('many runs are a signal as well as few', () => {
    expect(ihiOf(Array.from({ length: 20 }, (_, at) => at % 2))).toMatchObject({
      runs: 20,
      runsSignal: 'many',
    })
    expect(ihiOf(Array.from({ length: 20 }, (_, at) => at))).toMatchObject({ runs: 2, runsSignal: 'few' })
  })
})
