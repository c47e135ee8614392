import type { Store } from '#db/store.ts'
import { aggregateSeries } from '#lib/prescribing/aggregate.ts'
import { formDueAreas } from '#lib/prescribing/areas/form-due.ts'
import { listAreaFigures } from '#lib/prescribing/areas/queries.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { loadedMonthsOf, type PrescribingFile } from '#lib/prescribing/loaded-months.ts'
import { findFreshness, getMeasureSeries, listFigures, listPracticeSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { by, code, givenMonth } from './areas/given-months.ts'

const at = (day: number) => new Date(`2026-11-${String(day).padStart(2, '0')}T09:00:00Z`)
const file = (months: string[], practices: number, day: number, told: Partial<PrescribingFile> = {}) => ({
  id: `${months.join()} ${practices} ${day}`,
  months,
  practices,
  onlyPractices: null,
  publishedAt: at(day),
  ...told,
})

describe('a month that files for everyone hold', () => {
  const covered = (...files: PrescribingFile[]) =>
    loadedMonthsOf(files, []).map(({ month, isCovered }) => `${month} ${isCovered ? 'covered' : 'in part'}`)

  test('is covered while it holds half of the practices of the month before', () => {
    expect(covered(file(['2026-07'], 9284, 1), file(['2026-08'], 9280, 2), file(['2026-09'], 1, 3))).toEqual([
      '2026-07 covered',
      '2026-08 covered',
      '2026-09 in part',
    ])
    expect(covered(file(['2026-07'], 70, 1), file(['2026-08'], 35, 2))).toEqual([
      '2026-07 covered',
      '2026-08 covered',
    ])
  })

  test('is compared with the last that was covered, and the first with the next', () => {
    expect(
      covered(
        file(['2026-06'], 1, 1),
        file(['2026-07'], 90, 2),
        file(['2026-08'], 2, 3),
        file(['2026-09'], 3, 4),
      ),
    ).toEqual(['2026-06 in part', '2026-07 covered', '2026-08 in part', '2026-09 in part'])
    expect(covered(file(['2026-06'], 1, 1))).toEqual(['2026-06 covered'])
  })

  test('may come in parts, and a new issue of it does not double what is usual', () => {
    const parts = [20, 30, 40].map((practices, index) => file(['2026-08'], practices, 3 + index))
    expect(covered(file(['2026-07'], 90, 1), file(['2026-07'], 90, 2), ...parts)).toEqual([
      '2026-07 covered',
      '2026-08 covered',
    ])
  })

  test('is none of those that practices brought in for themselves', () => {
    expect(covered(file(['2026-08'], 1, 1, { onlyPractices: [code(1)] }))).toEqual([])
  })

  test('came when its largest file did, or when a new issue took its place', () => {
    const files = [file(['2026-08'], 9284, 27), file(['2026-08'], 2, 29)]
    expect(loadedMonthsOf(files, [])).toMatchObject([{ publishedAt: at(27) }])
    const anew = file(['2026-08'], 9200, 30)
    const issued = loadedMonthsOf([...files, anew], [{ importId: anew.id, month: '2026-08' }])
    expect(issued).toMatchObject([{ publishedAt: at(30) }])
    expect(loadedMonthsOf([file(['2026-08'], 90, 1), file(['2026-08'], 90, 2)], [])).toMatchObject([
      { publishedAt: at(2) },
    ])
  })
})

const ITEMS = findMeasure('opioid_items_per_1000')!
const practices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    code: code(index),
    commissioner: '98Z',
    sums: { items: 100, opioid_items: 10 },
    patients: 1000,
  }))
const monthsOf = async (store: Store, practice: string) =>
  (await getMeasureSeries(store.reader, practice, ITEMS.id)).map(({ month }) => month)

