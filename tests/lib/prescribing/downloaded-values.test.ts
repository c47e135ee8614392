import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { api, chart, ITEMS, spending } from './downloads.ts'
import { EPD, fixture, inPieces, LISTS } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const bring = (store: Store, name: string, text: string, options = {}) =>
  importFile(store, by, { name, bytes: inPieces(text) }, options)
const HIGH = 'high_dose_items_per_1000'
const series = (store: Store, measure = HIGH) => getMeasureSeries(store.reader, 'Z98001', measure)
const row = (month: string, numerator: number, value: number) =>
  `opioidper1000,practice,Z98001,X,${month}-01,${numerator}.0,8.0,${value},`

describe('values of OpenPrescribing', () => {
  test('count for months without a prescribing file, and say where they are from', async ({ store }) => {
    const result = await bring(store, 'measures.csv', api(row('2026-07', 8, 1), row('2026-08', 4, 0.5)))
    expect(result).toMatchObject({ status: 'imported', kind: 'openprescribing', rowsUsed: 2 })
    await bring(store, LISTS, fixture(LISTS))
    await bring(store, EPD, fixture(EPD))
    const [july, august] = await series(store)
    expect(july).toMatchObject({ month: '2026-07', numerator: 8, value: 1, flags: ['from_openprescribing'] })
    expect([august?.month, august?.numerator === 4, august?.flags]).toEqual(['2026-08', false, undefined])
  })

  test('leave a gap for a month that the file names without one', async ({ store }) => {
    const text = chart(
      '2026-08-01,Z98001,X,,8,,,0.1',
      '2026-07-01,Z98001,X,,,,,0.1',
      '2026-06-01,Z98001,X,4,8,0.5,,',
    )
    await bring(store, 'High dose.csv', text, { measure: HIGH })
    expect((await series(store)).map(({ month, value, reason }) => [month, value, reason])).toEqual([
      ['2026-06', 0.5, undefined],
      ['2026-07', null, 'no_rows'],
      ['2026-08', 0, undefined],
    ])
    expect(await series(store, 'opioid_items_per_1000')).toEqual([])
  })

  test('of items alone are divided by the list sizes that are loaded, carried forward as always', async ({
    store,
  }) => {
    const of = (month: string) => `30,99Z,${month}-01,12,900.0,Z98001,X,4`
    await bring(store, 'spending.csv', spending(of('2026-07'), of('2026-08'), of('2026-09')), ITEMS)
    await bring(store, LISTS, fixture(LISTS))
    expect(
      (await series(store, 'opioid_items_per_1000')).map(({ value, reason, flags }) => [
        value,
        reason ?? flags,
      ]),
    ).toEqual([
      [null, 'no_list_size'],
      [1.5, ['from_openprescribing']],
      [1.5, ['list_carried_forward_1', 'from_openprescribing']],
    ])
  })

  test('that are loaded are a question for any other file of the same measure, and for no other', async ({
    store,
  }) => {
    await bring(store, 'measures.csv', api(row('2026-08', 4, 0.5)))
    const other = chart('2026-08-01,Z98001,X,8,8,1,,')
    const asked = await bring(store, 'chart.csv', other, { measure: HIGH })
    expect([asked.status, asked.problems[0]?.code]).toEqual(['needs_decision', 'month_loaded'])
    expect((await bring(store, 'chart.csv', other, { measure: HIGH, replace: true })).status).toBe('imported')
    expect(await series(store)).toMatchObject([{ numerator: 8 }])
    expect((await bring(store, 'another.csv', other, { measure: 'opioid_ome_per_1000' })).status).toBe(
      'imported',
    )
    expect((await bring(store, 'chart.csv', other, { measure: HIGH })).status).toBe('unchanged')
  })
})

describe('list sizes of OpenPrescribing', () => {
  const lists = (patients: number) =>
    `date,row_id,row_name,total_list_size\n2026-08-01,Z98001,X,${patients}\n`

  test('make rates where NHS England’s are not loaded, and give way to them without a question', async ({
    store,
  }) => {
    await bring(store, EPD, fixture(EPD))
    await bring(store, 'org_details.csv', lists(4000))
    expect((await series(store, 'opioid_items_per_1000'))[0]?.denominator).toBe(4)
    expect((await bring(store, LISTS, fixture(LISTS))).status).toBe('imported')
    expect((await series(store, 'opioid_items_per_1000'))[0]?.denominator).toBe(8)
    expect((await bring(store, 'org_details.csv', lists(5000))).status).toBe('needs_decision')
    expect((await bring(store, 'org_details.csv', lists(5000), { replace: true })).status).toBe('imported')
    expect((await series(store, 'opioid_items_per_1000'))[0]?.denominator).toBe(8)
  })
})
