import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import { connect } from '#db/sqlite/client.ts'
import type { Tx } from '#db/store.ts'
import { describe, expect, test } from '../support/test.ts'

const add = (tx: Tx, code: string, name = code) => tx.insert(practices).values({ code, name })

describe('the store', () => {
  test('keeps all of a transaction or none of it', async ({ store }) => {
    const half = store.transact(async (tx) => {
      await add(tx, 'Z98001')
      throw new Error('half way')
    })
    await expect(half).rejects.toThrow('half way')
    expect(await store.reader.select().from(practices)).toEqual([])
  })

  test('runs transactions one after another, whatever waits inside them', async ({ store }) => {
    await store.transact((tx) => add(tx, 'Z98001', '0'))
    const work = Array.from({ length: 20 }, (_, index) =>
      store
        .transact(async (tx) => {
          const [row] = await tx.select().from(practices).where(eq(practices.code, 'Z98001'))
          await new Promise((done) => setTimeout(done, Math.random() * 3))
          await tx
            .update(practices)
            .set({ name: String(Number(row?.name) + 1) })
            .where(eq(practices.code, 'Z98001'))
          if (index % 2 === 1) throw new Error('rolled back')
        })
        .catch(() => undefined),
    )
    await Promise.all(work)
    expect(await store.reader.select().from(practices)).toMatchObject([{ name: '10' }])
  })

  test('refuses a transaction inside another instead of waiting for itself for ever', async ({ store }) => {
    const nested = store.transact(() => store.transact(async () => undefined))
    await expect(nested).rejects.toThrow('inside another')
  })

  test('gives readers a connection that cannot write', async ({ store }) => {
    const stray = store.reader as unknown as Tx
    await expect((async () => add(stray, 'Z98001'))()).rejects.toThrow(/readonly/)
  })

  test('waits for another process that holds the lock, without blocking this one', async ({
    store,
    databaseFile,
  }) => {
    const other = new Database(databaseFile)
    other.exec('BEGIN IMMEDIATE')
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    setTimeout(() => other.exec('COMMIT'), 300)
    await store.transact((tx) => add(tx, 'Z98001'))
    clearInterval(ticking)
    other.close()
    expect(ticks).toBeGreaterThan(3)
  })

  test('is durable, checked and forgetful: every connection has the pragmas', ({ databaseFile }) => {
    const connection = connect(databaseFile)
    const pragma = (name: string) => connection.pragma(name, { simple: true })
    expect([
      pragma('journal_mode'),
      pragma('synchronous'),
      pragma('foreign_keys'),
      pragma('secure_delete'),
      pragma('trusted_schema'),
    ]).toEqual(['wal', 2, 1, 1, 0])
    expect(connection.pragma('busy_timeout', { simple: true })).toBeLessThanOrEqual(50)
    connection.close()
  })

  test('has only strict tables, and refuses words that are not on a list', async ({
    store,
    databaseFile,
  }) => {
    const connection = connect(databaseFile, { readonly: true })
    const tables = connection.pragma('table_list') as {
      name: string
      schema: string
      strict: number
      type: string
    }[]
    const loose = tables.filter(
      (t) => t.schema === 'main' && t.type === 'table' && !t.name.startsWith('sqlite_') && t.strict === 0,
    )
    connection.close()
    expect(loose).toEqual([])
    const wrong = store.transact((tx) => tx.insert(practices).values({ code: 'Z98001', name: null as never }))
    await expect(wrong).rejects.toThrow()
  })

  test('leaves one file behind when it is closed', ({ databaseFile }) => {
    const folder = join(databaseFile, '..')
    expect(readdirSync(folder)).toEqual(['steward.sqlite'])
  })
})
