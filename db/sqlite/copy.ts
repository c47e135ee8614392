import Database from 'better-sqlite3'
import { connect } from './client.ts'
import { rowCounts } from './migrate.ts'

const PAGES_AT_ONCE = 2000

/**
 * Copies a database as it is at this moment, while others go on writing. The open transaction holds that moment:
 * without it, SQLite begins the copy again whenever another process has written.
 */
export async function copyDatabase(file: string, to: string): Promise<void> {
  const source = connect(file, { readonly: true, fileMustExist: true })
  try {
    source.exec('BEGIN')
    source.prepare('select count(*) from sqlite_schema').get()
    await source.backup(to, { progress: () => PAGES_AT_ONCE })
  } finally {
    source.close()
  }
  const copy = new Database(to)
  // A copy on a disk that cannot be written to can then still be read.
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

export interface DatabaseState {
  /** What SQLite found wrong with the file, in its own words. Empty when it is sound. */
  faults: string[]
  /** Rows by table. */
  rows: Record<string, number>
}

/** Reads every page of a database that nobody uses. */
export function inspectDatabase(file: string): DatabaseState {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const integrity = database.pragma('integrity_check') as { integrity_check: string }[]
    const faults = integrity.map(({ integrity_check }) => integrity_check).filter((said) => said !== 'ok')
    const orphans = database.pragma('foreign_key_check') as { table: string }[]
    if (orphans.length > 0)
      faults.push(`${orphans.length} rows point at nothing, the first in ${orphans[0]?.table}`)
    return { faults, rows: faults.length > 0 ? {} : Object.fromEntries(rowCounts(database)) }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return { faults: [error.message], rows: {} }
  } finally {
    database.close()
  }
}
