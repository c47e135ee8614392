import { describe, expect, test } from 'vitest'
import { seriesOf } from '#lib/prescribing/chart.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { type PracticeFigures, valuesOf } from '#lib/prescribing/values.ts'

const opioidItems = findMeasure('opioid_items_per_1000')!
const highDosePercent = findMeasure('high_dose_percent')!
const ome = findMeasure('opioid_ome_per_1000')!

const practice = (given: Partial<PracticeFigures>): PracticeFigures => ({
  practiceCode: 'Z98001',
  importedMonths: ['2026-08'],
  sums: new Map([['2026-08', { items: 100, opioid_items: 40, ome_mg: 12_000 }]]),
  listSizes: new Map([['2026-08', 8000]]),
  downloads: new Map(),
  closedOn: null,
  ...given,
})
const first = (measure: typeof ome, given: Partial<PracticeFigures>) => valuesOf(measure, practice(given))[0]

describe('the value of a measure', () => {
  test('is the sum for each thousand registered patients', () => {
    expect(first(opioidItems, {})).toEqual({
      measure: 'opioid_items_per_1000',
      month: '2026-08',
      numerator: 40,
      denominator: 8,
      value: 5,
    })
  })

  test('is missing, not zero, when nothing at all was published for the practice', () => {
    expect(first(opioidItems, { sums: new Map() })).toMatchObject({
      numerator: null,
      value: null,
      reason: 'no_rows',
    })
  })

  test('is a true zero when there are rows but none that count', () => {
    expect(first(opioidItems, { sums: new Map([['2026-08', { items: 3 }]]) })).toMatchObject({
      numerator: 0,
      value: 0,
    })
  })

  test.each([
    ['2026-07', 5, undefined, 'list_carried_forward_1'],
    ['2026-05', 5, undefined, 'list_carried_forward_3'],
    ['2026-04', null, 'no_list_size', undefined],
    ['2026-09', null, 'no_list_size', undefined],
  ])('with the list size of %s for August is %s', (month, value, reason, flag) => {
    const found = first(opioidItems, { listSizes: new Map([[month, 8000]]) })
    expect([found?.value, found?.reason, found?.flags?.[0]]).toEqual([value, reason, flag])
  })

  test('is not made for a list of fewer than 100 patients, whose rate means nothing', () => {
    expect(first(opioidItems, { listSizes: new Map([['2026-08', 99]]) })).toMatchObject({
      denominator: null,
      value: null,
      reason: 'list_below_minimum',
    })
    expect(first(opioidItems, { listSizes: new Map([['2026-08', 100]]) })?.value).toBe(400)
  })

  test('of a percentage needs no list, but something to take the share of', () => {
    const sums = new Map([['2026-08', { high_dose_90_items: 2, long_acting_items: 16 }]])
    expect(first(highDosePercent, { sums, listSizes: new Map() })).toMatchObject({
      denominator: 16,
      value: 12.5,
    })
    expect(first(highDosePercent, {})).toMatchObject({
      numerator: 0,
      value: null,
      reason: 'zero_denominator',
    })
  })

  test('says when presentations of unknown strength make it too low', () => {
    const sums = new Map([['2026-08', { ome_mg: 10, opioid_items: 5, unmapped_opioid_items: 1 }]])
    expect(first(ome, { sums })?.flags).toEqual(['unmapped_presentations'])
    expect(first(opioidItems, { sums })?.flags).toBeUndefined()
  })
})

describe('the values of a practice that closed', () => {
  const closed = { sums: new Map([['2026-08', { opioid_items: 24 }]]) }

  test.each([
    ['2026-07-31', 'closed'],
    ['2026-08-01', undefined],
    ['2026-08-31', undefined],
    [null, undefined],
  ])('in August, when it closed on %s, are %s', (closedOn, reason) => {
    expect(first(opioidItems, { ...closed, closedOn })?.reason).toBe(reason)
  })

  test('are none at all, also where nothing was published, where a download is loaded or of a percentage', () => {
    const none = { numerator: null, denominator: null, value: null, reason: 'closed' }
    const closedOn = '2026-01-31'
    const downloads = new Map([[opioidItems.id, new Map([['2026-05', { numerator: 1, denominator: 1 }]])]])
    expect(first(opioidItems, { closedOn, sums: new Map() })).toMatchObject(none)
    expect(first(highDosePercent, { ...closed, closedOn })).toMatchObject(none)
    expect(first(opioidItems, { closedOn, importedMonths: [], downloads })).toMatchObject(none)
  })
})

