import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { collectProblems } from '#lib/prescribing/problems.ts'
import { hashedFile } from '#lib/prescribing/reading/hashed-file.ts'
import { readPrescribingFile } from '#lib/prescribing/reading/read-file.ts'
import { scanRows } from '#lib/prescribing/reading/rows.ts'
import { writeNationalMonth } from './national-month.ts'

/**
 * How fast a prescribing file is read, beside a pass over the same bytes that respects quotes, finds every row and
 * cell and does nothing else (no hash, no figures), and beside DuckDB's reader of CSV on one thread, which forms a
 * few of the same sums. Each pass is a process of its own; they take turns, and of each the best turn counts.
 * Prints JSON lines. A national month is 18,600,000 rows and takes 7.7 GB of disk in TMPDIR.
 *
 *   node bench/import.ts [--rows 3000000] [--turns 3] [--file FILE]
 *
 * DuckDB is measured where it is found: `npm install --no-save --prefix /tmp/duckdb @duckdb/node-api@1.5.6-r.1`,
 * then `DUCKDB=/tmp/duckdb node bench/import.ts`.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '3000000' },
    turns: { type: 'string', default: '3' },
    file: { type: 'string' },
    pass: { type: 'string' },
  },
})
const DUCKDB = process.env['DUCKDB']
const READ_AT_ONCE = 1024 * 1024

interface Turn {
  seconds: number
  /** Of all threads: what is left to compare where neighbours keep the processors busy. */
  processor: number
  /** Peak of the whole process, in MB. */
  memory: number
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  let [into, other] = [Buffer.allocUnsafeSlow(READ_AT_ONCE), Buffer.allocUnsafeSlow(READ_AT_ONCE)]
  let reading = file.read(into)
  for (;;) {
    const { bytesRead } = await reading
    if (bytesRead === 0) return file.close()
    const piece = into.subarray(0, bytesRead)
    ;[into, other] = [other, into]
    reading = file.read(into)
    yield piece
  }
}

async function readInFull(path: string) {
  const problems = collectProblems()
  const context = { fileName: 'month.csv', thisMonth: '2026-11', onlyPractices: undefined, problems }
  const { rowsUsed } = await readPrescribingFile(hashedFile(path), context)
  if (problems.refused || rowsUsed === 0) throw new Error(JSON.stringify(problems.list().slice(0, 3)))
}

async function readWithDuckDb(path: string) {
  const { resolve } = createRequire(join(DUCKDB ?? '', 'from-here.js'))
  const { DuckDBInstance } = await import(pathToFileURL(resolve('@duckdb/node-api')).href)
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const figures = ['QUANTITY', 'ITEMS', 'TOTAL_QUANTITY', 'NIC', 'ACTUAL_COST']
  const codes = ['YEAR_MONTH', 'PRACTICE_CODE', 'BNF_PRESENTATION_CODE', 'UNIDENTIFIED', 'SNOMED_CODE']
  const types = [
    ...figures.map((name) => `'${name}': 'DOUBLE'`),
    ...codes.map((name) => `'${name}': 'VARCHAR'`),
  ]
  const sums = figures.map((name) => `sum(${name})`)
  const opioids = `sum(ITEMS) filter (BNF_PRESENTATION_CODE like '0407%')`
  const answer = await connection.runAndReadAll(
    `select PRACTICE_CODE, YEAR_MONTH, count(*), ${sums.join(', ')}, ${opioids}
     from read_csv('${path}', header = true, types = {${types.join(', ')}}) where UNIDENTIFIED <> 'Y' group by 1, 2`,
  )
  if (answer.getRows().length === 0) throw new Error('DuckDB read nothing')
}

const passes: Record<string, (path: string) => Promise<unknown>> = {
  bare: (path) => scanRows(bytesOf(path), { each: () => undefined }),
  full: readInFull,
  ...(DUCKDB && { duckdb: readWithDuckDb }),
}

const used = () => process.cpuUsage()

async function takeTurn(path: string, pass: string): Promise<Turn> {
  const started = performance.now()
  await passes[pass]!(path)
  return {
    seconds: (performance.now() - started) / 1000,
    processor: (used().user + used().system) / 1e6,
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

function inProcess(path: string, pass: string): Turn {
  const program = [import.meta.filename, '--pass', pass, '--file', path]
  return JSON.parse(execFileSync(process.execPath, program, { encoding: 'utf8' }))
}

const rounded = (value: number) => Math.round(value * 100) / 100
const say = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(line)}\n`)

function compare(path: string, layout: string) {
  const megabytes = statSync(path).size / 1e6
  const turns = Array.from({ length: Number(values.turns) }, () =>
    Object.fromEntries(Object.keys(passes).map((pass) => [pass, inProcess(path, pass)])),
  )
  const least = (pass: string, what: keyof Turn) => Math.min(...turns.map((turn) => turn[pass]![what]))
  const speed = (pass: string) => megabytes / least(pass, 'seconds')
  const full = speed('full')
  const against = (pass: string) => ({
    value: Math.round(full),
    unit: 'MB/s',
    baseline: Math.round(speed(pass)),
    ratio: rounded(speed(pass) / full),
    processorSeconds: rounded(least('full', 'processor')),
    baselineProcessorSeconds: rounded(least(pass, 'processor')),
  })
  say({ name: `import_epd_${layout}`, ...against('bare'), megabytes: Math.round(megabytes) })
  if (DUCKDB) say({ name: `import_epd_${layout}_vs_duckdb`, ...against('duckdb') })
  const memory = Math.max(...turns.map((turn) => turn['full']!.memory))
  say({ name: `import_epd_${layout}_memory`, value: memory, unit: 'MB' })
}

if (values.pass && values.file) {
  say({ ...(await takeTurn(values.file, values.pass)) })
} else if (values.file) {
  compare(values.file, 'file')
} else {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'))
  try {
    for (const layout of ['plain', 'quoted', 'mixed']) {
      const path = join(folder, `${layout}.csv`)
      const [isQuoted, isMixed] = [layout === 'quoted', layout === 'mixed']
      await writeNationalMonth(path, { rows: Number(values.rows), isQuoted, isMixed })
      compare(path, layout)
      rmSync(path)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
