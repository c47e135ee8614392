import { lockDataDir as lockSqlite } from './sqlite/lock.ts'
import { migrate, pendingMigrations } from './sqlite/migrate.ts'
import { databaseFile } from './store.ts'

/** What is done to the database as a whole, by whoever starts or upgrades an installation. */
export const migrateDatabase = (dataDir: string) => migrate(databaseFile(dataDir))

/** How many changes to the database this version of the code knows and the database has not had. */
export const changesPending = (dataDir: string) => pendingMigrations(databaseFile(dataDir))

/** One server at a time: undefined when another has this data folder. */
export const lockDataDir = (dataDir: string) => lockSqlite(dataDir)
