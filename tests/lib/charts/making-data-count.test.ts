import { describe, expect, test } from 'vitest'
import { assuranceOf, pointTypeOf, xmrGroupOf } from '#lib/charts/making-data-count.ts'

const causes = (y: (number | null)[]) => xmrGroupOf(y, null, true).points.map(({ cause }) => cause)

describe('Making Data Count', () => {
  test('limits are the mean and 2.66 mean moving ranges', () => {
    expect(xmrGroupOf([10, 12, 10, 12], null, false)).toMatchObject({
      mean: 11,
      lower: 11 - 5.32,
      upper: 11 + 5.32,
    })
  })

  test('limits may come from the first points alone', () => {
    expect(xmrGroupOf([10, 12, 10, 12, 50], 4, false).mean).toBe(11)
  })

  test('a flat series has no limits when ranges are screened, as in the reference', () => {
    expect(xmrGroupOf([5, 5, 5], null, true)).toMatchObject({ mean: 5, lower: null, upper: null })
    expect(xmrGroupOf([5, 5, 5], null, false)).toMatchObject({ lower: 5, upper: 5 })
  })

  test('a point beyond the limits comes before all other rules', () => {
    expect(causes([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30]).at(-1)).toBe('Above UCL')
  })

  test('a trend of seven ends at a missing point', () => {
    const rising = [1, 2, 3, 4, 5, 6, 7]
    expect(causes([...rising, 1, 2]).slice(1, 6)).toEqual(
      Array.from({ length: 5 }, () => '7 Point Trend (Increasing)'),
    )
    expect(causes([1, 2, 3, null, 4, 5, 6, 7])).not.toContain('7 Point Trend (Increasing)')
  })

  test('a missing point is common cause', () => {
    const [, missing] = xmrGroupOf([1, null, 2], null, true).points
    expect(missing).toEqual({ outside: null, close: null, side: null, cause: 'Common Cause' })
  })

  test.each([
    { cause: 'Above UCL', direction: 'increase', type: 'special_cause_improvement' },
    { cause: 'Above UCL', direction: 'decrease', type: 'special_cause_concern' },
    { cause: '7 Point Trend (Decreasing)', direction: 'decrease', type: 'special_cause_improvement' },
    { cause: '2 in 3 Below CL', direction: 'neutral', type: 'special_cause_neutral_low' },
    { cause: 'Common Cause', direction: 'increase', type: 'common_cause' },
  ] as const)('$cause is $type when $direction is wanted', ({ cause, direction, type }) => {
    expect(pointTypeOf(cause, direction)).toBe(type)
  })

  test.each([
    { target: 12, direction: 'decrease', assurance: 'pass' },
    { target: 12, direction: 'increase', assurance: 'fail' },
    { target: 7, direction: 'decrease', assurance: 'fail' },
    { target: 10, direction: 'decrease', assurance: 'inconsistent' },
    { target: 9, direction: 'increase', assurance: 'inconsistent' },
    { target: 9, direction: 'neutral', assurance: null },
    { target: null, direction: 'increase', assurance: null },
  ] as const)('a target of $target with limits 8 and 10 and $direction wanted: $assurance', (given) => {
    expect(assuranceOf(given.target, given.direction, { lower: 8, upper: 10 })).toBe(given.assurance)
  })
})
