import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { backUp } from './back-up.ts'
import { CannotBackUp } from './files.ts'
import { restore } from './restore.ts'

const USAGE = { backup: 'bin/backup [--json] DEST\n', restore: 'bin/restore [--json] SRC\n' }

const rounded = (bytes: number) => (bytes / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 1 })

async function backupTo(folder: string) {
  const made = await backUp(env().DATA_DIR, folder, now())
  const words = `Backed up ${made.files} files, ${rounded(made.bytes)} MB, to ${made.path}\nEach was read back; the database is sound.\n`
  return { ...made, words }
}

async function restoreFrom(folder: string) {
  const { rows, ...restored } = await restore(folder, env().DATA_DIR)
  const older = restored.isOlder ? ' The next start brings the database up to date.' : ''
  const words = `Restored the backup of ${restored.madeAt} into ${restored.path}: ${restored.files} files, ${rows['people'] ?? 0} people.${older}\nStart the server with bin/start.\n`
  return { ...restored, words }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, from: { type: 'string', default: '.' } },
})
const [verb, folder, ...more] = positionals
if ((verb !== 'backup' && verb !== 'restore') || !folder || more.length > 0) {
  process.stderr.write(verb === 'restore' ? USAGE.restore : USAGE.backup)
  process.exit(2)
}
const path = resolve(values.from, folder)
try {
  const { words, ...done } = await (verb === 'backup' ? backupTo(path) : restoreFrom(path))
  process.stdout.write(values.json ? `${JSON.stringify(done)}\n` : words)
} catch (error) {
  if (!(error instanceof CannotBackUp)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
