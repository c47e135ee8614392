import { pointsBy } from '#lib/measures/points-by-date.ts'
import { describe, expect, test } from '../../support/test.ts'

const weekly = { every: 'week', source: 'typed', startsOn: '2022-12-07' } as const
const monthly = { every: 'month', source: 'typed', startsOn: '2022-12-07' } as const
const published = { every: 'month', source: 'prescribing', startsOn: '2022-12-07' } as const

describe('points by a day', () => {
  // The first collaborative's own dates: testing on 7 December 2022, showing improvement on 7 March 2023.
  test.each([
    [weekly, 13],
    [monthly, 3],
    [published, 0],
  ])('%# between testing and showing improvement', (plan, points) => {
    expect(pointsBy(plan, '2023-03-07')).toBe(points)
  })

  test.each([
    [weekly, '2022-12-11', 0],
    [weekly, '2022-12-12', 1],
    [monthly, '2022-12-31', 0],
    [monthly, '2023-01-01', 1],
    [published, '2023-03-18', 0],
    [published, '2023-03-19', 1],
    [weekly, '2022-11-01', 0],
  ])('%# count once the period is over and, where others publish it, once they have', (plan, by, points) => {
    expect(pointsBy(plan, by)).toBe(points)
  })

  test('published figures come sooner when they come as soon as they ever do', () => {
    expect([7, 11].map((lag) => pointsBy(published, '2023-03-07', lag))).toEqual([1, 0])
  })
})
