import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { importRuns } from '#db/schema/import-runs.ts'
import { imports, practiceMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { discardImport } from '#lib/prescribing/commands.ts'
import { tidyImports } from '#lib/prescribing/kept/tidy.ts'
import { carryOutRuns } from '#lib/prescribing/runs/carry-out.ts'
import { cancelRun, failRun, resumeRun, startRun, takeUpRun } from '#lib/prescribing/runs/commands.ts'
import { noteProgress } from '#lib/prescribing/runs/heartbeat.ts'
import { areRunsDue, listLapsed } from '#lib/prescribing/runs/queries.ts'
import { by } from '../../../support/given.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { EPD, fixture } from '../files.ts'

const now = new Date('2026-11-22T10:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

/** A run whose file lies where an upload would have put it. */
async function givenRun(store: Store, dataDir: string, content: string, name = EPD) {
  mkdirSync(join(dataDir, 'uploads'), { recursive: true })
  const waitsAt = `uploads/${name}.part`
  writeFileSync(join(dataDir, waitsAt), content)
  const run = {
    fileName: name,
    waitsAt,
    source: 'upload',
    bytes: content.length,
    replaces: false,
    onlyPractices: null,
  } as const
  return store.transact((tx) => startRun(tx, { personId: 'fran', at: now }, run))
}
const carryOut = (store: Store, dataDir: string, stopped = new AbortController().signal) => {
  const taken: string[] = []
  return carryOutRuns({ store, dataDir, clock: () => now, stopped }, (id) => taken.push(id)).then(() => taken)
}
const theRun = async (store: Store, id: string) =>
  (await store.reader.select().from(importRuns)).find((run) => run.id === id)!
const uploads = (dataDir: string) => readdirSync(join(dataDir, 'uploads'))

/** National enough to be read for a while: the same rows under many practice codes. One in a thousand ends 998. */
function many(practices: number): string {
  const [head, ...rows] = fixture(EPD).split('\n')
  const own = rows.filter((line) => line.includes(',Z98001,'))
  const copies = Array.from({ length: practices }, (_, index) =>
    own.map((line) => line.replace('Z98001', `A${10_000 + index}`)),
  )
  return [head, ...copies.flat()].join('\n')
}

describe('carrying out a run', () => {
  test('imports its file in the name of whoever started it, and keeps the file no longer', async ({
    store,
    databaseFile,
  }) => {
    const dataDir = dirname(databaseFile)
    const id = await givenRun(store, dataDir, fixture(EPD))
    expect(await carryOut(store, dataDir)).toEqual([id])
    const [file] = await store.reader.select().from(imports)
    expect(file).toMatchObject({ importedBy: 'fran', source: 'upload', fileName: EPD })
    expect(await theRun(store, id)).toMatchObject({
      state: 'finished',
      importId: file!.id,
      waitsAt: null,
      rowsRead: 13,
    })
    expect(uploads(dataDir)).toEqual([])
    expect(existsSync(join(dataDir, 'prescribing', file!.keptFile!))).toBe(true)
  })

  test('takes all that wait, one after the other, and keeps what asks something', async ({
    store,
    databaseFile,
  }) => {
    const dataDir = dirname(databaseFile)
    const first = await givenRun(store, dataDir, fixture(EPD), 'one.csv')
    const second = await givenRun(
      store,
      dataDir,
      fixture(EPD).replace(',100,4,400,', ',100,9,900,'),
      'two.csv',
    )
    expect(new Set(await carryOut(store, dataDir))).toEqual(new Set([first, second]))
    expect(uploads(dataDir)).toHaveLength(1)
    const [undecided] = (await store.reader.select().from(importRuns)).filter(
      ({ waitsAt }) => waitsAt !== null,
    )
    await store.transact((tx) => resumeRun(tx, by, undecided!.id, { replaces: true }))
    await carryOut(store, dataDir)
    expect(await store.reader.$count(imports)).toBe(2)
    expect(uploads(dataDir)).toEqual([])
  })

  test('stops with the server, stores nothing, and waits to begin again', async ({ store, databaseFile }) => {
    const dataDir = dirname(databaseFile)
    const id = await givenRun(store, dataDir, many(3000))
    const stopping = new AbortController()
    const going = carryOut(store, dataDir, stopping.signal)
    await until(async () => (await theRun(store, id)).state !== 'waiting')
    stopping.abort(new Error('Stopped'))
    await going
    expect(await theRun(store, id)).toMatchObject({ state: 'waiting', importId: null })
    expect(await Promise.all([imports, practiceMonths].map((table) => store.reader.$count(table)))).toEqual([
      0, 0,
    ])
    expect(uploads(dataDir)).toHaveLength(1)
    await carryOut(store, dataDir)
    expect(await theRun(store, id)).toMatchObject({
      state: 'finished',
      result: { status: 'imported', practices: 2997 },
    })
  })

  test('ends when it is cancelled while its rows are stored, and leaves none of them', async ({
    store,
    databaseFile,
  }) => {
    const dataDir = dirname(databaseFile)
    const id = await givenRun(store, dataDir, many(9000))
    const going = carryOut(store, dataDir)
    await until(async () => (await theRun(store, id)).state === 'storing')
    await store.transact((tx) => cancelRun(tx, by, id))
    await going
    const run = await theRun(store, id)
    if (run.state === 'finished') return expect(run.result).toMatchObject({ status: 'imported' })
    expect(run).toMatchObject({ state: 'cancelled', cancelledBy: by.personId, importId: null, waitsAt: null })
    expect(await Promise.all([imports, practiceMonths].map((table) => store.reader.$count(table)))).toEqual([
      0, 0,
    ])
    expect([uploads(dataDir), readdirSync(join(dataDir, 'prescribing'))]).toEqual([[], []])
  })

  test('fails when its file is gone, and says so', async ({ store, databaseFile }) => {
    const dataDir = dirname(databaseFile)
    const id = await givenRun(store, dataDir, fixture(EPD))
    await store.transact(
      async (tx) => void (await tx.update(importRuns).set({ waitsAt: 'uploads/gone.part' })),
    )
    await expect(carryOut(store, dataDir)).rejects.toThrow('ENOENT')
    expect((await theRun(store, id)).state).toBe('failed')
  })
})

describe('runs', () => {
  const system = systemBy('tests', now)

  test('are taken up one at a time, unless the one before has fallen silent', async ({
    store,
    databaseFile,
  }) => {
    const dataDir = dirname(databaseFile)
    const first = await givenRun(store, dataDir, 'a', 'one.csv')
    const second = await givenRun(store, dataDir, 'b', 'two.csv')
    const take = (id: string, at: Date) => store.transact((tx) => takeUpRun(tx, systemBy('tests', at), id))
    expect((await take(first, now))?.state).toBe('reading')
    expect(await take(first, now)).toBeUndefined()
    expect(await take(second, later(20))).toBeUndefined()
    await store.transact((tx) => noteProgress(tx, first, { bytesRead: 1, rowsRead: 1, at: later(20) }))
    expect(await take(second, later(45))).toBeUndefined()
    expect(await listLapsed(store.reader, later(45))).toEqual([])
    expect(await listLapsed(store.reader, later(51))).toEqual([{ id: first }])
    expect((await take(second, later(51)))?.id).toBe(second)
  })

  test('that died leave no rows behind once it is tidied, and can be tried again with the same file', async ({
    store,
    databaseFile,
  }) => {
    const dataDir = dirname(databaseFile)
    const id = await givenRun(store, dataDir, fixture(EPD))
    await carryOut(store, dataDir)
    // As if the process had died before it published.
    const [file] = await store.reader.select().from(imports)
    await store.transact(async (tx) => {
      await tx.update(imports).set({ publishedAt: null })
      await tx.update(importRuns).set({ state: 'storing', waitsAt: 'uploads/again.part' })
      await failRun(tx, system, id)
    })
    writeFileSync(join(dataDir, 'uploads/again.part'), fixture(EPD))
    await tidyImports({ store, dataDir, clock: () => now, stopped: new AbortController().signal })
    expect(await store.reader.$count(imports)).toBe(0)
    expect(existsSync(join(dataDir, 'prescribing', file!.keptFile!))).toBe(false)
    await store.transact((tx) => resumeRun(tx, by, id, {}))
    expect(await areRunsDue(store.reader, now)).toBe(true)
    await carryOut(store, dataDir)
    expect(await theRun(store, id)).toMatchObject({ state: 'finished', result: { status: 'imported' } })
  })

  test('forget an upload that nobody decided about in a day, and nothing sooner', async ({
    store,
    databaseFile,
  }) => {
    const dataDir = dirname(databaseFile)
    await givenRun(store, dataDir, fixture(EPD), 'one.csv')
    await givenRun(store, dataDir, fixture(EPD).replace(',100,4,400,', ',100,9,900,'), 'two.csv')
    await carryOut(store, dataDir)
    const tidyAt = (at: Date) =>
      tidyImports({ store, dataDir, clock: () => at, stopped: new AbortController().signal })
    await tidyAt(later(23 * 3600))
    expect(uploads(dataDir)).toHaveLength(1)
    await tidyAt(later(25 * 3600))
    expect(uploads(dataDir)).toEqual([])
    const [undecided] = (await store.reader.select().from(importRuns)).filter(
      ({ importId }) => importId === null,
    )
    await expect(
      store.transact((tx) => resumeRun(tx, by, undecided!.id, { replaces: true })),
    ).rejects.toThrow('kept no longer')
  })

  test('point at no import that was discarded', async ({ store, databaseFile }) => {
    const dataDir = dirname(databaseFile)
    const id = await givenRun(store, dataDir, fixture(EPD))
    await carryOut(store, dataDir)
    const [file] = await store.reader.select().from(imports)
    await store.transact(async (tx) => {
      await tx.update(imports).set({ publishedAt: null })
      await discardImport(tx, system, file!.id)
    })
    expect((await theRun(store, id)).importId).toBeNull()
  })
})

async function until(so: () => Promise<boolean>) {
  for (let tries = 0; tries < 2000 && !(await so()); tries++) await new Promise((turn) => setTimeout(turn, 1))
}
