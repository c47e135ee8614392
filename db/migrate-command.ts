import { env } from '#lib/env.ts'
import { isUpToDate, lockDataDir, migrateDatabase } from './upkeep.ts'

const { DATA_DIR } = env()

if (!isUpToDate(DATA_DIR)) {
  const lock = lockDataDir(DATA_DIR)
  if (!lock) {
    process.stderr.write(
      `The database in ${DATA_DIR} is older than this version, and a server is using it. Stop the server first.\n`,
    )
    process.exit(1)
  }
  const { applied, copy } = migrateDatabase(DATA_DIR)
  process.stdout.write(`Database brought up to date: ${applied} change${applied === 1 ? '' : 's'}\n`)
  if (copy) process.stdout.write(`The database as it was before is in ${copy}\n`)
  lock.release()
}
