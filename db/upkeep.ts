import { existsSync } from 'node:fs'
import { lockDataDir as lockSqlite } from './sqlite/lock.ts'
import { migrate, pendingMigrations } from './sqlite/migrate.ts'
import { databaseFile } from './store.ts'

/** What is done to the database as a whole, by whoever starts or upgrades an installation. */
export const migrateDatabase = (dataDir: string) => migrate(databaseFile(dataDir))

/** Whether there is a database that has had every change this version of the code knows. */
export function isUpToDate(dataDir: string): boolean {
  const file = databaseFile(dataDir)
  if (!existsSync(file)) return false
  try {
    return pendingMigrations(file) === 0
  } catch (fault) {
    if (fault instanceof Error && fault.message.startsWith('no such table')) return false
    throw fault
  }
}

/** One server at a time: undefined when another has this data folder. */
export const lockDataDir = (dataDir: string) => lockSqlite(dataDir)
