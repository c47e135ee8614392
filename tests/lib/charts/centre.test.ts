import { describe, expect, test } from 'vitest'
import { meanOf, medianOf, sideOf, sumOf } from '#lib/charts/centre.ts'

describe('the middle of a series', () => {
  test.each([
    { of: [3, 1, 2], median: 2 },
    { of: [4, 1, 3, 2], median: 2.5 },
    { of: [7], median: 7 },
    { of: [], median: null },
    { of: [10, 9, 100, -1], median: 9.5 },
  ])('of $of is $median', ({ of, median }) => {
    expect(medianOf(of)).toBe(median)
  })

  test('the mean of 37 times 12.3 is 12.3, which a plain sum misses', () => {
    const values = Array.from({ length: 37 }, () => 12.3)
    expect(values.reduce((sum, value) => sum + value, 0) / 37).not.toBe(12.3)
    expect(meanOf(values)).toBe(12.3)
  })

  test('small figures survive beside large ones', () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2)
  })

  test('a sum with an infinite figure is infinite', () => {
    expect(sumOf([1, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the side of the line', () => {
  test.each([
    { value: 2, line: 1, side: 1 },
    { value: 0, line: 1, side: -1 },
    { value: 1, line: 1, side: 0 },
    { value: 12.3 * (1 + 1e-12), line: 12.3, side: 0 },
    { value: 12.3 * (1 + 1e-8), line: 12.3, side: 1 },
    { value: 1e-12, line: 0, side: 1 },
    { value: Number.POSITIVE_INFINITY, line: 5, side: 1 },
    { value: null, line: 5, side: null },
  ])('of $value against $line is $side', ({ value, line, side }) => {
    expect(sideOf(value, line)).toBe(side)
  })
})
