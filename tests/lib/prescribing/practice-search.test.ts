import { imports } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { addPractice } from '#lib/people/commands.ts'
import { undoImport } from '#lib/prescribing/commands.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { findKnownPractice } from '#lib/prescribing/known-practice.ts'
import { searchKnownPractices } from '#lib/prescribing/practice-search.ts'
import { describe, expect, test } from '../../support/test.ts'
import { bringRegister, REGISTER } from '../practices/registers.ts'
import { api, chart } from './downloads.ts'
import { EPD, fixture, inPieces, LISTS } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const HIGH = 'high_dose_items_per_1000'
const bring = (store: Store, name: string, text: string, options = {}) =>
  importFile(store, by, { name, bytes: inPieces(text) }, options)
const download = (store: Store, code: string) =>
  bring(store, 'High dose.csv', chart(`2026-08-01,${code},X,4,8,0.5,,`), { measure: HIGH })
const withoutAmber = fixture(REGISTER).replace(/^"Z98001.*\n/, '')
const found = async (store: Store, text: string, limit?: number) =>
  (await searchKnownPractices(store.reader, text, limit === undefined ? {} : { limit })).map(
    ({ code }) => code,
  )

describe('finding every practice that is known', () => {
  test('finds one that only a prescribing file holds, and says that the register does not name it', async ({
    store,
  }) => {
    await bringRegister(store, withoutAmber)
    await bring(store, EPD, fixture(EPD))
    expect(await searchKnownPractices(store.reader, 'z98001')).toEqual([
      { code: 'Z98001', name: 'Practice Z98001', postcode: null, state: 'not in the register' },
    ])
    expect(await found(store, 'Z980')).toEqual(['Z98003', 'Z98002', 'Z98004', 'Z98001'])
  })

  test('finds one of a download, and one of which only the list size is known, without any register', async ({
    store,
  }) => {
    expect(await found(store, 'Z99001')).toEqual([])
    await download(store, 'Z99001')
    expect(await found(store, 'z99001')).toEqual(['Z99001'])
    await bring(store, LISTS, fixture(LISTS))
    expect(await found(store, 'Z98001')).toEqual(['Z98001'])
  })

  test('no longer finds what was undone', async ({ store }) => {
    const { problems } = await download(store, 'Z99001')
    expect(problems.map(({ code }) => code)).toContain('practices_not_checked')
    const [file] = await store.reader.select().from(imports)
    await store.transact((tx) => undoImport(tx, by, file!.id, 'A test'))
    expect(await found(store, 'Z99001')).toEqual([])
    expect(await findKnownPractice(store.reader, 'Z99001')).toBeUndefined()
  })

  test('finds one that takes part by the name its members know, whatever the register calls it', async ({
    store,
  }) => {
    await bringRegister(store)
    await store.transact((tx) => addPractice(tx, by, { code: 'Z98001', name: 'Lantern House' }))
    await store.transact((tx) => addPractice(tx, by, { code: 'Z98077', name: 'Invented Practice' }))
    expect(await searchKnownPractices(store.reader, 'lantern')).toMatchObject([
      { code: 'Z98001', name: 'Lantern House', state: null },
    ])
    expect(await found(store, 'amber lane')).toEqual(['Z98001'])
    expect(await searchKnownPractices(store.reader, 'invent')).toMatchObject([
      { code: 'Z98077', state: 'not in the register' },
    ])
    expect(await found(store, 'z98077')).toEqual(['Z98077'])
  })

  test('says of one in the register how it stands there', async ({ store }) => {
    await bringRegister(store)
    expect(await searchKnownPractices(store.reader, 'beacon')).toMatchObject([
      { code: 'Z98002', name: 'Beacon Hill Practice', state: 'closed' },
    ])
  })

  test('puts the one whose code was typed first, and finds no more than asked for', async ({ store }) => {
    await bringRegister(store)
    await bring(store, EPD, fixture(EPD))
    expect(await found(store, 'Z98004', 1)).toEqual(['Z98004'])
    expect(await found(store, 'Z98', 2)).toHaveLength(2)
    for (const nothing of ['', '   ', '%', 'Z97']) expect(await found(store, nothing)).toEqual([])
  })
})

describe('a practice that no register names', () => {
  test('has its page once a download of it is loaded', async ({ store }) => {
    await bringRegister(store)
    await download(store, 'Z99001')
    expect(await findKnownPractice(store.reader, 'Z99001')).toEqual({
      code: 'Z99001',
      name: 'Practice Z99001',
      closedOn: null,
    })
    expect(await findKnownPractice(store.reader, 'Z99002')).toBeUndefined()
  })

  test('is named when a download of it is imported, as it is for a prescribing file', async ({ store }) => {
    await bringRegister(store)
    const { status, problems } = await download(store, 'Z99001')
    expect(status).toBe('imported')
    expect(problems).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        code: 'unknown_practice',
        message:
          'Z99001 is not in the practice register. Its figures count like any other’s: check the code, or import a newer register.',
      }),
    )
    const own = await bring(
      store,
      'measures.csv',
      api(`opioidper1000,practice,Z98001,X,2026-08-01,8.0,8.0,1,`),
    )
    expect(own.problems.map(({ code }) => code)).not.toContain('unknown_practice')
  })

  test('and one that had closed is named too, with how many of its values do not count', async ({
    store,
  }) => {
    await bringRegister(store)
    expect((await download(store, 'Z98002')).problems).toContainEqual(
      expect.objectContaining({
        code: 'closed_practice_items',
        message: expect.stringContaining(
          '1 value is of a practice that had closed before the month began: Z98002',
        ),
      }),
    )
  })

  test('is not named to a participant, whose own practice it is', async ({ store }) => {
    await bringRegister(store)
    const { problems } = await bring(store, 'High dose.csv', chart('2026-08-01,Z99001,X,4,8,0.5,,'), {
      measure: HIGH,
      onlyPractices: ['Z99001'],
    })
    expect(problems.map(({ code }) => code)).not.toContain('unknown_practice')
  })
})
