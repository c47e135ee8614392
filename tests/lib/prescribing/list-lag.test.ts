import { describe, expect, test } from 'vitest'
import { readChart } from '#lib/charts/read-chart.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { aggregateSeries } from '#lib/prescribing/aggregate.ts'
import { seriesOf } from '#lib/prescribing/chart.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { listLags } from '#lib/prescribing/list-lag.ts'
import { type PracticeFigures, valuesOf } from '#lib/prescribing/values.ts'

const opioids = findMeasure('opioid_items_per_1000')!
const share = findMeasure('high_dose_percent_all')!
/** From January 2025 to September 2026, all items a little up and down from month to month. */
const months = Array.from({ length: 21 }, (_, at) => addMonths('2025-01', at))
const usual = (at: number) => 2000 + [0, 60, -80, 30, -50, 90][at % 6]!

interface Given {
  /** A number of patients, or of items for 2,000 usual ones, from a month on. */
  lists?: Record<Month, number>
  items?: Record<Month, number>
  /** Months whose items are not known. */
  silent?: readonly Month[]
  tookOverOn?: string[]
  /** The last month with prescribing, and that with a list. */
  until?: Month
  listsUntil?: Month
}

const since = (steps: Record<Month, number>, month: Month, first: number) =>
  Object.entries(steps).findLast(([from]) => from <= month)?.[1] ?? first

function practice(given: Given): PracticeFigures {
  const {
    lists = {},
    items = {},
    silent = [],
    tookOverOn = [],
    until = '2026-09',
    listsUntil = until,
  } = given
  const prescribed = months.filter((month) => month <= until)
  return {
    practiceCode: 'Z98002',
    importedMonths: prescribed,
    sums: new Map(
      prescribed.map((month, at) => {
        const all = Math.round(usual(at) * since(items, month, 1))
        return [month, silent.includes(month) ? { opioid_items: 500 } : { items: all, opioid_items: all / 4 }]
      }),
    ),
    listSizes: new Map(
      months.filter((month) => month <= listsUntil).map((month) => [month, since(lists, month, 10_000)]),
    ),
    downloads: new Map(),
    closedOn: null,
    tookOverOn,
  }
}

const lagging = (given: Given) =>
  valuesOf(opioids, practice(given)).flatMap(({ month, listLag }) => (listLag ? [month] : []))

const MERGED = { items: { '2026-01': 1.4 } }

describe('a month is left out', () => {
  test.each<[string, Given, Month[]]>([
    ['when all items rose a month before the list', { ...MERGED, lists: { '2026-02': 14_000 } }, ['2026-01']],
    [
      'and so are two, when the list took two months',
      { ...MERGED, lists: { '2026-03': 14_000 } },
      ['2026-01', '2026-02'],
    ],
    [
      'and three, when it took three',
      { ...MERGED, lists: { '2026-04': 14_000 } },
      ['2026-01', '2026-02', '2026-03'],
    ],
    [
      'when those who came prescribe less than those who were here',
      { items: { '2026-01': 1.2 }, lists: { '2026-02': 14_000 } },
      ['2026-01'],
    ],
    [
      'when all items fell before the list, as where a branch goes',
      { items: { '2026-01': 0.7 }, lists: { '2026-02': 7000 } },
      ['2026-01'],
    ],
    [
      'when the newest list is further on than the prescribing',
      { ...MERGED, until: '2026-01', listsUntil: '2026-02', lists: { '2026-02': 14_000 } },
      ['2026-01'],
    ],
    [
      'when the items rise by little, and a merger is recorded',
      { items: { '2026-01': 1.06 }, lists: { '2026-02': 11_000 }, tookOverOn: ['2026-01-01'] },
      ['2026-01'],
    ],
    [
      'after a recorded merger whose items nobody knows',
      { silent: months, lists: { '2026-03': 14_000 }, tookOverOn: ['2026-01-15'] },
      ['2026-01', '2026-02'],
    ],
    [
      'while the list after a recorded merger is still to come',
      { ...MERGED, until: '2026-02', tookOverOn: ['2026-01-01'] },
      ['2026-01', '2026-02'],
    ],
  ])('%s', (_, given, expected) => {
    expect(lagging(given)).toEqual(expected)
  })
})

