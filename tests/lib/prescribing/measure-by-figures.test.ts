import { downloadedValues } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { type ImportOptions, importFile } from '#lib/prescribing/import-file.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { by, code, givenMonth } from './areas/given-months.ts'
import { chart } from './downloads.ts'
import { ABSENT, fromDisk, inPieces, isShared, SHARED } from './files.ts'

const MONTHS = ['2026-05', '2026-06', '2026-07', '2026-08']
const OME = { opioid_items: 90, ome_mg: 120_000 }

/** Four months of one practice whose list grows by ten a month. */
async function loaded(store: Store, sums: Record<string, number> = OME) {
  for (const [at, month] of MONTHS.entries()) {
    const each = Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, value + at]))
    await givenMonth(store, month, [{ code: code(1), sums: each, patients: 8001 + at * 10 }])
  }
}
/** Its chart of them and of a month that no file is loaded for. */
const downloaded = (first: number, months = ['2026-04', ...MONTHS]) =>
  chart(
    ...months.map((month) => {
      const at = MONTHS.indexOf(month)
      const [numerator, denominator] = [first + at, (8001 + at * 10) / 1000]
      return `${month}-01,${code(1)},X,${numerator},${denominator},${numerator / denominator},,`
    }),
  )
const bring = (store: Store, text: string, name = 'chart.csv', options: ImportOptions = {}) =>
  importFile(store, by, { name, bytes: inPieces(text) }, options)
const codes = (result: { problems: { code: string }[] }) => result.problems.map((problem) => problem.code)

describe('a chart that does not name its measure', () => {
  test('is taken for the one whose loaded figures it has, and says so', async ({ store }) => {
    await loaded(store)
    const result = await bring(store, downloaded(120_000))
    expect([result.status, codes(result)]).toEqual(['imported', ['measure_found']])
    expect(result.problems[0]?.message).toBe(
      `The file does not name its measure. Its figures are those of “${findMeasure('opioid_ome_per_1000')?.title}” that are loaded, in 4 months, and of no other measure: it is taken for that.`,
    )
    const series = await getMeasureSeries(store.reader, code(1), 'opioid_ome_per_1000')
    expect(series[0]).toMatchObject({ month: '2026-04', numerator: 119_999, flags: ['from_openprescribing'] })
  })

  test.for<[string, Record<string, number>, string]>([
    ['nothing is loaded', {}, downloaded(120_000)],
    ['too few months can be compared', OME, downloaded(120_000, MONTHS.slice(0, 2))],
    [
      'one month differs',
      OME,
      downloaded(120_000)
        .replace('120003,', '120004,')
        .replace(/,[\d.]+,,\n$/, `,${120_004 / 8.031},,\n`),
    ],
    ['two measures fit', { high_dose_90_items: 6, high_dose_120_items: 6 }, downloaded(6)],
    [
      'its figures are nought, as those of many are',
      { opioid_items: 9 },
      chart(...MONTHS.map((month, at) => `${month}-01,${code(1)},X,,${(8001 + at * 10) / 1000},,,`)),
    ],
  ])('is a question where %s', async ([, sums, text], { store }) => {
    if (Object.keys(sums).length > 0) await loaded(store, sums)
    const result = await bring(store, text)
    expect([result.status, codes(result)]).toEqual(['needs_decision', ['measure_not_named']])
    expect(await store.reader.$count(downloadedValues)).toBe(0)
  })

  test('is a question where its name is that of another chart, and none where it is its own', async ({
    store,
  }) => {
    await loaded(store)
    const other = await bring(store, downloaded(120_000), 'Prescribing of pregabalin (total mg).csv')
    expect(other.status).toBe('needs_decision')
    const own = 'prescribing-of-opioids-total-oral-morphine-equivalence (1).csv'
    expect((await bring(store, downloaded(120_000), own)).status).toBe('imported')
  })

  test('is what a person says it is, whatever its figures', async ({ store }) => {
    await loaded(store)
    const said = await bring(store, downloaded(120_000), 'chart.csv', { measure: 'pregabalin_mg_per_1000' })
    expect([said.status, codes(said)]).toEqual(['imported', []])
  })
})

describe('the shared charts', () => {
  const file = (name: string) => ({ name, bytes: fromDisk(`${SHARED}/${name}`) })
  const RESAVED = 'bad/50_op_dates_resaved_in_excel.csv'
  const asked = ['bad/52_op_other_measure.csv', 'bad/54_op_blank_zero.csv', RESAVED]

  test('are questions while nothing is loaded', async ({ store, skip }) => {
    if (!isShared) skip(ABSENT)
    for (const name of asked)
      expect((await importFile(store, by, file(name))).status, name).toBe('needs_decision')
  })

  test('of 24 loaded months need no answer, and one with a single zero still does', async ({
    store,
    skip,
  }) => {
    if (!isShared) skip(ABSENT)
    for (const month of ['2024-10', '2024-11', '2024-12', '2025-01']) {
      await importFile(store, by, file(`gp-list-size/gp-reg-pat-prac-all_${month}.csv`))
      await importFile(store, by, file(`epd/EPD_${month.replace('-', '')}.csv.gz`))
    }
    const result = await importFile(store, by, file(RESAVED))
    expect([result.status, codes(result)]).toEqual(['imported', ['resaved_dates', 'measure_found']])
    expect((await importFile(store, by, file('bad/54_op_blank_zero.csv'))).status).toBe('needs_decision')
    expect((await importFile(store, by, file('bad/51_op_ambiguous_dates.csv'))).status).toBe('rejected')
    expect((await importFile(store, by, file('bad/52_op_other_measure.csv'))).status).toBe('needs_decision')
  })
})
