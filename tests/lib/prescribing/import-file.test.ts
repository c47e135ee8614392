import { imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { anonymous, viewerFrom } from '#lib/auth/viewer.ts'
import { addPractice } from '#lib/people/commands.ts'
import { discardImport, publishImport, stagingOf } from '#lib/prescribing/commands.ts'
import { type ImportOptions, importFile } from '#lib/prescribing/import-file.ts'
import {
  findFreshness,
  getMeasureSeries,
  listFigures,
  listImportProblems,
  listImports,
  listLatestMonths,
  listPracticeSeries,
} from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { cell, changed, EPD, fixture, inPieces, LISTS } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const seer = (facts: Partial<Parameters<typeof viewerFrom>[0]>) => viewerFrom({ ...anonymous, ...facts })
const admin = seer({ admin: true })
const bring = (store: Store, text: string, options?: ImportOptions, name = EPD) =>
  importFile(store, by, { name: `/somewhere/${name}`, bytes: inPieces(text) }, options)
const rowsStored = async (store: Store) =>
  Promise.all([imports, practiceMonths, listSizes].map((table) => store.reader.$count(table)))
const opioidItems = (store: Store, practice = 'Z98001') =>
  getMeasureSeries(store.reader, practice, 'opioid_items_per_1000')

const again = changed(EPD, { 2: (line) => line.replace(',100,4,400,', ',100,9,900,') })

describe('importing a file', () => {
  test('answers as the contract says and makes its figures count', async ({ store }) => {
    await bring(store, fixture(LISTS), {}, LISTS)
    const result = await bring(store, fixture(EPD))
    expect(result).toEqual({
      file: `/somewhere/${EPD}`,
      kind: 'epd',
      months: ['2026-08'],
      rowsRead: 13,
      rowsUsed: 12,
      rowsRejected: 0,
      practices: 2,
      seconds: expect.any(Number),
      status: 'imported',
      problems: [
        expect.objectContaining({ code: 'unidentified_rows', level: 'note', line: 14, column: null }),
      ],
    })
    expect(await opioidItems(store)).toEqual([
      { measure: 'opioid_items_per_1000', month: '2026-08', numerator: 12, denominator: 8, value: 1.5 },
    ])
    expect(await listPracticeSeries(store.reader, 'Z98002')).toHaveLength(15)
  })

  test('keeps its name without the path, who imported it, what was said and that it happened', async ({
    store,
  }) => {
    await bring(store, fixture(EPD))
    const [found] = await listImports(store.reader, admin)
    expect(found).toMatchObject({
      fileName: EPD,
      importedBy: 'system:tests',
      replaces: false,
      onlyPractices: null,
    })
    expect((await listImportProblems(store.reader, found!.id)).map(({ code }) => code)).toEqual([
      'practices_not_checked',
      'unidentified_rows',
    ])
    expect(await findFreshness(store.reader)).toMatchObject({ month: '2026-08', publishedAt: by.at })
    expect(await listLatestMonths(store.reader, ['Z98001', 'Z98009'])).toEqual(
      new Map([['Z98001', '2026-08']]),
    )
  })

  test('stores nothing of a file that fails at its last line', async ({ store }) => {
    const rows = Array.from({ length: 900 }, (_, index) =>
      cell('PRACTICE_CODE', `A${80_000 + index}`)(fixture(EPD).split('\n')[1]!),
    )
    const text = [fixture(EPD).split('\n')[0], ...rows, cell('ITEMS', 'two')(rows[0]!)].join('\n')
    const result = await bring(store, text)
    expect(result).toMatchObject({ status: 'rejected', rowsUsed: 0, rowsRejected: 1 })
    expect(result.problems.at(-1)).toMatchObject({
      level: 'note',
      code: 'nothing_imported',
      message: 'Nothing of this file was imported.',
    })
    expect(await rowsStored(store)).toEqual([0, 0, 0])
    expect(await findFreshness(store.reader)).toBeUndefined()
  })

  test('stores nothing when the upload breaks off', async ({ store }) => {
    async function* broken() {
      yield Buffer.from(fixture(EPD).slice(0, 1500))
      throw new Error('the connection was closed')
    }
    await expect(importFile(store, by, { name: EPD, bytes: broken() })).rejects.toThrow('connection')
    expect(await rowsStored(store)).toEqual([0, 0, 0])
  })

  test('stores many practices, and all of them appear at once', async ({ store }) => {
    const rows = Array.from({ length: 900 }, (_, index) =>
      cell('PRACTICE_CODE', `A${80_000 + index}`)(fixture(EPD).split('\n')[1]!),
    )
    expect((await bring(store, [fixture(EPD).split('\n')[0], ...rows].join('\n'))).practices).toBe(900)
    expect(await store.reader.$count(practiceMonths)).toBe(900)
    expect(await opioidItems(store, 'A80899')).toHaveLength(1)
  })
})

describe('a month that is loaded', () => {
  test('is left alone by the very file it came from', async ({ store }) => {
    await bring(store, fixture(EPD))
    expect((await bring(store, fixture(EPD))).status).toBe('unchanged')
    expect(await store.reader.$count(imports)).toBe(1)
  })

  test('is a question for any other file', async ({ store }) => {
    await bring(store, fixture(EPD))
    const result = await bring(store, again)
    expect(result).toMatchObject({ status: 'needs_decision', rowsUsed: 0 })
    expect(result.problems[0]?.message).toMatch(
      /August 2026 for 2 practices.*holds all of them, with different figures for 1 of them.*or replace them/,
    )
    expect((await opioidItems(store))[0]?.numerator).toBe(12)
    expect(await store.reader.$count(imports)).toBe(1)
  })

  test('is replaced when a person says so, and the later figures count', async ({ store }) => {
    await bring(store, fixture(EPD))
    expect((await bring(store, again, { replace: true })).status).toBe('imported')
    expect((await opioidItems(store))[0]?.numerator).toBe(17)
    expect(await listImports(store.reader, admin)).toMatchObject([{ replaces: true }, { replaces: false }])
    expect((await bring(store, fixture(EPD))).status).toBe('needs_decision')
  })

  test('is one question for list sizes too', async ({ store }) => {
    await bring(store, fixture(LISTS), {}, LISTS)
    expect((await bring(store, fixture(LISTS).replace('8000', '8100'), {}, LISTS)).status).toBe(
      'needs_decision',
    )
  })

  test('is no question for the practices that it was not loaded for', async ({ store }) => {
    await bring(store, fixture(EPD), { onlyPractices: ['Z98001'] })
    expect(await opioidItems(store, 'Z98002')).toEqual([])
    expect((await bring(store, again, { onlyPractices: ['Z98002'] })).status).toBe('imported')
    expect((await opioidItems(store, 'Z98002'))[0]?.numerator).toBe(5)
    expect((await bring(store, fixture(EPD), { onlyPractices: ['Z98001'] })).status).toBe('unchanged')
  })

  test('is loaded from one of two files that come at the same time, and a question for the other', async ({
    store,
  }) => {
    const results = await Promise.all([bring(store, fixture(EPD)), bring(store, again)])
    expect(results.map(({ status }) => status).sort()).toEqual(['imported', 'needs_decision'])
    expect(await store.reader.$count(imports)).toBe(1)
  })

  test('gives values again when its list size arrives later', async ({ store }) => {
    await bring(store, fixture(EPD))
    expect((await opioidItems(store))[0]?.reason).toBe('no_list_size')
    await bring(store, fixture(LISTS), {}, LISTS)
    expect((await opioidItems(store))[0]?.value).toBe(1.5)
  })
})

describe('a staged import', () => {
  const figures = {
    kind: 'epd' as const,
    rows: [{ practiceCode: 'Z98001', month: '2026-08', rows: 1, sums: { items: 1 }, commissioner: null }],
  }
  const input = {
    id: 'staged',
    fileName: EPD,
    sha256: 'x',
    months: ['2026-08'],
    practices: 1,
    onlyPractices: null,
    replaces: false,
    rowsRead: 1,
    rowsUsed: 1,
    rowsRejected: 0,
  }
  const stage = async (store: Store, at = by.at) => {
    for (const step of stagingOf({ ...by, at }, input, figures, [])) await store.transact(step)
  }

  test('is seen by nobody until it is published', async ({ store }) => {
    await stage(store)
    expect(await listPracticeSeries(store.reader, 'Z98001')).toEqual([])
    expect(await listImports(store.reader, admin)).toEqual([])
    await store.transact((tx) => publishImport(tx, by, 'staged', null))
    expect(await listPracticeSeries(store.reader, 'Z98001')).toHaveLength(15)
  })

  test('leaves nothing when it is discarded, and cannot be once it is published', async ({ store }) => {
    await stage(store)
    await store.transact((tx) => discardImport(tx, by, 'staged'))
    expect(await rowsStored(store)).toEqual([0, 0, 0])
    await stage(store)
    await store.transact((tx) => publishImport(tx, by, 'staged', null))
    await expect(store.transact((tx) => discardImport(tx, by, 'staged'))).rejects.toThrow('published')
  })

  test('is not published over an import that came in between', async ({ store }) => {
    await stage(store)
    await bring(store, fixture(EPD))
    await expect(store.transact((tx) => publishImport(tx, by, 'staged', null))).rejects.toThrow(
      'at the same time',
    )
  })

  test('that a killed process left behind is removed a day later', async ({ store }) => {
    await stage(store, new Date('2026-11-20T09:00:00Z'))
    await bring(store, fixture(LISTS), {}, LISTS)
    expect(await rowsStored(store)).toEqual([1, 0, 2])
  })
})

test('asking for no practices at all is answered with none', async ({ store }) => {
  expect(await listFigures(store.reader, [])).toEqual([])
  expect(await listLatestMonths(store.reader, [])).toEqual(new Map())
})

describe('practices that nothing is known of', () => {
  test('are imported and named', async ({ store }) => {
    await store.transact((tx) => addPractice(tx, by, { code: 'Z98001', name: 'Amber Lane Surgery' }))
    const { status, problems } = await bring(store, fixture(EPD))
    expect([status, problems[0]?.code, problems[0]?.level, problems[0]?.line]).toEqual([
      'imported',
      'unknown_practice',
      'warning',
      10,
    ])
    expect(problems[0]?.message).toContain('Z98002 (line 10) is in no list-size file')
  })

  test('are not named to a participant, who brings in their own', async ({ store }) => {
    const { problems } = await bring(store, fixture(EPD), { onlyPractices: ['Z98001'] })
    expect(problems.map(({ code }) => code)).toEqual(['unidentified_rows', 'other_practices'])
  })
})
