import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { closeStore, openStore, type Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { areAreasDue } from './areas/inputs.ts'
import { formAreasApart } from './areas/run-apart.ts'
import { findMeasure } from './definitions/measures.ts'
import { importFile } from './import-file.ts'
import { type ImportResult, NOTHING_IMPORTED, refusedUnread } from './import-result.ts'
import { keptFolder } from './kept/kept-rows.ts'
import { recomputeSums } from './kept/recompute.ts'
import { monthsInWords } from './overlap.ts'
import { inPlainText } from './problems.ts'
import { hashedFile } from './reading/hashed-file.ts'
import { progressOf, timeInWords } from './runs/progress.ts'

const USAGE = `Usage: bin/import-prescribing [--json] [--replace] [--measure ID] FILE…
       bin/import-prescribing --recompute [--json]
`

const { values, positionals } = argumentsGiven()

/** An option that nobody knows is answered with how the command is used. */
function argumentsGiven() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        replace: { type: 'boolean' },
        measure: { type: 'string' },
        recompute: { type: 'boolean' },
        from: { type: 'string', default: '.' },
      },
    })
  } catch {
    process.exit(refuse(USAGE))
  }
}

const STATUS = {
  imported: 'imported',
  unchanged: 'unchanged, nothing was stored',
  needs_decision:
    'needs a decision, nothing was stored. --replace replaces what is loaded, --measure says what a download holds',
  rejected: 'rejected, nothing was stored',
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort(new Stopped()))

/** Whoever presses Ctrl-C gets their prompt back, and what was stored half is removed. */
class Stopped extends Error {}

process.exitCode = await (values.recompute ? recompute() : importAll(positionals)).catch((fault: unknown) => {
  if (!(fault instanceof Stopped)) throw fault
  closeStore()
  return refuse('Stopped. Nothing of this file was stored.\n')
})

/** Forms the sums anew of every import whose definitions are not those of today, from the rows that were kept. */
async function recompute(): Promise<number> {
  const { DATA_DIR } = env()
  const around = { store: openStore(DATA_DIR), dataDir: DATA_DIR, clock: now, stopped: stopping.signal }
  const done = await recomputeSums(around)
  await compareAnew(around.store)
  closeStore()
  const words = `${done.formed.length} imports formed anew, ${done.lacking.length} have to be imported again\n`
  process.stdout.write(values.json ? `${JSON.stringify(done)}\n` : words)
  return done.lacking.length > 0 ? 1 : 0
}

/** What is imported stands, whatever becomes of the figures it is compared with: a server forms them in the end. */
async function compareAnew(store: Store) {
  if (!(await areAreasDue(store.reader))) return
  await formAreasApart(stopping.signal).catch((fault: Error) => process.stderr.write(`${fault.message}\n`))
}

/** Answers the exit code: 1 when any file was rejected or needs a decision. */
async function importAll(files: string[]): Promise<number> {
  if (files.length === 0) return refuse(USAGE)
  if (values.measure !== undefined && !findMeasure(values.measure)) {
    return refuse(`There is no measure ${values.measure}\n`)
  }
  const store = openStore(env().DATA_DIR)
  let code = 0
  for (const file of files) {
    const result = await importOne(store, file)
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : inWords(result))
    if (result.status === 'rejected' || result.status === 'needs_decision') code = 1
  }
  await compareAnew(store)
  closeStore()
  return code
}

function refuse(message: string) {
  process.stderr.write(message)
  return 2
}

async function importOne(store: Store, name: string): Promise<ImportResult> {
  const path = resolve(values.from, name)
  const found = await stat(path).catch(() => undefined)
  if (!found) return refusedUnread(name, 'no_such_file', 'There is no such file. Check the name.')
  if (found.isDirectory()) return refusedUnread(name, 'no_file', 'This is a folder. Name the files in it.')
  if (!found.isFile()) return refusedUnread(name, 'no_file', NO_FILE)
  const file = { name, bytes: hashedFile(path) }
  const options = {
    replace: values.replace,
    measure: values.measure,
    source: 'command' as const,
    keepIn: keptFolder(env().DATA_DIR),
    mostBytes: Infinity,
    signal: stopping.signal,
    onProgress: tellEverySecond(basename(name), found.size),
  }
  return importFile(store, systemBy('import-prescribing', now()), file, options)
}

const NO_FILE =
  'This is no file on a disk. Save what it holds to one first, so that it can be read from its beginning.'

function tellEverySecond(name: string, bytes: number) {
  const startedAt = new Date()
  let next = Date.now() + 1000
  return ({ bytesTaken: bytesRead, rows: rowsRead }: { bytesTaken: number; rows: number }) => {
    if (Date.now() < next) return
    next = Date.now() + 1000
    const { percent, rows, megabytesPerSecond, secondsLeft } = progressOf({
      bytes,
      bytesRead,
      rowsRead,
      startedAt,
      heardAt: new Date(),
    })
    const left = secondsLeft === null ? '' : `, ${timeInWords(secondsLeft)} left`
    const count = rows.toLocaleString('en-GB')
    process.stderr.write(
      `${name}: ${percent} %, ${count} rows, ${Math.round(megabytesPerSecond)} MB/s${left}\n`,
    )
  }
}

function inWords({ file, months, practices, rowsUsed, status, problems }: ImportResult): string {
  const what =
    months.length > 0 ? ` (${monthsInWords(months)}, ${practices} practices, ${rowsUsed} rows used)` : ''
  const said = problems.flatMap((one) => (one.code === NOTHING_IMPORTED ? [] : `  ${inPlainText(one)}`))
  return `${basename(file)}: ${STATUS[status]}${what}\n${said.join('')}`
}
