import { shareFound, smallestFound } from '#lib/measures/detection.ts'
import {
  detectionSaid,
  forecastOf,
  milestonesOf,
  plannedForecast,
  pointsSaid,
  whyPlanShowsNothing,
} from '#lib/measures/forecast.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('how often a step is found', () => {
  // SPC.md, section 6: 4,000 series each, simulated there in R. A thousand here: 3 of 100 either way is chance.
  test.each([
    [24, 1, 0.16],
    [36, 1, 0.25],
    [60, 1, 0.35],
    [24, 2, 0.64],
    [36, 2, 0.82],
    [60, 2, 0.94],
    [24, 0, 0.032],
    [36, 0, 0.043],
  ])('in %i points, half way, of %d standard deviations', (points, step, share) => {
    expect(Math.abs(shareFound(points / 2, points / 2, step) - share)).toBeLessThan(0.035)
  })

  test('the same plan gets the same answer, and one point after a change shows nothing', () => {
    expect(shareFound(24, 1, 3)).toBeLessThan(0.1)
    expect(shareFound(0, 0, 3)).toBe(0)
    expect([smallestFound(24, 24), smallestFound(9, 13), smallestFound(24, 1)]).toEqual([2, 3, undefined])
  })
})

describe('the sessions a plan is held against', () => {
  const session = (kind: 'collaborative session' | 'celebration' | 'masterclass', heldOn: string) => ({
    kind,
    heldOn,
  })
  const cohort = { endsOn: '2027-03-31' }
  test.each([
    [
      [
        session('collaborative session', '2027-02-09'),
        session('collaborative session', '2026-11-11'),
        session('celebration', '2027-02-25'),
      ],
      { testing: '2026-11-11', last: '2027-02-09' },
    ],
    [
      [session('collaborative session', '2027-02-09'), session('masterclass', '2026-11-11')],
      { last: '2027-02-09' },
    ],
    [[], { last: '2027-03-31' }],
  ])('%#', (sessions, milestones) => {
    expect(milestonesOf(sessions, cohort)).toEqual(milestones)
  })
})

// The first collaborative's own dates: testing on 7 December 2022, showing improvement on 7 March 2023.
const milestones = { testing: '2022-12-07', last: '2023-03-07' }
const start = '2022-10-07'
const weekly = { every: 'week', source: 'typed', startsOn: start } as const
const monthly = { every: 'month', source: 'typed', startsOn: start } as const
const published = { every: 'month', source: 'prescribing', startsOn: start } as const

describe('what a measure could show', () => {
  test.each([
    [
      weekly,
      0,
      {
        byTesting: { fewest: 9, most: 9 },
        byLast: { fewest: 22, most: 22 },
        after: 12,
        canShow: true,
        smallest: 3,
      },
    ],
    [monthly, 0, { byLast: { most: 5 }, after: 2, canShow: false, smallest: undefined }],
    [
      published,
      24,
      {
        byTesting: { fewest: 26, most: 26 },
        byLast: { fewest: 29, most: 29 },
        after: 0,
        canShow: false,
        smallest: undefined,
      },
    ],
  ])('%# from the first session on', (plan, known, expected) => {
    expect(forecastOf(plan, known, start, milestones)).toMatchObject(expected)
  })

  test('after the testing session the change is taken to come now, or half way through', () => {
    const late = forecastOf({ ...weekly, startsOn: '2022-12-14' }, 0, '2022-12-14', milestones)
    expect(late).toMatchObject({ byTesting: null, byLast: { most: 12 }, after: 6, canShow: true })
    const counting = forecastOf(weekly, 9, '2022-12-14', milestones)
    expect(counting).toMatchObject({ byLast: { most: 21 }, after: 11 })
  })

  test.each([
    [
      weekly,
      0,
      '9 points by the testing session on Wednesday 7 December 2022, 22 points by the last session on Tuesday 7 March 2023.',
      'A lasting change three times as large as the usual ups and downs from week to week would be found in about 8 of 10',
    ],
    [
      monthly,
      0,
      '2 points by the testing',
      'Too few to show anything: a run chart is judged from 10 points on.',
    ],
    [
      monthly,
      20,
      '22 points by the testing',
      'It can show nothing by then: at most 2 points would come after your change.',
    ],
    [
      published,
      24,
      '29 points by the last session',
      'published figures come 7 to 11 weeks after the month, so no point would come after it',
    ],
  ])('%# is said', (plan, known, points, shows) => {
    const forecast = forecastOf(plan, known, start, milestones)
    expect(pointsSaid(forecast)).toContain(points)
    expect(detectionSaid(forecast)).toContain(shows)
  })
})

describe('a plan is refused', () => {
  const planned = (...plans: (typeof weekly | typeof monthly | typeof published)[]) =>
    plans.map((plan) => plannedForecast(plan, start, milestones))
  const [best] = planned(weekly)
  test.each([
    [
      'of published figures alone',
      planned(published),
      'With this measure alone your project could show nothing',
    ],
    [
      'of monthly counts',
      planned(published, monthly),
      'With these measures your project could show nothing by the last session on Tuesday 7 March 2023',
    ],
    ['not with a weekly measure', planned(published, weekly), undefined],
  ])('%s', (_, forecasts, said) => {
    const why = whyPlanShowsNothing(forecasts, best!)
    if (said) expect(why).toContain(said)
    else expect(why).toBeUndefined()
  })

  test('not when even a weekly measure could show nothing any more', () => {
    const late = plannedForecast({ ...weekly, startsOn: '2023-02-20' }, '2023-02-20', milestones)
    expect(whyPlanShowsNothing(planned(published), late)).toBeUndefined()
  })
})
