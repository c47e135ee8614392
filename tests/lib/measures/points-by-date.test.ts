import { pointsBy, pointsInWords, showingDay } from '#lib/measures/points-by-date.ts'
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

  test.each([
    [weekly, 0, '13 new points by Tuesday 7 March 2023.'],
    [monthly, 0, '3 new points by Tuesday 7 March 2023: too few to judge, which takes at least 10.'],
    [monthly, 18, '3 new points by Tuesday 7 March 2023, 21 in all.'],
    [
      monthly,
      2,
      '3 new points by Tuesday 7 March 2023, 5 in all: too few to judge, which takes at least 10.',
    ],
    [
      published,
      24,
      'None of the months from December 2022 on will be published by Tuesday 7 March 2023. It shows where you began, not what you change from now on.',
    ],
    [
      { ...published, startsOn: '2022-10-07' } as const,
      24,
      '2 of the months from October 2022 on will be published by Tuesday 7 March 2023.',
    ],
  ])('%# are said with what they are worth', (plan, known, said) => {
    expect(pointsInWords(plan, '2023-03-07', known)).toBe(said)
  })
})

describe('the day improvement is shown', () => {
  test('is the last collaborative session, not the celebration', () => {
    const sessions = [
      { kind: 'collaborative session', heldOn: '2027-02-09' },
      { kind: 'collaborative session', heldOn: '2026-11-11' },
      { kind: 'celebration', heldOn: '2027-02-25' },
    ] as const
    expect(showingDay(sessions, { endsOn: '2027-03-31' })).toBe('2027-02-09')
  })

  test('is the last day of a cohort that has no sessions', () => {
    expect(showingDay([], { endsOn: '2027-03-31' })).toBe('2027-03-31')
  })
})
