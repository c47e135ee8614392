import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { vi } from 'vitest'
import type { Store } from '#db/store.ts'
import { parseEnv } from '#lib/env.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { readinessOf } from '#lib/web/readiness.ts'
import { test as storing } from '../support/test.ts'
import { describe, expect, test as serving } from './steward-server.ts'

const NOW = new Date('2026-11-22T09:00:00Z')

function settings(dataDir: string, more: Record<string, string> = {}) {
  const parsed = parseEnv({ DATA_DIR: dataDir, ...more })
  if ('problems' in parsed) throw new Error(parsed.problems.join())
  return parsed.env
}

const looking = (store: Store, file: string, more?: Record<string, string>) =>
  readinessOf(store, settings(dirname(file), more), () => NOW)

describe('readiness', () => {
  storing(
    'is there when the database takes a write, has room and is as the code knows it',
    async ({ store, databaseFile }) => {
      expect(await looking(store, databaseFile)()).toEqual({
        ready: true,
        checks: { database: 'ok', disk: 'ok', migrations: 'ok', mail: 'ok' },
      })
    },
  )

  storing('is gone when the database cannot be written', async ({ store, databaseFile }) => {
    const ready = looking({ ...store, transact: () => Promise.reject(new Error('disk full')) }, databaseFile)
    expect(await ready()).toMatchObject({ ready: false, checks: { database: 'failing' } })
  })

  storing('is gone when a write takes longer than three seconds', async ({ store, databaseFile }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ready = looking({ ...store, transact: () => new Promise(() => undefined) }, databaseFile)()
    await vi.advanceTimersByTimeAsync(3000)
    vi.useRealTimers()
    expect(await ready).toMatchObject({ ready: false, checks: { database: 'failing' } })
  })

  storing('is gone when the folder is gone', async ({ store }) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-gone-'))
    rmSync(folder, { recursive: true })
    expect(await looking(store, join(folder, 'x'))()).toMatchObject({
      ready: false,
      checks: { disk: 'failing', migrations: 'failing' },
    })
  })

  storing(
    'is gone when the code knows a migration that the database lacks',
    async ({ store, databaseFile }) => {
      const raw = new Database(databaseFile)
      raw.exec('delete from __drizzle_migrations where id = (select max(id) from __drizzle_migrations)')
      raw.close()
      expect(await looking(store, databaseFile)()).toMatchObject({
        ready: false,
        checks: { migrations: 'failing' },
      })
    },
  )

  storing('tells of mail that waits for a quarter of an hour, and stays', async ({ store, databaseFile }) => {
    const mail = {
      occasion: 'a',
      to: { name: 'Ann', email: 'ann@example.org' },
      subject: 'Hello',
      body: 'Hello',
    }
    await store.transact((tx) => queueMail(tx, mail, new Date(NOW.getTime() - 16 * 60_000)))
    expect((await looking(store, databaseFile)()).checks['mail']).toBe('ok')
    expect(await looking(store, databaseFile, { SMTP_URL: 'smtp://127.0.0.1' })()).toMatchObject({
      ready: true,
      checks: { mail: 'late' },
    })
  })

  storing('is looked at once a second, however often somebody asks', async ({ store, databaseFile }) => {
    const transact = vi.spyOn(store, 'transact')
    const ready = looking(store, databaseFile)
    await Promise.all([ready(), ready(), ready()])
    expect(transact).toHaveBeenCalledTimes(1)
  })

  serving('is told by its status and in words', async ({ serve }) => {
    const { ask } = await serve({ readiness: async () => ({ ready: false, checks: { disk: 'failing' } }) })
    const { status, headers, text } = await ask('/readyz')
    expect([status, headers['retry-after']]).toEqual([503, '30'])
    expect(JSON.parse(text)).toEqual({ status: 'unavailable', checks: { disk: 'failing' } })
  })

  serving('is not asked for health, which is the process alone', async ({ serve }) => {
    const { ask } = await serve({ readiness: () => Promise.reject(new Error('not asked')) })
    const { status, text } = await ask('/healthz')
    expect([status, text]).toEqual([200, '{"status":"ok"}'])
  })
})
