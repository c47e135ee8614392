import { existsSync } from 'node:fs'
import { copyDatabase as copySqlite, inspectDatabase as inspectSqlite } from './sqlite/copy.ts'
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

/** A copy of the whole database as it is at this moment, while a server goes on using it. */
export const copyDatabase = (dataDir: string, to: string) => copySqlite(databaseFile(dataDir), to)

/** What is wrong with a database that nobody uses, and how many rows each of its tables has. */
export const inspectDatabase = (file: string) => inspectSqlite(file)
