import { areaMonthsDue, areaMonthsFormed } from '#db/schema/areas.ts'
import type { Store } from '#db/store.ts'
import { askForAreas, publishAreaMonth } from '#lib/prescribing/areas/commands.ts'
import { formDueAreas } from '#lib/prescribing/areas/form-due.ts'
import { listMonthsDue } from '#lib/prescribing/areas/inputs.ts'
import { findAreasOf, listAreaFigures, listAreaMeasures } from '#lib/prescribing/areas/queries.ts'
import { definitionVersion } from '#lib/prescribing/definitions/measures.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { by, code, givenMonth, publish } from './given-months.ts'

const ITEMS = 'opioid_items_per_1000'
const register = (practices: { code: string; commissioner: string; setting?: string }[]) => ({
  kind: 'register' as const,
  rows: practices.map(({ code: practiceCode, commissioner, setting = '4' }) => ({
    practiceCode,
    name: 'Invented Surgery',
    status: 'active' as const,
    openedOn: null,
    closedOn: null,
    commissioner,
    setting,
    postcode: null,
  })),
})
const twelve = (items = (index: number) => index) =>
  Array.from({ length: 12 }, (_, index) => ({
    code: code(index),
    commissioner: index < 10 ? '98Z' : '97Z',
    sums: { items: 100, opioid_items: items(index) },
    patients: 1000,
  }))
const england = async (store: Store) =>
  (await listAreaFigures(store.reader, 'ENG', ITEMS)).map(({ month, numerator }) => [month, numerator])

describe('area figures', () => {
  test('of an imported month are formed for England and every sub-ICB location', async ({ store }) => {
    await givenMonth(store, '2026-09', twelve())
    expect(await formDueAreas(store, by)).toEqual(['2026-09'])
    expect(await listAreaFigures(store.reader, 'ENG', ITEMS)).toEqual([
      {
        month: '2026-09',
        practices: 12,
        numerator: 66,
        denominator: 12,
        value: 5.5,
        deciles: [1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9],
      },
    ])
    expect(await listAreaFigures(store.reader, '97Z', ITEMS)).toMatchObject([
      { practices: 2, value: 10.5, deciles: null },
    ])
    expect((await listAreaMeasures(store.reader, '98Z')).map(({ measure }) => measure.id)).toContain(ITEMS)
    expect(await formDueAreas(store, by)).toEqual([])
  })

  test('are formed again when a list size arrives that later months carry forward', async ({ store }) => {
    await givenMonth(store, '2026-08', twelve())
    await givenMonth(
      store,
      '2026-09',
      twelve().map(({ patients: _, ...one }) => one),
    )
    await formDueAreas(store, by)
    await publish(store, {
      kind: 'list',
      rows: twelve().map((one) => ({ practiceCode: one.code, month: '2026-08', patients: 2000 })),
    })
    expect((await listMonthsDue(store.reader)).map(({ month }) => month)).toEqual(['2026-09', '2026-08'])
    await formDueAreas(store, by)
    expect((await listAreaFigures(store.reader, 'ENG', ITEMS)).map(({ value }) => value)).toEqual([
      2.75, 2.75,
    ])
  })

  test('follow the register as soon as there is one: its GP practices in its locations', async ({
    store,
  }) => {
    await givenMonth(store, '2026-09', twelve())
    await formDueAreas(store, by)
    await publish(
      store,
      register([
        { code: code(1), commissioner: '96Z' },
        { code: code(2), commissioner: '96Z' },
        { code: code(3), commissioner: '96Z', setting: '8' },
      ]),
    )
    await formDueAreas(store, by)
    expect(await listAreaFigures(store.reader, '96Z', ITEMS)).toMatchObject([{ practices: 2, numerator: 3 }])
    expect(await england(store)).toEqual([['2026-09', 3]])
    expect(await listAreaFigures(store.reader, '98Z', ITEMS)).toEqual([])
  })

  test('are formed again when the definitions are others than those that stand', async ({ store }) => {
    await givenMonth(store, '2026-09', twelve())
    await formDueAreas(store, by)
    await store.transact((tx) => tx.update(areaMonthsFormed).set({ definitionVersion: 'older' }))
    expect(await formDueAreas(store, by)).toEqual(['2026-09'])
    expect(await store.reader.select().from(areaMonthsFormed)).toMatchObject([{ definitionVersion }])
  })

  test('are never made of the few practices that brought their own file', async ({ store }) => {
    await givenMonth(store, '2026-09', twelve(), [code(1)])
    await formDueAreas(store, by)
    expect(await england(store)).toEqual([])
    expect(await listMonthsDue(store.reader)).toEqual([])
  })

  test('take the later of two files that hold the same practice', async ({ store }) => {
    await givenMonth(store, '2026-09', twelve())
    await givenMonth(store, '2026-09', [{ code: code(0), sums: { opioid_items: 1000 } }], [code(0)])
    await formDueAreas(store, by)
    expect(await england(store)).toEqual([['2026-09', 1066]])
  })

  test('that were asked for again while they were formed stay due', async ({ store }) => {
    await store.transact((tx) => askForAreas(tx, by, { kind: 'epd', months: ['2026-09'] }))
    const earlier = new Date(by.at.getTime() - 1)
    const formed = { month: '2026-09', isLoaded: true, figures: [], askedAt: earlier }
    await store.transact((tx) => publishAreaMonth(tx, by, formed))
    expect(await store.reader.$count(areaMonthsDue)).toBe(1)
    await store.transact((tx) => publishAreaMonth(tx, by, { ...formed, askedAt: by.at }))
    expect(await store.reader.$count(areaMonthsDue)).toBe(0)
  })

  test('stop after the month at hand when they are told to', async ({ store }) => {
    for (const month of ['2026-07', '2026-08', '2026-09']) await givenMonth(store, month, twelve())
    let asked = 0
    expect(await formDueAreas(store, by, () => asked++ > 0)).toEqual(['2026-09'])
    expect((await listMonthsDue(store.reader)).map(({ month }) => month)).toEqual(['2026-08', '2026-07'])
  })
})

describe('the areas of a practice', () => {
  test('are England and the location that its newest file names', async ({ store }) => {
    expect(await findAreasOf(store.reader, code(1))).toEqual({ country: undefined, subIcb: undefined })
    await givenMonth(store, '2026-08', [{ code: code(1), commissioner: '97Z', patients: 500 }])
    await givenMonth(store, '2026-09', [{ code: code(1), commissioner: '98Z', patients: 500 }])
    await formDueAreas(store, by)
    expect(await findAreasOf(store.reader, code(1))).toEqual({
      country: { code: 'ENG', kind: 'country', name: 'England' },
      subIcb: { code: '98Z', kind: 'sub-ICB location', name: 'Sub-ICB location 98Z' },
    })
  })

  test('are those of the register before those of a file', async ({ store }) => {
    await givenMonth(store, '2026-09', [
      { code: code(1), commissioner: '98Z', patients: 500 },
      { code: code(2), commissioner: '97Z', patients: 500 },
    ])
    await publish(store, register([{ code: code(1), commissioner: '97Z' }]))
    await formDueAreas(store, by)
    expect((await findAreasOf(store.reader, code(1))).subIcb?.code).toBe('97Z')
  })
})
