import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { importRuns } from '#db/schema/import-runs.ts'
import { imports } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { hasInboxWork, listArrived, takeFromInbox } from '#lib/prescribing/inbox/scan.ts'
import { carryOutRuns } from '#lib/prescribing/runs/carry-out.ts'
import { declineRun, resumeRun } from '#lib/prescribing/runs/commands.ts'
import { by } from '../../../support/given.ts'
import { ISSUED } from '../../../support/nhs-numbers.ts'
import { test as base, describe, expect } from '../../../support/test.ts'
import { changed, EPD, fixture } from '../files.ts'

const now = new Date('2026-11-22T10:00:00Z')
const corrected = changed(EPD, { 2: (line) => line.replace(',100,4,400,', ',100,9,900,') })

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({ databaseFile }, use) => {
    mkdirSync(join(dirname(databaseFile), 'inbox'))
    await use(dirname(databaseFile))
  },
})

/** Puts a file into the inbox that was last written to some time ago. */
function land(dataDir: string, name: string, content = fixture(EPD), secondsAgo = 600) {
  const path = join(dataDir, 'inbox', name)
  writeFileSync(path, content)
  const at = new Date(Date.now() - secondsAgo * 1000)
  utimesSync(path, at, at)
}
const take = (store: Store, dataDir: string) => takeFromInbox(store, dataDir, now)
async function takeAndImport(store: Store, dataDir: string) {
  await take(store, dataDir)
  await carryOutRuns(
    { store, dataDir, clock: () => now, stopped: new AbortController().signal },
    () => undefined,
  )
}
const inside = (dataDir: string, folder = '') => {
  const path = join(dataDir, 'inbox', folder)
  return existsSync(path) ? readdirSync(path) : []
}

describe('the inbox', () => {
  test('imports for every practice what lands in it, and puts it with what is done', async ({
    store,
    dataDir,
  }) => {
    land(dataDir, EPD)
    expect(await hasInboxWork(store, dataDir)).toBe(true)
    await takeAndImport(store, dataDir)
    expect(await store.reader.select().from(imports)).toMatchObject([
      { source: 'inbox', importedBy: 'system:inbox', onlyPractices: null },
    ])
    expect([inside(dataDir, 'done'), inside(dataDir, 'reading')]).toEqual([[EPD], []])
    expect(await hasInboxWork(store, dataDir)).toBe(false)
  })

  test('takes a file whose name is as long as the disk allows, and holds up no other for it', async ({
    store,
    dataDir,
  }) => {
    land(dataDir, `${'a'.repeat(251)}.csv`)
    land(dataDir, `${ISSUED} ${'b'.repeat(240)}.csv`, 'x')
    land(dataDir, EPD)
    await takeAndImport(store, dataDir)
    expect(inside(dataDir).filter((name) => name.endsWith('.csv'))).toEqual([])
    expect(inside(dataDir, 'done')).toContain(`${'a'.repeat(196)}.csv`)
  })

  test('says beside a refused file why it was refused, and overwrites none of the same name', async ({
    store,
    dataDir,
  }) => {
    for (let round = 0; round < 2; round++) {
      land(dataDir, 'wrong.csv', 'a,b\n1,2\n')
      await takeAndImport(store, dataDir)
    }
    expect(inside(dataDir, 'refused').sort()).toEqual([
      'wrong (2).csv',
      'wrong (2).csv.txt',
      'wrong.csv',
      'wrong.csv.txt',
    ])
    expect(readFileSync(join(dataDir, 'inbox/refused/wrong.csv.txt'), 'utf8')).toMatch(
      /^error: This does not look like/,
    )
  })

  test('keeps what asks something until somebody answers', async ({ store, dataDir }) => {
    land(dataDir, EPD)
    await takeAndImport(store, dataDir)
    land(dataDir, EPD, corrected)
    await takeAndImport(store, dataDir)
    expect(inside(dataDir, 'undecided')).toEqual([expect.stringContaining(EPD)])
    const asking = (await store.reader.select().from(importRuns)).find(({ waitsAt }) => waitsAt !== null)!
    await store.transact((tx) => resumeRun(tx, by, asking.id, { replaces: true }))
    await takeAndImport(store, dataDir)
    expect(inside(dataDir, 'undecided')).toEqual([])
    expect(inside(dataDir, 'done').sort()).toEqual(['EPD_SNOMED_202608 (2).csv', EPD])
  })

  test('puts aside what is not to be imported, and deletes nothing', async ({ store, dataDir }) => {
    land(dataDir, EPD)
    await takeAndImport(store, dataDir)
    land(dataDir, 'again.csv', corrected)
    await takeAndImport(store, dataDir)
    const asking = (await store.reader.select().from(importRuns)).find(({ waitsAt }) => waitsAt !== null)!
    await store.transact((tx) => declineRun(tx, by, asking.id))
    expect(await hasInboxWork(store, dataDir)).toBe(true)
    await take(store, dataDir)
    expect([inside(dataDir, 'undecided'), inside(dataDir, 'not-imported')]).toEqual([[], ['again.csv']])
  })

  test('waits until a file has stopped growing, and for what is still being copied', async ({ dataDir }) => {
    land(dataDir, 'fresh.csv', 'x', 1)
    land(dataDir, '.hidden.csv')
    land(dataDir, 'copy.csv.part')
    land(dataDir, 'quiet.csv', 'x', 30)
    expect(await listArrived(dataDir)).toEqual([])
    expect(await listArrived(dataDir)).toEqual([{ name: 'quiet.csv', bytes: 1 }])
    land(dataDir, 'quiet.csv', 'xx', 25)
    expect(await listArrived(dataDir)).toEqual([])
  })

  test('never writes down a name that may hold an NHS number', async ({ store, dataDir }) => {
    land(dataDir, `${ISSUED}.csv`)
    await takeAndImport(store, dataDir)
    expect(await store.reader.$count(imports)).toBe(0)
    const [run] = await store.reader.select().from(importRuns)
    expect(run).toMatchObject({
      fileName: '(name not shown)',
      state: 'finished',
      result: { status: 'rejected' },
    })
    expect(JSON.stringify(run)).not.toContain(ISSUED)
    expect(inside(dataDir, 'refused')).toHaveLength(2)
  })

  test('finds again what a process took that died at once', async ({ store, dataDir }) => {
    mkdirSync(join(dataDir, 'inbox/reading'))
    writeFileSync(join(dataDir, 'inbox/reading', `abc123 ${EPD}`), fixture(EPD))
    expect(await hasInboxWork(store, dataDir)).toBe(true)
    await take(store, dataDir)
    expect(inside(dataDir)).toContain(EPD)
  })
})
