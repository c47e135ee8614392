import { env } from '#lib/env.ts'
import { migrate } from './sqlite/migrate.ts'
import { databaseFile } from './store.ts'

const { applied, copy } = migrate(databaseFile(env().DATA_DIR))
if (applied > 0)
  process.stdout.write(`Database brought up to date: ${applied} change${applied === 1 ? '' : 's'}\n`)
if (copy) process.stdout.write(`The database as it was before is in ${copy}\n`)
