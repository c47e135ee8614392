import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { Reader, Store, Tx } from '../store.ts'

/** Another process (an import, a migration) may hold the lock; a longer wait here would freeze every page. */
const BUSY_TIMEOUT_MS = 40
const LOCK_PATIENCE_MS = 10_000

export function connect(file: string, options: Database.Options = {}) {
  // Hashes and letters are in there: nobody else on the machine may read them.
  process.umask(0o077)
  const connection = new Database(file, { timeout: BUSY_TIMEOUT_MS, ...options })
  connection.pragma('foreign_keys = ON')
  connection.pragma('trusted_schema = OFF')
  connection.pragma('temp_store = MEMORY')
  if (!options.readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('secure_delete = ON')
    connection.pragma('journal_size_limit = 67108864')
  }
  return connection
}

const isBusy = (error: unknown) =>
  (error as { code?: string } | null)?.code?.startsWith('SQLITE_BUSY') ?? false

async function beginImmediate(connection: Database.Database) {
  const deadline = Date.now() + LOCK_PATIENCE_MS
  for (let wait = 5; ; wait = Math.min(wait * 2, 100)) {
    try {
      connection.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error
      await pause(wait)
    }
  }
}

export function openSqliteStore(file: string): Store {
  const writing = connect(file)
  const reading = connect(file, { readonly: true })
  const tx = drizzle(writing, { casing: 'snake_case' }) as unknown as Tx
  const reader = drizzle(reading, { casing: 'snake_case' }) as unknown as Reader
  const inside = new AsyncLocalStorage<true>()
  let lastInLine: Promise<unknown> = Promise.resolve()

  async function run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    await beginImmediate(writing)
    try {
      const result = await work(tx)
      writing.exec('COMMIT')
      return result
    } catch (error) {
      if (writing.inTransaction) writing.exec('ROLLBACK')
      throw error
    }
  }

  return {
    reader,
    transact(work) {
      if (inside.getStore())
        throw new Error('A transaction was started inside another: pass its tx on instead')
      const turn = lastInLine.then(() => inside.run(true, () => run(work)))
      lastInLine = turn.catch(() => undefined)
      return turn
    },
    close() {
      reading.close()
      if (writing.open) writing.pragma('optimize')
      writing.close()
    },
  }
}