describe('no month is left out', () => {
  test.each<[string, Given]>([
    ['when nothing happened', {}],
    ['when items rose and the list never did: that is a change', MERGED],
    ['when items rose with the list', { ...MERGED, lists: { '2026-01': 14_000 } }],
    ['when items rose after the list', { ...MERGED, lists: { '2025-12': 14_000 } }],
    ['when the list alone rose, as where it was put right', { lists: { '2026-02': 14_000 } }],
    ['when the list alone fell', { lists: { '2026-02': 8000 } }],
    ['when the list fell after items rose', { ...MERGED, lists: { '2026-02': 8000 } }],
    ['when the list grew by less than a tenth', { items: { '2026-01': 1.4 }, lists: { '2026-02': 10_900 } }],
    [
      'when items rose far more than the list did: it explains too little of that',
      { items: { '2026-01': 2, '2026-02': 1.15 }, lists: { '2026-02': 11_500 } },
    ],
    [
      'when items rose for one month and were back before the list jumped',
      { items: { '2025-11': 1.4, '2025-12': 1, '2026-02': 1.4 }, lists: { '2026-02': 14_000 } },
    ],
    [
      'when the list came four months after the items: that is no lag of a list',
      { ...MERGED, lists: { '2026-05': 14_000, '2026-06': 14_000 }, silent: ['2026-04'] },
    ],
    [
      'when the months before are too few to know what is usual',
      { ...MERGED, lists: { '2026-02': 14_000 }, silent: months.slice(0, 8) },
    ],
    [
      'when a merger is recorded and the items had not moved yet',
      { items: { '2026-02': 1.4 }, lists: { '2026-02': 14_000 }, tookOverOn: ['2026-01-01'] },
    ],
    ['when a merger is recorded that neither items nor list show', { tookOverOn: ['2026-01-01'] }],
    [
      'when three months after a recorded merger the list is still what it was',
      { ...MERGED, until: '2026-04', tookOverOn: ['2026-01-01'] },
    ],
    ['when a recorded merger is a year old', { ...MERGED, tookOverOn: ['2025-01-01'] }],
  ])('%s', (_, given) => {
    expect(lagging(given)).toEqual([])
  })

  test('of a share, which rests on no list', () => {
    const figures = practice({ ...MERGED, lists: { '2026-02': 14_000 } })
    expect(valuesOf(share, figures).some(({ listLag }) => listLag)).toBe(false)
  })
})

test('a second merger is judged by months in which the list did not lag', () => {
  const twice = {
    items: { '2025-09': 1.4, '2026-02': 1.8 },
    lists: { '2025-10': 14_000, '2026-03': 18_000 },
  }
  expect(lagging(twice)).toEqual(['2025-09', '2026-02'])
})

test('lists that downloads name count as those of files do', () => {
  const downloaded = practice({ silent: months, tookOverOn: ['2026-01-01'] })
  const own = months.map((month, at) => {
    const denominator = month < '2026-02' ? 10 : 14
    return [month, { numerator: usual(at) / 4, denominator }] as const
  })
  const figures = { ...downloaded, importedMonths: [], sums: new Map(), listSizes: new Map() }
  const values = valuesOf(opioids, { ...figures, downloads: new Map([[opioids.id, new Map(own)]]) })
  expect(values.filter(({ listLag }) => listLag).map(({ month }) => month)).toEqual(['2026-01'])
})

describe('what is said of it', () => {
  const whyOf = (given: Given) =>
    valuesOf(opioids, practice(given)).flatMap(({ listLag }) => listLag?.why ?? [])[0]

  test.each<[Given, string]>([
    [
      { ...MERGED, lists: { '2026-02': 14_000 } },
      'all the practice’s items rose before the registered list did, which went from 10,000 to 14,000 patients in February 2026, so the rate is too high',
    ],
    [
      { items: { '2026-01': 0.7 }, lists: { '2026-02': 7000 } },
      'all the practice’s items fell before the registered list did, which went from 10,000 to 7,000 patients in February 2026, so the rate is too low',
    ],
    [
      { silent: months, lists: { '2026-02': 14_000 }, tookOverOn: ['2026-01-15'] },
      'patients of another practice came on 15 January 2026, before the registered list took them up, which went from 10,000 to 14,000 patients in February 2026, so the rate may be too high',
    ],
    [
      { ...MERGED, until: '2026-01', tookOverOn: ['2026-01-01'] },
      'patients of another practice came on 1 January 2026, and the registered list has not taken them up yet, so the rate is too high',
    ],
  ])('%j', (given, words) => {
    expect(whyOf(given)).toBe(words)
  })

  test('on the chart, which then gives no signal in any view', () => {
    const series = seriesOf(opioids, valuesOf(opioids, practice({ ...MERGED, lists: { '2026-02': 14_000 } })))
    const judged = { ...series, points: series.points.map(({ leftOut: _, ...point }) => point) }
    expect(readChart('limits', judged).signal).toBe(true)
    for (const view of ['run', 'limits', 'nhs', 'seasonal'] as const) {
      const reading = readChart(view, series)
      expect([view, reading.signal]).toEqual([view, false])
      expect(reading.decided.join()).toContain(
        'Left out of every calculation: January 2026 (all the practice’s',
      )
      expect(reading.altText).toContain('Left out of every calculation: January 2026')
      expect(reading.points[12]).toMatchObject({ kind: 'left out', marker: 'ghost', rules: [] })
      expect(reading.points[12]?.value).toBeCloseTo(70, 0)
    }
  })
})

describe('several practices as one', () => {
  const merged = practice({ ...MERGED, lists: { '2026-02': 14_000 } })
  const steady = (at: number) => ({ ...practice({}), practiceCode: `Z9821${at}` })
  const inJanuary = (others: number) =>
    aggregateSeries(opioids, [merged, ...Array.from({ length: others }, (_, at) => steady(at))]).points[12]

  test('are left out as well where the lists are off by a twentieth of all patients', () => {
    expect(inJanuary(3)?.leftOut).toBe(
      'the list of one practice did not yet hold about 4,000 patients, so the rate is too high',
    )
  })

  test('and judged where that is lost among them', () => {
    expect(inJanuary(9)?.leftOut).toBeUndefined()
    expect(inJanuary(9)?.value).toBeGreaterThan(0)
  })
})

test('without a list or an item nothing is said', () => {
  expect(listLags({ patients: new Map(), items: new Map(), tookOverOn: ['2026-01-01'] }).size).toBe(0)
})
