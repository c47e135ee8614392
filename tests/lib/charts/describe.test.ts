import { describe, expect, test } from 'vitest'
import { pointFacts } from '#lib/charts/describe.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { monthly, signs } from './given.ts'

const sentence = (pattern: string, given: Parameters<typeof monthly>[1] = {}) =>
  readRunChart(monthly(signs(pattern), given)).sentence

describe('the sentence', () => {
  test.each([
    {
      name: 'of no points',
      pattern: '',
      says: 'There are no figures yet. The chart begins with the first one.',
    },
    {
      name: 'of few points',
      pattern: '+-+-',
      says: 'Too few points to judge: there are 4 useful points so far, and the rules need at least 10.',
    },
    {
      name: 'of one useful point beside points on the median',
      pattern: '00+',
      says: 'Too few points to judge: there is 1 useful point so far (2 months on the median do not count), and the rules need at least 10.',
    },
    {
      name: 'of a flat series',
      pattern: '000000000000',
      says: 'No variation: all 12 months are 50.0 items per 1,000 patients.',
    },
    {
      name: 'of ten points never says that nothing changed',
      pattern: '+-+-+-+-+-',
      says: 'No signal so far, and still few points: the longest run on one side of the median is 1 month (up to 6 would be chance) and the figures cross it 9 times (chance would give at least 2).',
    },
    {
      name: 'of twelve points by chance',
      pattern: '++--++--++--',
      says: 'No sign of a change beyond chance: the longest run on one side of the median is 2 months (up to 7 would be chance) and the figures cross it 5 times (chance would give at least 3).',
    },
    {
      name: 'of a run and few crossings',
      pattern: '++++++++++++------------',
      says: 'A sign of change beyond chance: 12 months in a row lie below the median (Oct 2024 to Sept 2025), where up to 8 would be chance, and the figures cross the median once, where chance would give at least 8. These are the latest months, on the better side.',
    },
    {
      name: 'of a long run that ended',
      pattern: '+-+-+-+-++++++++++----+----+---+--',
      says: 'A sign of change beyond chance: 10 months in a row lie above the median (Jun 2024 to Mar 2025), where up to 8 would be chance. The latest 2 months lie below it, on the better side.',
    },
    {
      name: 'of a long run over months on the median',
      pattern: '0+0-0-0-0-0-0-0-0.0-0-0-0-0-',
      says: 'A sign of change beyond chance: 12 months in a row lie below the median (Jan 2024 to Jan 2026, leaving out 13 on it or missing), where up to 7 would be chance, and the figures cross the median once, where chance would give at least 3. These are the latest months, on the better side.',
    },
    {
      name: 'of few crossings without a long run',
      pattern: '++++++------++++++------',
      says: 'A sign of change beyond chance: the figures cross the median 3 times, where chance would give at least 8. The latest 6 months lie below it, on the better side.',
    },
  ])('$name', ({ pattern, says }) => {
    expect(sentence(pattern)).toBe(says)
  })

  test.each([
    {
      direction: 'lower' as const,
      pattern: '------------++++++++++++',
      ends: 'These are the latest months, on the higher side.',
    },
    {
      direction: 'higher' as const,
      pattern: '------------++++++++++++',
      ends: 'These are the latest months, on the better side.',
    },
    {
      direction: 'higher' as const,
      pattern: '++++++++++++------------',
      ends: 'These are the latest months, on the lower side.',
    },
    { direction: 'none' as const, pattern: '++++++++++++------------', ends: 'These are the latest months.' },
  ])('places the latest months by direction $direction: $ends', ({ direction, pattern, ends }) => {
    expect(sentence(pattern, { direction })).toMatch(new RegExp(`${ends.replaceAll('.', '\\.')}$`))
  })

  test('speaks of weeks where figures are weekly', () => {
    expect(sentence('++++++++++++------------', { every: 'week' })).toContain(
      '12 weeks in a row lie below the median (22 Dec 2025 to 9 Mar 2026)',
    )
  })

  test.each(['worst', 'improvement', 'deterior', 'good', 'bad', 'success', 'fail', '!'])(
    'never says "%s"',
    (word) => {
      for (const pattern of ['++++++++++++------------', '------------++++++++++++', '+-+-+-+-+-+-', '']) {
        expect(sentence(pattern).toLowerCase()).not.toContain(word)
      }
    },
  )
})

describe('the text for people who do not see the chart', () => {
  test('names span, gaps, median, target, fact, sentence and direction', () => {
    const { altText } = readRunChart(monthly(signs('++--++-.-++--'), { target: 45 }))
    expect(altText).toBe(
      'Run chart of Opioid items, 13 months from Oct 2023 to Oct 2024. 1 month without a figure. ' +
        'Median 50.0 items per 1,000 patients. Target 45.0 items per 1,000 patients. ' +
        'October 2024: 48.0 items per 1,000 patients. The last 2 months lie below the median of 50.0. ' +
        'No sign of a change beyond chance: the longest run on one side of the median is 2 months ' +
        '(up to 7 would be chance) and the figures cross it 5 times (chance would give at least 3). Lower is better.',
    )
  })

  test('is short where there is nothing', () => {
    expect(readRunChart(monthly([])).altText).toBe(
      'Run chart of Opioid items. There are no figures yet. The chart begins with the first one.',
    )
  })
})

describe('how far the data go', () => {
  test.each([
    {
      name: 'the day that the source says',
      given: { dataTo: '2024-10-31' },
      says: 'Data to 31 October 2024',
    },
    { name: 'or the last month with a figure', given: {}, says: 'Data to November 2023' },
  ])('$name', ({ given, says }) => {
    expect(readRunChart(monthly([1, 2, null], given)).dataToText).toBe(says)
  })
})

test('one point in words', () => {
  const points = [
    { period: '2025-01-01', value: 51.2, numerator: 512, denominator: 10_000, note: 'List merged' },
    { period: '2025-02-01', value: null, reason: 'Practice closed' },
  ]
  const reading = readRunChart(monthly([], { points }))
  expect(reading.points.map((point) => pointFacts(point, { unit: 'items' }))).toEqual([
    ['January 2025', '51.2 items', '512 out of 10,000', 'On the median', 'List merged'],
    ['February 2025', 'Practice closed'],
  ])
})
