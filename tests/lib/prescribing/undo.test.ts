import { areaMonthsDue } from '#db/schema/areas.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { imports } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { undoImport } from '#lib/prescribing/commands.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { findFreshness, getMeasureSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { changed, EPD, fixture, inPieces, LISTS } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const corrected = changed(EPD, { 2: (line) => line.replace(',100,4,400,', ',100,9,900,') })
const bring = (store: Store, text: string, replace = false, name = EPD) =>
  importFile(store, by, { name, bytes: inPieces(text) }, { replace })
const items = async (store: Store) =>
  (await getMeasureSeries(store.reader, 'Z98001', 'opioid_items_per_1000')).map(({ numerator }) => numerator)
const idOf = async (store: Store, position: number) =>
  (await store.reader.select().from(imports).orderBy(imports.publishedAt))[position]!.id
const undo = (store: Store, id: string) =>
  store.transact((tx) => undoImport(tx, by, id, 'It was the file of another month'))

describe('undoing an import', () => {
  test('lets what it had replaced count again', async ({ store }) => {
    await bring(store, fixture(EPD))
    await bring(store, corrected, true)
    expect(await items(store)).toEqual([17])
    await undo(store, await idOf(store, 1))
    expect(await items(store)).toEqual([12])
  })

  test('of the only one leaves nothing that counts, and says why and who', async ({ store }) => {
    await bring(store, fixture(EPD))
    const id = await idOf(store, 0)
    await undo(store, id)
    expect(await items(store)).toEqual([])
    expect(await findFreshness(store.reader)).toBeUndefined()
    expect(await store.reader.select().from(imports)).toMatchObject([
      { undoneBy: 'system:tests', undoneAt: by.at, undoneBecause: 'It was the file of another month' },
    ])
    const audited = await store.reader.select().from(auditEvents)
    const event = audited.find(({ action }) => action === 'prescribing.import_undone')
    expect(event).toMatchObject({ subject: id })
    expect(JSON.stringify(event?.details)).not.toContain('another month')
  })

  test('is asked for once', async ({ store }) => {
    await bring(store, fixture(EPD))
    const id = await idOf(store, 0)
    await undo(store, id)
    await expect(undo(store, id)).rejects.toThrow('undone already')
  })

  test('can be taken back by importing the same file: it is not said to be loaded', async ({ store }) => {
    await bring(store, fixture(EPD))
    await undo(store, await idOf(store, 0))
    expect((await bring(store, fixture(EPD))).status).toBe('imported')
    expect(await items(store)).toEqual([12])
  })

  test('asks for the areas of its months, and of those that a list size reaches', async ({ store }) => {
    await bring(store, fixture(EPD))
    await bring(store, fixture(LISTS), false, LISTS)
    await store.transact(async (tx) => void (await tx.delete(areaMonthsDue)))
    await undo(store, await idOf(store, 1))
    expect((await store.reader.select().from(areaMonthsDue)).map(({ month }) => month)).toEqual(['2026-08'])
  })
})
