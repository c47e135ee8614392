import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collectProblems } from '#lib/prescribing/problems.ts'
import { readPrescribingFile } from '#lib/prescribing/reading/read-file.ts'
import { scanRows } from '#lib/prescribing/reading/rows.ts'
import { chanceFrom } from '../db/seeds/epd-chance.ts'
import { EPD_HEADINGS } from '../db/seeds/epd-files.ts'
import { chapterOf, presentations } from '../db/seeds/epd-presentations.ts'

/**
 * How fast a prescribing file is read, beside a pass over the same bytes that finds its rows and cells and does
 * nothing else. Prints JSON lines. `node bench/import.ts [megabytes]`
 */
const MEGABYTES = Number(process.argv[2] ?? 200)
const RUNS = 3
/** As in a national month: rows by practice, within it by presentation, 21,000 of them in all. */
const ROWS_A_PRACTICE = 2000
const OTHER_PRESENTATIONS = 21_000

const chance = chanceFrom('bench')
const pick = (most: number) => Math.floor(chance() * most)
const LETTERS = 'ABCDEFGHJKLMNPQR'
const letters = (count: number) => Array.from({ length: count }, () => LETTERS[pick(LETTERS.length)]).join('')
const two = (most: number) => String(1 + pick(most)).padStart(2, '0')

const others = Array.from({ length: OTHER_PRESENTATIONS }, () => {
  const pair = letters(2)
  const code = `${two(21)}${two(12)}${two(9)}0${letters(1)}0AA${pair}${pair}`
  return {
    code,
    name: `Invented ${letters(6).toLowerCase()} ${1 + pick(500)}mg tablets`,
    chemical: 'Invented',
  }
})
const catalogue = [...presentations, ...others].sort((a, b) => (a.code < b.code ? -1 : 1))

function practiceText(index: number, isQuoted: boolean): string {
  const code = `A${81_001 + index}`
  const place = `NORTH OF ENGLAND,Y63,NHS INVENTED NORTH INTEGRATED CARE BOARD,QHM,NHS INVENTED NORTH ICB - 16C,16C00,INVENTED PRACTICE ${index},${code},${index} EXAMPLE STREET,INVENTED TOWN,COUNTY,,ZZ1 1ZZ`
  const chosen = new Set(Array.from({ length: ROWS_A_PRACTICE }, () => pick(catalogue.length)))
  return [...chosen]
    .sort((a, b) => a - b)
    .map((position) => {
      const { code, name, chemical } = catalogue[position]!
      const [quantity, items] = [[7, 14, 28, 56, 100][pick(5)]!, 1 + pick(40)]
      const total = quantity * items
      const dot = isQuoted ? '.' : ''
      const drug = `${code.slice(0, 9)},${chemical.replaceAll(',', ' ')},${code},${name},${chapterOf(code)}`
      const figures = `${quantity}${dot},${items},${total}${dot},0,${(total * 0.03).toFixed(2)},${(total * 0.028).toFixed(5)}`
      const line = `2026-08,${place},${drug},${figures},N,${pick(1e9)}${pick(1e8)}`
      return isQuoted ? `"${line.replaceAll(',', '","')}"\n` : `${line}\n`
    })
    .join('')
}

async function writeMonth(path: string, isQuoted: boolean) {
  const file = createWriteStream(path)
  file.write(`${EPD_HEADINGS}\n`)
  for (let index = 0, bytes = 0; bytes < MEGABYTES * 1e6; index++) {
    const text = practiceText(index, isQuoted)
    bytes += text.length
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

const source = (path: string) => createReadStream(path, { highWaterMark: 256 * 1024 })

const passes: Record<string, (path: string) => Promise<unknown>> = {
  bare: (path) => scanRows(source(path), { each: () => undefined }),
  full: async (path) => {
    const problems = collectProblems()
    const context = { fileName: 'month.csv', thisMonth: '2026-11', onlyPractices: undefined, problems }
    const { rowsUsed } = await readPrescribingFile(source(path), context)
    if (problems.refused || rowsUsed === 0) throw new Error(JSON.stringify(problems.list().slice(0, 3)))
  },
}

/** The best of several turns, taken alternately, in MB/s: on a shared machine the rest measures its neighbours. */
async function fastest(path: string): Promise<Record<string, number>> {
  const megabytes = (await stat(path)).size / 1e6
  const best: Record<string, number> = {}
  for (let run = 0; run < RUNS; run++) {
    for (const [name, pass] of Object.entries(passes)) {
      const started = performance.now()
      await pass(path)
      best[name] = Math.max(best[name] ?? 0, megabytes / ((performance.now() - started) / 1000))
    }
  }
  return best
}

const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'))
try {
  for (const layout of ['plain', 'quoted']) {
    const path = join(folder, `${layout}.csv`)
    await writeMonth(path, layout === 'quoted')
    const { bare = 0, full = 0 } = await fastest(path)
    const line = {
      name: `import_epd_${layout}`,
      value: Math.round(full),
      unit: 'MB/s',
      baseline: Math.round(bare),
      ratio: Math.round((bare / full) * 100) / 100,
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    await rm(path)
  }
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ name: 'import_epd_memory', value: megabytes, unit: 'MB' })}\n`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
