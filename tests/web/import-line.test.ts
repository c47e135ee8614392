import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, vi } from 'vitest'
import { importRuns } from '#db/schema/import-runs.ts'
import { imports, practiceMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { startRun } from '#lib/prescribing/runs/commands.ts'
import { inChild } from '#lib/web/children.ts'
import { workOffImports } from '#lib/web/import-line.ts'
import { EPD, fixture } from '../lib/prescribing/files.ts'
import { describe, expect, test } from '../support/test.ts'

const chosen = vi.hoisted(() => ({ dataDir: '' }))
vi.mock('#lib/env.ts', async (original) => {
  const real = await original<typeof import('#lib/env.ts')>()
  return { ...real, env: () => ({ ...real.env(), DATA_DIR: chosen.dataDir }) }
})
beforeEach<{ databaseFile: string }>(({ databaseFile }) => {
  chosen.dataDir = dirname(databaseFile)
})

/** Some 30 MB: read for half a second or more. */
function large(): string {
  const [head, ...rows] = fixture(EPD).split('\n')
  const own = rows.filter((line) => line.includes(',Z98001,')).join('\n')
  const copies = Array.from({ length: 10_000 }, (_, index) => own.replaceAll('Z98001', `A${10_000 + index}`))
  return [head, ...copies].join('\n')
}

async function givenRun(store: Store, content: string) {
  mkdirSync(join(chosen.dataDir, 'uploads'), { recursive: true })
  writeFileSync(join(chosen.dataDir, 'uploads/a.part'), content)
  const run = { fileName: EPD, waitsAt: 'uploads/a.part', bytes: content.length, replaces: false } as const
  const by = { personId: 'fran', at: new Date() }
  return store.transact((tx) => startRun(tx, by, { ...run, source: 'upload', onlyPractices: null }))
}
const theRun = async (store: Store) => (await store.reader.select().from(importRuns))[0]!
async function until(so: () => Promise<boolean>) {
  for (let tries = 0; tries < 1500 && !(await so()); tries++)
    await new Promise((turn) => setTimeout(turn, 10))
}
const rowsOf = (store: Store) =>
  Promise.all([imports, practiceMonths].map((table) => store.reader.$count(table)))

/** The process that imports: its parent is this one, and it says `imports` on its command line. */
const importing = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const parent = / (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) \w/, ''))?.[1]
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return parent === String(process.pid) && words.includes('background') && words.includes('imports')
      } catch {
        return false
      }
    })

describe('a process of its own', { timeout: 90_000 }, () => {
  test('imports what waits, whoever asks and however often, and says how far it is', async ({ store }) => {
    await givenRun(store, large())
    const going = Promise.all([workOffImports(store), workOffImports(store)])
    await until(async () => importing() !== undefined)
    expect(importing()).toBeDefined()
    await going
    expect((await theRun(store)).rowsRead).toBeGreaterThan(0)
    expect(await theRun(store)).toMatchObject({ state: 'finished', result: { status: 'imported' } })
    expect(await store.reader.$count(imports)).toBe(1)
  })

  test('that is killed leaves its run failed with the file still there, and nothing stored', async ({
    store,
  }) => {
    await givenRun(store, large())
    const going = workOffImports(store)
    await until(async () => (await theRun(store)).state !== 'waiting')
    process.kill(Number(importing()), 'SIGKILL')
    await going
    expect(await theRun(store)).toMatchObject({ state: 'failed', waitsAt: 'uploads/a.part', importId: null })
    expect(await rowsOf(store)).toEqual([0, 0])
  })

  test('that is asked to stop puts its run back, and stores nothing', async ({ store }) => {
    await givenRun(store, large())
    const stopping = new AbortController()
    const going = inChild('imports', stopping.signal)
    await until(async () => (await theRun(store)).state !== 'waiting')
    stopping.abort()
    expect(await going).toEqual({ code: 0 })
    expect(await theRun(store)).toMatchObject({ state: 'waiting', importId: null })
    expect(await rowsOf(store)).toEqual([0, 0])
  })

  test('ends when the one that started it is gone', async ({ store }) => {
    await givenRun(store, large())
    const program = `const { spawn } = require('node:child_process')
      spawn(process.execPath, ['src/lib/web/background.ts', 'imports'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true })
      setTimeout(() => {}, 60000)`
    const parent = spawn(process.execPath, ['-e', program], {
      env: { ...process.env, DATA_DIR: chosen.dataDir },
    })
    await until(async () => (await theRun(store)).state !== 'waiting')
    parent.kill('SIGKILL')
    await until(async () => (await theRun(store)).state === 'waiting')
    expect(await theRun(store)).toMatchObject({ state: 'waiting' })
    expect(await rowsOf(store)).toEqual([0, 0])
  })
})
