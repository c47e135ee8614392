import { env } from '#lib/env.ts'
import { migrateDatabase } from './upkeep.ts'

const { applied, copy } = migrateDatabase(env().DATA_DIR)
if (applied > 0)
  process.stdout.write(`Database brought up to date: ${applied} change${applied === 1 ? '' : 's'}\n`)
if (copy) process.stdout.write(`The database as it was before is in ${copy}\n`)
