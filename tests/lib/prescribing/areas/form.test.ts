import { expect } from 'vitest'
import { type AreaPractice, formMonth, isCompared } from '#lib/prescribing/areas/form.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { describe, test } from '../../../support/test.ts'
import { code } from './given-months.ts'

const MONTH = '2026-09'
const ITEMS = 'opioid_items_per_1000'

const practice = (
  index: number,
  {
    items = 10,
    patients = 1000,
    ...given
  }: Partial<AreaPractice> & { items?: number; patients?: number | null } = {},
): AreaPractice => ({
  figures: {
    practiceCode: code(index),
    importedMonths: [MONTH],
    sums: new Map([[MONTH, { items, opioid_items: items }]]),
    listSizes: new Map(patients === null ? [] : [[MONTH, patients]]),
    downloads: new Map(),
    closedOn: null,
  },
  subIcb: '98Z',
  setting: undefined,
  ...given,
})
const many = (count: number, make: (index: number) => AreaPractice) =>
  Array.from({ length: count }, (_, index) => make(index))
const figure = (practices: AreaPractice[], area: string, measure = ITEMS, hasRegister = false) =>
  formMonth(MONTH, practices, hasRegister).find((row) => row.area === area && row.measure === measure)

describe('the figures of an area', () => {
  test('are sum over sum, so that a large practice weighs more than a small one', () => {
    const both = [practice(1, { items: 10, patients: 1000 }), practice(2, { items: 900, patients: 9000 })]
    expect(figure(both, 'ENG')).toEqual({
      area: 'ENG',
      measure: ITEMS,
      month: MONTH,
      practices: 2,
      numerator: 910,
      denominator: 10,
      deciles: null,
    })
  })

  test('spread the values of ten practices and more', () => {
    const figures = figure(
      many(11, (index) => practice(index, { items: index * 10 })),
      '98Z',
    )
    expect(figures?.deciles).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90])
    expect(figures?.practices).toBe(11)
  })

  test('count a practice in its own sub-ICB location and in England, one without a location in England alone', () => {
    const all = [practice(1), practice(2, { subIcb: '97Z' }), practice(3, { subIcb: undefined })]
    expect([figure(all, 'ENG'), figure(all, '98Z'), figure(all, '97Z')].map((row) => row?.practices)).toEqual(
      [3, 1, 1],
    )
  })

  test('leave out a practice without a value, and an area without any', () => {
    const both = [practice(1), practice(2, { patients: null, setting: '4' })]
    expect(figure(both, 'ENG', ITEMS, true)).toBeUndefined()
    expect(figure([practice(1, { setting: '4' }), both[1]!], 'ENG', ITEMS, true)?.practices).toBe(1)
  })

  test('leave out a practice that has closed', () => {
    const closed = practice(2)
    const figures = { ...closed.figures, closedOn: '2026-08-31' }
    expect(figure([practice(1), { ...closed, figures }], 'ENG')?.practices).toBe(1)
  })

  test('of a percentage have the multiplier of its definition in the deciles', () => {
    const measure = findMeasure('high_dose_percent')!
    const practices = many(10, (index) => {
      const one = practice(index)
      const sums = new Map([[MONTH, { long_acting_items: 4, high_dose_90_items: 1 }]])
      return { ...one, figures: { ...one.figures, sums } }
    })
    expect(figure(practices, 'ENG', measure.id)).toMatchObject({
      numerator: 10,
      denominator: 40,
      deciles: Array(9).fill(25),
    })
  })
})

describe('who is compared', () => {
  test.each([
    ['a GP practice of the register', { setting: '4' }, true, true],
    ['a hospice of the register', { setting: '8' }, true, false],
    ['who is in no register', { setting: undefined }, true, false],
    ['a GP practice whose list size is not known', { setting: '4', patients: null }, true, true],
    ['a token list of 16 in the setting of a GP practice', { setting: '4', patients: 16 }, true, false],
    ['anyone with 100 patients while no register is loaded', { patients: 100 }, false, true],
    ['anyone with 99 patients', { patients: 99 }, false, false],
    ['anyone without a list', { patients: null }, false, false],
  ])('%s', (_, given, hasRegister, expected) => {
    expect(isCompared(practice(1, given), MONTH, hasRegister)).toBe(expected)
  })
})
