import { describe, expect, test } from 'vitest'
import { chartCsv } from '#lib/charts/chart-file.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import type { Series } from '#lib/charts/series.ts'
import { svgOf } from '#lib/charts/svg.ts'
import { svgFileOf } from '#lib/charts/svg-file.ts'
import { views } from '#lib/charts/views.ts'
import { monthly, signs } from './given.ts'

type Values = readonly (number | null)[]
const factOf = (values: Values, given: Partial<Series> = {}) =>
  readRunChart(monthly(values, { unit: 'items', ...given })).fact

describe('the fact', () => {
  test.each<{ of: string; values: Values; says: string }>([
    { of: 'no points is nothing', values: [], says: '' },
    { of: 'one point', values: [52], says: 'October 2023: 52.0 items, the first figure.' },
    {
      of: 'one point after months without a figure',
      values: [52, null, null],
      says: 'October 2023: 52.0 items, the first figure. The 2 months after it have no figure.',
    },
    { of: 'two points', values: [52, 48], says: 'November 2023: 48.0 items, below the median of 50.0.' },
    {
      of: 'a flat series',
      values: [50, 50, 50],
      says: 'December 2023: 50.0 items, the same as in every month before.',
    },
    {
      of: 'a series that is flat but for rounding errors',
      values: [0.3, 0.1 + 0.2, 0.3],
      says: 'December 2023: 0.3 items, the same as in every month before.',
    },
    {
      of: 'a flat series with a gap',
      values: [50, null, 50],
      says: 'December 2023: 50.0 items, the same as every figure before.',
    },
    {
      of: 'true zeros',
      values: [0, 0, 0],
      says: 'December 2023: 0.0 items, the same as in every month before.',
    },
    {
      of: 'a latest month on the median',
      values: [52, 48, 50],
      says: 'December 2023: 50.0 items, on the median.',
    },
    {
      of: 'a single month above',
      values: [52, 48, 51, 49, 52],
      says: 'February 2024: 52.0 items, above the median of 51.0.',
    },
    {
      of: 'the last months on one side',
      values: [...signs('+++++++----'), 47],
      says: 'September 2024: 47.0 items. The last 5 months lie below the median of 52.0.',
    },
    {
      of: 'a run over a month on the median, which does not count',
      values: [52, 52, 52, 48, 48, 50, 48],
      says: 'April 2024: 48.0 items. The last 3 figures that count lie below the median of 50.0.',
    },
    {
      of: 'a run over a month without a figure',
      values: [52, 52, 52, 52, 48, null, 48],
      says: 'April 2024: 48.0 items. The last 2 figures lie below the median of 52.0.',
    },
    {
      of: 'a latest month without a figure',
      values: [52, 52, 47, 47.5, null],
      says: 'January 2024: 47.5 items. The last 2 figures lie below the median of 49.8. February 2024 has no figure.',
    },
    { of: 'months without any figure', values: [null, null], says: 'None of the 2 months has a figure.' },
    { of: 'one month without a figure', values: [null], says: 'October 2023 has no figure.' },
  ])('of $of', ({ values, says }) => {
    expect(factOf(values)).toBe(says)
  })

  test.each<{ of: string; values: Values; given: Partial<Series>; says: string }>([
    {
      of: 'a count',
      values: [3, 9, 7],
      given: { unit: 'reviews', decimals: 0 },
      says: 'December 2023: 7 reviews, on the median.',
    },
    {
      of: 'a count, whose median is rounded as the picture rounds it',
      values: [3, 4, 9, 7],
      given: { unit: 'reviews', decimals: 0 },
      says: 'January 2024: 7 reviews. The last 2 months lie above the median of 6.',
    },
    {
      of: 'a percentage',
      values: [12, 14, 10.5],
      given: { unit: '% of opioid items' },
      says: 'December 2023: 10.5% of opioid items, below the median of 12.0%.',
    },
    {
      of: 'figures without a unit',
      values: [1, 2],
      given: { unit: '' },
      says: 'November 2023: 2.0, above the median of 1.5.',
    },
    {
      of: 'weeks',
      values: [52, 48, 47, 52],
      given: { every: 'week' },
      says: 'Week of 20 October 2025: 52.0 items, above the median of 50.0.',
    },
    {
      of: 'a measure without a direction, in the same words',
      values: [52, 48],
      given: { direction: 'none' },
      says: 'November 2023: 48.0 items, below the median of 50.0.',
    },
    {
      of: 'a value that reads like its median and is not on it',
      values: [50.000001, 50.000003, 50.000002, 50.0000025],
      given: {},
      says: 'January 2024: 50.000 items, just above the median of 50.000.',
    },
    {
      of: 'figures of which another is close to the line, with no more decimals than it needs itself',
      values: [52.11, 46.47, 46.44, 40.26],
      given: {},
      says: 'January 2024: 40.3 items. The last 2 months lie below the median of 46.5.',
    },
    {
      of: 'a latest figure close to the line, with decimals enough to tell them apart',
      values: [52.11, 46.47, 40.26, 46.48],
      given: {},
      says: 'January 2024: 46.48 items, above the median of 46.47.',
    },
    {
      of: 'a denominator of 0',
      values: [],
      given: {
        unit: '%',
        points: [
          { period: '2024-01-01', value: 12, numerator: 12, denominator: 100 },
          { period: '2024-02-01', value: 14, numerator: 14, denominator: 100 },
          { period: '2024-03-01', value: 0, numerator: 0, denominator: 0 },
        ],
      },
      says: 'February 2024: 14.0%, above the median of 13.0%. March 2024 has no figure: the denominator is 0.',
    },
    {
      of: 'a reason that several months share',
      values: [],
      given: {
        points: [
          { period: '2024-01-01', value: 52 },
          { period: '2024-02-01', value: null, reason: 'the practice was closed.' },
          { period: '2024-03-01', value: null, reason: 'the practice was closed.' },
        ],
      },
      says: 'January 2024: 52.0 items, the first figure. The 2 months after it have no figure: the practice was closed.',
    },
    {
      of: 'months without a figure for several reasons',
      values: [],
      given: {
        points: [
          { period: '2024-01-01', value: null, reason: 'NHS site down' },
          { period: '2024-02-01', value: null, reason: 'the practice was closed' },
        ],
      },
      says: 'None of the 2 months has a figure.',
    },
    {
      of: 'a reason that begins with a name',
      values: [],
      given: { points: [{ period: '2024-01-01', value: null, reason: 'NHS site down' }] },
      says: 'January 2024 has no figure: NHS site down.',
    },
  ])('of $of', ({ values, given, says }) => {
    expect(factOf(values, given)).toBe(says)
  })

  test.each([
    ['limits', 'The last 12 months lie below the centre line at 50.0.'],
    ['nhs', 'The last 12 months lie below the mean of 50.0.'],
    ['seasonal', ''],
  ] as const)('compares with the line of the %s view', (view, ends) => {
    const reading = readChart(view, monthly(signs('++++++++++++------------'), { unit: 'items' }))
    expect(reading.fact).toBe(`September 2025: 48.0 items.${ends && ` ${ends}`}`)
  })

  test.each(['better', 'worse', 'worst', 'good', 'bad', 'improve', 'concern', 'sign', 'change', '!'])(
    'never says "%s"',
    (word) => {
      for (const pattern of ['++++++++++++------------', '------------++++++++++++', '+-+-0', '.', '+..']) {
        for (const view of views)
          expect(readChart(view, monthly(signs(pattern))).fact.toLowerCase()).not.toContain(word)
      }
    },
  )
})

test.each(views)('every form of the %s view says the fact before its sentence', (view) => {
  const reading = readChart(view, monthly(signs('++++++++++++------------')))
  const { fact, sentence } = reading
  const words = (svg: string) => svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, '')
  for (const form of [
    reading.altText,
    chartCsv(reading, ''),
    words(svgFileOf(reading, '')),
    words(svgOf(reading, 'narrow', 'x')),
  ]) {
    const [at, then] = [fact, sentence].map((text) =>
      Math.max(form.indexOf(text), form.indexOf(text.replace(/\s+/g, ''))),
    )
    expect(at).toBeGreaterThanOrEqual(0)
    expect(then).toBeGreaterThan(at ?? Infinity)
  }
})