describe('values downloaded from OpenPrescribing', () => {
  const downloaded = (numerator: number, denominator: number | null, measure = opioidItems.id) =>
    new Map([[measure, new Map([['2026-08', { numerator, denominator }]])]])
  const without = { importedMonths: [], sums: new Map(), listSizes: new Map() }
  const flags = ['from_openprescribing']

  test('count where no prescribing file of the month is loaded, and say so', () => {
    const downloads = downloaded(40, 8)
    expect(first(opioidItems, { ...without, downloads })).toMatchObject({ month: '2026-08', value: 5, flags })
    expect(first(opioidItems, { downloads: downloaded(99, 8) })).toMatchObject({ value: 5 })
    expect(first(opioidItems, { downloads: downloaded(99, 8) })?.flags).toBeUndefined()
  })

  test('do not fill a month whose file holds no rows of the practice', () => {
    expect(first(opioidItems, { sums: new Map(), downloads: downloaded(40, 8) })?.reason).toBe('no_rows')
  })

  test('of a percentage are taken out of a hundred', () => {
    const downloads = downloaded(2, 16, highDosePercent.id)
    expect(first(highDosePercent, { ...without, downloads })).toMatchObject({ value: 12.5, flags })
  })

  test.each([
    [null, 'no_list_size'],
    [0.099, 'list_below_minimum'],
  ])('with %s thousand patients have no rate: %s', (denominator, reason) => {
    const downloads = downloaded(4, denominator)
    expect(first(opioidItems, { ...without, downloads })).toMatchObject({ value: null, reason, flags })
  })

  test('of one measure say nothing of another', () => {
    expect(valuesOf(ome, practice({ ...without, downloads: downloaded(40, 8) }))).toEqual([])
  })

  test('stand in the order of their months among the others', () => {
    const downloads = new Map([
      [
        opioidItems.id,
        new Map([
          ['2026-09', { numerator: 8, denominator: 8 }],
          ['2026-07', { numerator: 8, denominator: 8 }],
        ]),
      ],
    ])
    expect(valuesOf(opioidItems, practice({ downloads })).map(({ month, value }) => [month, value])).toEqual([
      ['2026-07', 1],
      ['2026-08', 5],
      ['2026-09', 1],
    ])
  })
})

describe('a measure on a chart', () => {
  const values = valuesOf(
    opioidItems,
    practice({
      importedMonths: ['2026-07', '2026-08', '2026-09'],
      sums: new Map([
        ['2026-07', { opioid_items: 80 }],
        ['2026-08', { opioid_items: 40 }],
      ]),
      listSizes: new Map([['2026-07', 8000]]),
    }),
  )
  const series = seriesOf(opioidItems, values)

  test('has a point on the first day of every month, with the reason where there is none', () => {
    expect(series.points.map(({ period, value, reason }) => [period, value, reason])).toEqual([
      ['2026-07-01', 10, undefined],
      ['2026-08-01', 5, undefined],
      ['2026-09-01', null, 'nothing was published for this practice'],
    ])
    expect(series.points[1]?.note).toBe('list size of one month before')
  })

  test('tells the patients of a list, not their thousands', () => {
    expect(series.points.map(({ denominator }) => denominator)).toEqual([8000, 8000, undefined])
  })

  test('keeps the words of its definition', () => {
    expect(series).toMatchObject({
      every: 'month',
      title: opioidItems.title,
      unit: opioidItems.unit,
      direction: 'lower',
      decimals: 1,
    })
  })
})
