import { join } from 'node:path'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { openSqliteStore } from './sqlite/client.ts'

type Queries = BaseSQLiteDatabase<'async', unknown, Record<string, never>>

/** Reads only. The connection behind it refuses writes, and so does this type. */
export type Reader = Pick<Queries, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'>
/** Reads and writes inside one transaction. */
export type Tx = Pick<Queries, keyof Reader | 'insert' | 'update' | 'delete'>

export interface Store {
  reader: Reader
  /**
   * One intention of one person: all of `work` is stored or none of it. Transactions queue; one inside another
   * throws. `work` may be run twice, so it touches nothing but `tx`.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): void
}

/** The file of a data folder that holds the database. */
export const DATABASE = 'steward.sqlite'
export const databaseFile = (dataDir: string) => join(dataDir, DATABASE)

const HANDLE = Symbol.for('steward.store')
type Holder = { [HANDLE]?: Store }

/** The one open store of this process: bundles, scripts and reloads in development share it. */
export function openStore(dataDir: string): Store {
  const holder = globalThis as Holder
  holder[HANDLE] ??= openSqliteStore(databaseFile(dataDir))
  return holder[HANDLE]
}

/** Closes the store when one is open; safe to call twice. */
export function closeStore() {
  const holder = globalThis as Holder
  holder[HANDLE]?.close()
  delete holder[HANDLE]
}
