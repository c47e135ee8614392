import { replacedMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { anonymous, viewerFrom } from '#lib/auth/viewer.ts'
import { formDueAreas } from '#lib/prescribing/areas/form-due.ts'
import { listAreaFigures } from '#lib/prescribing/areas/queries.ts'
import { undoImport } from '#lib/prescribing/commands.ts'
import { type ImportOptions, importFile } from '#lib/prescribing/import-file.ts'
import { listCountingImports } from '#lib/prescribing/presentations-behind.ts'
import { listProvenance } from '#lib/prescribing/provenance.ts'
import { findFreshness, listImports, listLatestMonths, listPracticeSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { by, code } from './areas/given-months.ts'
import { cell, EPD, fixture, inPieces, LISTS } from './files.ts'

const admin = viewerFrom({ ...anonymous, admin: true })
const [headings = '', line = ''] = fixture(EPD).trim().split('\n')
const [listHeadings = '', listLine = ''] = fixture(LISTS).trim().split('\n')
const from = (first: number, to: number) =>
  Array.from({ length: to - first }, (_, index) => code(first + index))

/** A month of some practices, each with one row. */
const month = (practices: readonly string[], items = 4, of = '2026-08') =>
  [
    headings,
    ...practices.map((practice) =>
      cell(
        'YEAR_MONTH',
        of,
      )(cell('PRACTICE_CODE', practice)(line).replace(',100,4,400,', `,100,${items},${items * 100},`)),
    ),
  ].join('\n')
const lists = (practices: readonly string[], patients: number) =>
  [
    listHeadings,
    ...practices.map((practice) => {
      const cells = listLine.split(',')
      cells[listHeadings.split(',').indexOf('CODE')] = practice
      cells[listHeadings.split(',').indexOf('NUMBER_OF_PATIENTS')] = `${patients}`
      return cells.join(',')
    }),
  ].join('\n')
const bring = (store: Store, text: string, options?: ImportOptions, name = EPD) =>
  importFile(store, by, { name, bytes: inPieces(text) }, options)
const replace = { replace: true }
const said = (result: { problems: { code: string; message: string }[] }, wanted: string) =>
  result.problems.find((problem) => problem.code === wanted)?.message
const itemsOf = async (store: Store, practice: string) => {
  const series = await listPracticeSeries(store.reader, practice)
  return series
    .filter(({ measure }) => measure === 'opioid_items_per_1000')
    .map(({ month: of, numerator, reason }) => [of, numerator ?? reason])
}
const latest = async (store: Store) => (await listImports(store.reader, admin))[0]!.id
const undo = async (store: Store) =>
  store.transact(async (tx) => undoImport(tx, by, await latest(store), 'It was not the new issue'))

describe('a new issue of a month', () => {
  test('takes the place of the whole month: who is not in it has no figures any more, and that is asked and said', async ({
    store,
  }) => {
    await bring(store, month(from(0, 20)))
    const asked = await bring(store, month(from(0, 19), 9))
    expect(asked.status).toBe('needs_decision')
    expect(said(asked, 'month_loaded')).toMatch(
      /August 2026 for 20 practices \(from .*\)\. This file holds 19 of them, with different figures\. Replacing takes it for a new issue of the whole month: one practice that is loaded and is not in it \(Z98019\) would have no figures of it any more\. Keep/,
    )
    const done = await bring(store, month(from(0, 19), 9), replace)
    expect(done.status).toBe('imported')
    expect(said(done, 'replaced')).toBe('Replaced August 2026 for 19 practices.')
    expect(said(done, 'practices_without_figures')).toBe(
      'One practice that was loaded and is not in this file, a new issue of the month, has no figures of August 2026 any more: Z98019. Undoing this import brings them back.',
    )
    expect(await itemsOf(store, code(0))).toEqual([['2026-08', 9]])
    expect(await itemsOf(store, code(19))).toEqual([['2026-08', 'no_rows']])
  })

  test('is left out of everything that is read of the practice', async ({ store }) => {
    await bring(store, month(from(0, 20), 4, '2026-07'))
    await bring(store, month(from(0, 20)))
    await bring(store, month(from(0, 19), 9), replace)
    const { reader } = store
    expect((await listLatestMonths(reader, [code(0), code(19)])).get(code(19))).toBe('2026-07')
    expect((await findFreshness(reader, code(19)))?.month).toBe('2026-07')
    expect((await listProvenance(reader, code(19))).map((each) => each.month)).toEqual(['2026-07'])
    expect([...(await listCountingImports(reader, code(19))).keys()]).toEqual(['2026-07'])
  })

  test('of three practices may lack one', async ({ store }) => {
    await bring(store, month(from(0, 3)))
    await bring(store, month(from(0, 2), 9), replace)
    expect(await itemsOf(store, code(2))).toEqual([['2026-08', 'no_rows']])
  })

  test('that is undone leaves every figure as it was', async ({ store }) => {
    await bring(store, lists(from(0, 20), 5000), {}, LISTS)
    await bring(store, month(from(0, 20)))
    const before = await Promise.all(from(0, 20).map((each) => listPracticeSeries(store.reader, each)))
    await bring(store, month(from(0, 18), 9), replace)
    const between = await Promise.all(from(0, 20).map((each) => listPracticeSeries(store.reader, each)))
    expect(between).not.toEqual(before)
    await undo(store)
    expect(await Promise.all(from(0, 20).map((each) => listPracticeSeries(store.reader, each)))).toEqual(
      before,
    )
  })

  test('may itself be replaced by the former one, which is whole again', async ({ store }) => {
    await bring(store, month(from(0, 20)))
    await bring(store, month(from(0, 19), 9), replace)
    expect((await bring(store, month(from(0, 20)), replace)).status).toBe('imported')
    expect(await itemsOf(store, code(19))).toEqual([['2026-08', 4]])
    await undo(store)
    expect(await itemsOf(store, code(19))).toEqual([['2026-08', 'no_rows']])
  })

  test('of list sizes takes the place of the whole month too', async ({ store }) => {
    await bring(store, month(from(0, 20)))
    await bring(store, lists(from(0, 20), 5000), {}, LISTS)
    const done = await bring(store, lists(from(0, 19), 6000), replace, LISTS)
    expect(said(done, 'practices_without_figures')).toContain('Z98019')
    const reasons = (await listPracticeSeries(store.reader, code(19))).map(({ reason }) => reason)
    expect(reasons).toContain('no_list_size')
    await undo(store)
    const again = (await listPracticeSeries(store.reader, code(19))).map(({ reason }) => reason)
    expect(again).not.toContain('no_list_size')
  })

  test('is what areas are formed of', async ({ store }) => {
    await bring(store, lists(from(0, 20), 1000), {}, LISTS)
    await bring(store, month(from(0, 20)))
    await bring(store, month(from(0, 19), 9), replace)
    await formDueAreas(store, by)
    const [england] = await listAreaFigures(store.reader, 'ENG', 'opioid_items_per_1000')
    expect(england).toMatchObject({ practices: 19, numerator: 19 * 9 })
  })

  test('never touches what a practice brought in for itself', async ({ store }) => {
    await bring(store, month(from(0, 20)))
    await bring(store, month([code(19)], 6), { onlyPractices: [code(19)], ...replace })
    await bring(store, month(from(0, 19), 9), replace)
    expect(await itemsOf(store, code(19))).toEqual([['2026-08', 6]])
  })
})

describe('an extract of a loaded month', () => {
  test('replaces its own practices alone, whoever ticks what, and says who stays', async ({ store }) => {
    await bring(store, month(from(0, 20)))
    const asked = await bring(store, month([code(3)], 9))
    expect(said(asked, 'month_loaded')).toMatch(
      /This file holds 1 of them, with different figures\. It is too small a part of the month to be a new issue, so replacing changes only the practices that it holds: 19 practices more keep their figures\. Keep/,
    )
    const done = await bring(store, month([code(3)], 9), replace)
    expect(said(done, 'practices_kept')).toBe(
      '19 practices that are loaded and not in this file keep their figures of August 2026: the file is too small a part of the month to be a new issue.',
    )
    expect(await itemsOf(store, code(3))).toEqual([['2026-08', 9]])
    expect(await itemsOf(store, code(4))).toEqual([['2026-08', 4]])
    expect(await store.reader.$count(replacedMonths)).toBe(0)
  })

  test('asks too when it holds other practices only', async ({ store }) => {
    await bring(store, month(from(0, 20)))
    const asked = await bring(store, month(from(30, 32)))
    expect(asked.status).toBe('needs_decision')
    expect(said(asked, 'month_loaded')).toMatch(
      /This file holds none of them, but 2 practices that are not loaded\. Taking it in only adds: 20 practices that are loaded keep their figures\. Leave it out, or take it in\?/,
    )
    const done = await bring(store, month(from(30, 32)), replace)
    expect([done.status, said(done, 'replaced')]).toEqual(['imported', undefined])
    expect(await itemsOf(store, code(3))).toEqual([['2026-08', 4]])
    expect(await itemsOf(store, code(31))).toEqual([['2026-08', 4]])
  })

  test('of two practices is none of them alone', async ({ store }) => {
    await bring(store, month(from(0, 2)))
    await bring(store, month([code(0)], 9), replace)
    expect(await itemsOf(store, code(1))).toEqual([['2026-08', 4]])
  })

  test('is told month by month apart from a new issue in one file', async ({ store }) => {
    await bring(store, month(from(0, 20), 4, '2026-07'))
    await bring(store, month(from(0, 20), 4, '2026-08'))
    const both = `${month(from(0, 19), 9, '2026-07')}\n${month([code(0)], 9, '2026-08').split('\n')[1]}`
    expect(said(await bring(store, both), 'month_loaded')).toMatch(
      /new issue of July 2026: one practice .*\(Z98019\).* too small a part of August 2026 .*: 19 practices more keep/,
    )
    await bring(store, both, replace)
    expect(await itemsOf(store, code(19))).toEqual([
      ['2026-07', 'no_rows'],
      ['2026-08', 4],
    ])
  })
})

describe('what a practice brought in for itself', () => {
  test('gives way to a file for everyone without a question, which says so', async ({ store }) => {
    await bring(store, month([code(3)], 6), { onlyPractices: [code(3)] })
    const done = await bring(store, month(from(0, 20)))
    expect(done.status).toBe('imported')
    expect(said(done, 'own_files_replaced')).toBe(
      'One practice had brought in August 2026 for itself. What this file says counts now: different figures.',
    )
    expect(await itemsOf(store, code(3))).toEqual([['2026-08', 4]])
    await undo(store)
    expect(await itemsOf(store, code(3))).toEqual([['2026-08', 6]])
  })

  test('never touches anyone else, and is a question only where that practice is loaded', async ({
    store,
  }) => {
    await bring(store, month(from(0, 20)))
    const own = { onlyPractices: [code(3)] }
    expect((await bring(store, month(from(0, 5), 9), own)).status).toBe('needs_decision')
    await bring(store, month(from(0, 5), 9), { ...own, ...replace })
    expect(await itemsOf(store, code(3))).toEqual([['2026-08', 9]])
    expect(await itemsOf(store, code(4))).toEqual([['2026-08', 4]])
    expect(await itemsOf(store, code(10))).toEqual([['2026-08', 4]])
  })
})
