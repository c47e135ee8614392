import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { imports, practiceMonths, presentationMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { definitionVersion } from '#lib/prescribing/definitions/measures.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { fillPresentations } from '#lib/prescribing/kept/fill.ts'
import { keptFolder } from '#lib/prescribing/kept/kept-rows.ts'
import { areSomeUnfilled, listOutdated } from '#lib/prescribing/kept/queries.ts'
import { recomputeSums } from '#lib/prescribing/kept/recompute.ts'
import { by, given } from '../../../support/given.ts'
import { test as base, describe, expect } from '../../../support/test.ts'
import { EPD, fixture, inPieces } from '../files.ts'

const test = base.extend<{ around: Parameters<typeof recomputeSums>[0] }>({
  around: async ({ store, databaseFile }, use) => {
    const stopped = new AbortController().signal
    await use({
      store,
      dataDir: dirname(databaseFile),
      clock: () => new Date('2026-11-22T10:00:00Z'),
      stopped,
    })
  },
})
const bring = (store: Store, dataDir: string) =>
  importFile(store, by, { name: EPD, bytes: inPieces(fixture(EPD)) }, { keepIn: keptFolder(dataDir) })
const sumsIn = (store: Store) =>
  store.reader.select({ code: practiceMonths.practiceCode, sums: practiceMonths.sums }).from(practiceMonths)
const pretendOlder = (store: Store) =>
  store.transact(async (tx) => {
    await tx.update(imports).set({ definitionVersion: '2020-01-01' })
    await tx.update(practiceMonths).set({ sums: { items: 1234, opioid_items: 9999 } })
  })

describe('sums of other definitions', () => {
  test('are formed anew from the rows that were kept, with the items of everything as they were counted', async ({
    store,
    around,
  }) => {
    await bring(store, around.dataDir)
    const before = await sumsIn(store)
    await pretendOlder(store)
    expect(await listOutdated(store.reader)).toHaveLength(1)
    const [file] = await store.reader.select().from(imports)
    expect(await recomputeSums(around)).toEqual({ formed: [file!.id], lacking: [] })
    expect(await sumsIn(store)).toEqual(
      before.map(({ code, sums }) => ({ code, sums: { ...sums, items: 1234 } })),
    )
    expect((await store.reader.select().from(imports))[0]?.definitionVersion).toBe(definitionVersion)
    expect(await recomputeSums(around)).toEqual({ formed: [], lacking: [] })
  })

  test('stay, and are named, when the rows are there no longer', async ({ store, around }) => {
    await bring(store, around.dataDir)
    await pretendOlder(store)
    const [file] = await store.reader.select().from(imports)
    rmSync(join(keptFolder(around.dataDir), file!.keptFile!))
    expect(await recomputeSums(around)).toEqual({ formed: [], lacking: [file!.id] })
    expect((await sumsIn(store))[0]?.sums).toMatchObject({ opioid_items: 9999 })
  })
})

describe('a practice that joins later', () => {
  test('gets its presentations from the files that were kept', async ({ store, around }) => {
    await bring(store, around.dataDir)
    expect(await areSomeUnfilled(store.reader)).toBe(false)
    await given.cohort(store)
    expect(await areSomeUnfilled(store.reader)).toBe(true)
    await fillPresentations(around)
    expect(await areSomeUnfilled(store.reader)).toBe(false)
    const filled = await store.reader.select().from(presentationMonths)
    expect(new Set(filled.map(({ practiceCode }) => practiceCode))).toEqual(new Set(['Z98001', 'Z98002']))
  })

  test('is asked for no longer when a kept file is gone', async ({ store, around }) => {
    await bring(store, around.dataDir)
    await given.cohort(store)
    const [file] = await store.reader.select().from(imports)
    rmSync(join(keptFolder(around.dataDir), file!.keptFile!))
    await fillPresentations(around)
    expect((await store.reader.select().from(imports))[0]?.keptFile).toBeNull()
    expect(await areSomeUnfilled(store.reader)).toBe(false)
  })

  test('has the same presentations as one that was there before', async ({ store, around }) => {
    await given.cohort(store)
    await bring(store, around.dataDir)
    const sorted = async () =>
      (await store.reader.select().from(presentationMonths)).sort((a, b) =>
        `${a.practiceCode}${a.presentation}`.localeCompare(`${b.practiceCode}${b.presentation}`),
      )
    const atOnce = await sorted()
    await store.transact(async (tx) => {
      await tx.delete(presentationMonths).where(eq(presentationMonths.practiceCode, 'Z98001'))
    })
    await fillPresentations(around)
    expect(await sorted()).toEqual(atOnce)
  })
})
