import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { imports, presentationMonths, presentations } from '#db/schema/prescribing.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { keepRows, readKeptRows } from '#lib/prescribing/kept/kept-rows.ts'
import { watchedChemicals } from '#lib/prescribing/presentations.ts'
import type { WatchedRow } from '#lib/prescribing/reading/reading.ts'
import { by, given } from '../../../support/given.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { changed, EPD, fixture, inPieces } from '../files.ts'

const row: WatchedRow = {
  practiceCode: 'Z98001',
  month: '2026-08',
  presentation: '0407020Q0BKAAEF',
  name: 'Zomorph 10mg "modified", capsules',
  quantity: 56,
  items: 3,
  total: 168,
  cost: 9.68123,
}

describe('rows that are kept', () => {
  test('are read again as they were, with the chemicals that were watched', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-kept-'))
    const kept = keepRows(join(folder, 'made'), 'one')
    kept.row(row)
    kept.row({ ...row, name: 'Plain', quantity: 0.5, total: 1.5, cost: 0.00001 })
    expect(await kept.finish()).toBe('one.csv.gz')
    const read: WatchedRow[] = []
    const watched = await readKeptRows(join(folder, 'made'), 'one.csv.gz', (one) => read.push({ ...one }))
    expect(read).toEqual([row, { ...row, name: 'Plain', quantity: 0.5, total: 1.5, cost: 0.00001 }])
    expect(watched).toEqual(watchedChemicals)
    await expect(readKeptRows(folder, 'gone.csv.gz', () => undefined)).rejects.toThrow('ENOENT')
    rmSync(folder, { recursive: true })
  })

  test('of nothing are no file, and discarded they are gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-kept-'))
    expect(await keepRows(folder, 'none').finish()).toBeNull()
    const kept = keepRows(folder, 'two')
    kept.row(row)
    await kept.discard()
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })
})

describe('an imported prescribing file', () => {
  const bring = (store: Parameters<typeof importFile>[0], text: string, keepIn: string) =>
    importFile(store, by, { name: EPD, bytes: inPieces(text) }, { keepIn, source: 'command' })

  test('keeps its rows beside the database, and what practices with members prescribed of each presentation', async ({
    store,
    databaseFile,
  }) => {
    await given.cohort(store)
    const keepIn = join(dirname(databaseFile), 'prescribing')
    await bring(store, fixture(EPD), keepIn)
    const [file] = await store.reader.select().from(imports)
    expect(file).toMatchObject({ source: 'command', keptFile: `${file!.id}.csv.gz` })
    const rows: WatchedRow[] = []
    await readKeptRows(keepIn, file!.keptFile!, (one) => rows.push({ ...one }))
    expect(rows.length).toBeGreaterThan(3)
    const figures = await store.reader.select().from(presentationMonths)
    const total = (list: { items: number }[]) => list.reduce((sum, { items }) => sum + items, 0)
    expect(total(figures)).toBe(total(rows))
    expect(new Set(figures.map(({ practiceCode }) => practiceCode))).toEqual(new Set(['Z98001', 'Z98002']))
    const named = await store.reader.select().from(presentations)
    expect(named.every(({ name }) => name !== '')).toBe(true)
    expect(named.length).toBe(new Set(figures.map(({ presentation }) => presentation)).size)
  })

  test('that is refused, or asks, leaves no rows behind', async ({ store, databaseFile }) => {
    const keepIn = join(dirname(databaseFile), 'prescribing')
    const broken = changed(EPD, {
      3: (line) => line.replace(/,N,/, ',Q,').replace(/\d{4}-?\d{2}/, '1999-01'),
    })
    expect((await bring(store, broken, keepIn)).status).toBe('rejected')
    expect(existsSync(keepIn) ? readdirSync(keepIn) : []).toEqual([])
    await bring(store, fixture(EPD), keepIn)
    const [kept] = readdirSync(keepIn)
    const other = changed(EPD, { 2: (line) => line.replace(',100,4,400,', ',100,9,900,') })
    expect((await bring(store, other, keepIn)).status).toBe('needs_decision')
    expect(readdirSync(keepIn)).toEqual([kept])
  })

  test('of practices without members keeps its rows and no presentations', async ({
    store,
    databaseFile,
  }) => {
    await bring(store, fixture(EPD), join(dirname(databaseFile), 'prescribing'))
    expect(await store.reader.select().from(presentationMonths)).toEqual([])
  })
})
