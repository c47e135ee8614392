import { describe, expect, test } from 'vitest'
import { type ControlChart, controlLimits, type Part } from '#lib/charts/control-limits.ts'
import { meanRangeOf, movingRangesOf } from '#lib/charts/moving-range.ts'
import { c4Of } from '#lib/charts/subgroup-constants.ts'

const partOf = (rows: { y: number | null; n?: number }[], given: Partial<Part> = {}): Part => ({
  points: rows.map(({ y, n }) => ({
    y: y === null ? null : n === undefined ? y : y / n,
    total: y,
    n: y === null ? null : (n ?? 1),
    size: y === null ? 0 : 1,
    mean: y,
    sd: null,
  })),
  baseline: rows.map(() => true),
  cl: null,
  screened: true,
  categorical: false,
  ...given,
})

describe('moving ranges', () => {
  test('are lost on both sides of a missing value', () => {
    expect(movingRangesOf([1, 3, null, 4, 7])).toEqual([2, null, null, 3])
  })

  test('are screened once: extreme ones do not widen the mean', () => {
    expect(meanRangeOf([1, 1, 1, 1, 1, 1, 20], true)).toBe(1)
    expect(meanRangeOf([1, 1, 1, 1, 1, 1, 20], false)).toBeCloseTo(26 / 7)
  })

  test('that are all 0 leave nothing to screen', () => {
    expect(meanRangeOf([0, 0, 0], true)).toBeNull()
  })
})

// Montgomery, Introduction to Statistical Quality Control, appendix VI
test.each([
  { size: 2, c4: 0.7979 },
  { size: 5, c4: 0.94 },
  { size: 25, c4: 0.9896 },
])('c4 of $size is $c4', ({ size, c4 }) => {
  expect(c4Of(size)).toBeCloseTo(c4, 4)
})

describe('limits', () => {
  const steady = [
    { y: 20, n: 100 },
    { y: 25, n: 100 },
    { y: 15, n: 100 },
    { y: 20, n: 100 },
  ]

  test.each<{ chart: ControlChart; cl: number; upper: number }>([
    { chart: 'p', cl: 0.2, upper: 0.2 + 3 * Math.sqrt((0.2 * 0.8) / 100) },
    { chart: 'u', cl: 0.2, upper: 0.2 + 3 * Math.sqrt(0.2 / 100) },
    { chart: 'c', cl: 20, upper: 20 + 3 * Math.sqrt(20) },
  ])('of a $chart chart', ({ chart, cl, upper }) => {
    const lines = controlLimits[chart](partOf(steady))
    expect(lines.cl[0]).toBeCloseTo(cl)
    expect(lines.ucl[0]).toBeCloseTo(upper)
  })

  test('follow the denominator', () => {
    const { ucl } = controlLimits.u(
      partOf([
        { y: 20, n: 100 },
        { y: 80, n: 400 },
      ]),
    )
    expect(ucl[0]).toBeGreaterThan(ucl[1] ?? 0)
  })

  test('of proportions end at 0 and 1', () => {
    const { lcl, ucl } = controlLimits.p(
      partOf([
        { y: 1, n: 2 },
        { y: 1, n: 2 },
      ]),
    )
    expect([lcl[0], ucl[0]]).toEqual([0, 1])
  })

  test('are not drawn at a missing point', () => {
    expect(controlLimits.u(partOf([...steady, { y: null }])).ucl.at(-1)).toBeNull()
  })

  test('bridge an excluded point, not a missing one', () => {
    const rows = [1, 2, 9, 2, 1].map((y) => ({ y }))
    const baseline = [true, true, false, true, true]
    const spanned = controlLimits.i(partOf(rows, { baseline, screened: false }))
    expect(spanned.ucl[0]).toBeCloseTo(1.5 + (3 * (2 / 3)) / 1.128)
  })

  test('of Laney charts equal the plain ones when z scores spread by 1', () => {
    const rows = [20, 24, 18, 22, 17, 23, 21, 19].map((y) => ({ y, n: 100 }))
    const plain = controlLimits.u(partOf(rows))
    const laney = controlLimits.up(partOf(rows))
    const centre = plain.cl[0] ?? 0
    const scores = rows.map(({ y }) => (y / 100 - centre) / Math.sqrt(centre / 100))
    const factor = (meanRangeOf(movingRangesOf(scores), true) ?? 0) / 1.128
    expect((laney.ucl[0] ?? 0) - centre).toBeCloseTo(((plain.ucl[0] ?? 0) - centre) * factor)
  })

  test('of categories take the spread of z scores itself', () => {
    const rows = [20, 40, 20, 40].map((y) => ({ y, n: 100 }))
    const ordered = controlLimits.up(partOf(rows)).ucl[0] ?? 0
    const categories = controlLimits.up(partOf(rows, { categorical: true })).ucl[0] ?? 0
    expect(categories).toBeLessThan(ordered)
  })
})