/** Twelve practices in July and August, and September of one of them. */
async function withExtract(store: Store, only: string[] | null = null) {
  await givenMonth(store, '2026-07', practices(12))
  await givenMonth(store, '2026-08', practices(12))
  await givenMonth(store, '2026-09', practices(1), only)
}

describe('an extract that was imported for everyone', () => {
  test('is a month of the practices that it holds, and ends nobody else’s chart in a gap', async ({
    store,
  }) => {
    await withExtract(store)
    expect(await monthsOf(store, code(0))).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(await monthsOf(store, code(5))).toEqual(['2026-07', '2026-08'])
    const every = await listPracticeSeries(store.reader, code(5))
    expect(every.filter(({ month }) => month === '2026-09').map(({ reason }) => reason)).toEqual(
      Array.from({ length: 15 }, () => 'no_rows'),
    )
  })

  test('moves no date but that of its own practices', async ({ store }) => {
    await withExtract(store)
    expect((await findFreshness(store.reader))?.month).toBe('2026-08')
    expect((await findFreshness(store.reader, code(0)))?.month).toBe('2026-09')
    expect((await findFreshness(store.reader, code(5)))?.month).toBe('2026-08')
  })

  test('is no month of areas, and no longer one once the months before come', async ({ store }) => {
    const england = async () =>
      (await listAreaFigures(store.reader, 'ENG', ITEMS.id)).map(({ month, practices: of }) => [month, of])
    await givenMonth(store, '2026-09', practices(1))
    await formDueAreas(store, by)
    expect(await england()).toEqual([['2026-09', 1]])
    await givenMonth(store, '2026-08', practices(12))
    await formDueAreas(store, by)
    expect(await england()).toEqual([['2026-08', 12]])
    await givenMonth(store, '2026-09', practices(12))
    await formDueAreas(store, by)
    expect(await england()).toEqual([
      ['2026-08', 12],
      ['2026-09', 12],
    ])
  })

  test('is no month of a group', async ({ store }) => {
    await withExtract(store)
    const figures = await listFigures(
      store.reader,
      practices(12).map((practice) => practice.code),
    )
    const { points } = aggregateSeries(ITEMS, figures)
    expect(points.map(({ period, note }) => [period, note])).toEqual([
      ['2026-07-01', '12 practices'],
      ['2026-08-01', '12 practices'],
    ])
    const two = aggregateSeries(ITEMS, figures.slice(0, 2)).points.at(-1)
    expect([two?.period, two?.note]).toEqual(['2026-09-01', '1 of 2 practices: the others have no figure'])
  })

  test('is the same as what a practice brought in for itself', async ({ store }) => {
    await withExtract(store, [code(0)])
    expect(await monthsOf(store, code(0))).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(await monthsOf(store, code(5))).toEqual(['2026-07', '2026-08'])
    expect((await findFreshness(store.reader))?.month).toBe('2026-08')
  })
})

test('a practice without rows in a month that is covered has a gap there, in the middle or at the end', async ({
  store,
}) => {
  await givenMonth(store, '2026-07', practices(12))
  await givenMonth(store, '2026-08', practices(11))
  const series = await getMeasureSeries(store.reader, code(11), ITEMS.id)
  expect(series.map(({ month, reason }) => [month, reason])).toEqual([
    ['2026-07', undefined],
    ['2026-08', 'no_rows'],
  ])
})

test('a month is said to have come when most of it did, whatever came later', async ({ store }) => {
  await givenMonth(store, '2026-08', practices(12))
  const { publishedAt } = (await findFreshness(store.reader))!
  await givenMonth(store, '2026-08', practices(2))
  await givenMonth(store, '2024-01', practices(12))
  expect((await findFreshness(store.reader))?.publishedAt).toEqual(publishedAt)
  const group = practices(12).map((practice) => practice.code)
  expect((await findFreshness(store.reader, group))?.publishedAt).toEqual(publishedAt)
  expect((await findFreshness(store.reader, code(0)))?.publishedAt).not.toEqual(publishedAt)
})
