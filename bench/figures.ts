import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, openSqliteStore } from '#db/sqlite/client.ts'
import { migrate } from '#db/sqlite/migrate.ts'
import { addMonths } from '#lib/day.ts'
import { listMonthsDue } from '#lib/prescribing/areas/inputs.ts'
import { findAreasOf, listAreaFigures, listAreaMeasures } from '#lib/prescribing/areas/queries.ts'
import { definitionVersion } from '#lib/prescribing/definitions/measures.ts'
import { sumNames } from '#lib/prescribing/definitions/sums.ts'
import { listProvenance } from '#lib/prescribing/provenance.ts'
import { findFreshness, listFigures, listLatestMonths, listPracticeSeries } from '#lib/prescribing/queries.ts'
import { chanceFrom } from '../db/seeds/epd-chance.ts'
import { say, time, watchStatements } from './statement-times.ts'

/**
 * How long questions about one practice take, and how long England takes to be summed and spread, when five years of
 * every practice are loaded. Prints JSON lines. `node bench/figures.ts [practices] [months]`
 */
const PRACTICES = Number(process.argv[2] ?? 9300)
const MONTHS = Number(process.argv[3] ?? 60)
/** Two of three prescribing codes are GP practices with a list. */
const GP_PRACTICES = Math.round(PRACTICES * 0.66)
const SUB_ICBS = 106
/** Hospices, out-of-hours services and the like prescribe little of what is counted. */
const SUMS_OF_OTHERS = 4
const digits = (name: string) => (name.endsWith('_items') || name === 'items' ? 3 : 6)
const COHORT = 30

const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'))
const file = join(folder, 'steward.sqlite')
const chance = chanceFrom('figures')
const codeOf = (index: number) => `A${String(10_000 + index)}`
const subIcbOf = (index: number) => `${String(index % SUB_ICBS).padStart(2, '0')}X`
const months = Array.from({ length: MONTHS }, (_, index) => addMonths('2026-09', index + 1 - MONTHS))

function fill() {
  migrate(file)
  const connection = connect(file)
  connection.pragma('synchronous = OFF')
  const addImport = connection.prepare(
    `insert into imports (id, kind, file_name, sha256, definition_version, rows_read, rows_used, rows_rejected,
     practices, months, replaces, imported_by, imported_at, published_at) values (?, ?, ?, ?, ?, 0, 0, 0, 0, ?, 0, 'system:bench', ?, ?)`,
  )
  const addMonth = connection.prepare(
    'insert into practice_months (practice_code, month, import_id, rows, sums, commissioner) values (?, ?, ?, 2000, ?, ?)',
  )
  const addList = connection.prepare(
    'insert into list_sizes (practice_code, month, import_id, patients) values (?, ?, ?, ?)',
  )
  const addPractice = connection.prepare(
    `insert into registered_practices (code, import_id, name, status, commissioner, setting) values (?, 'register', ?, 'active', ?, ?)`,
  )
  let at = 1_700_000_000_000
  const imported = (id: string, kind: string, held: string[]) =>
    addImport.run(id, kind, `${id}.csv`, id, definitionVersion, JSON.stringify(held), at, at++)
  connection.transaction(() => {
    imported('register', 'register', [])
    for (let index = 0; index < PRACTICES; index++) {
      addPractice.run(codeOf(index), `Invented ${index}`, subIcbOf(index), index < GP_PRACTICES ? '4' : '8')
    }
    for (const month of months) {
      imported(`list-${month}`, 'list', [month])
      imported(`epd-${month}`, 'epd', [month])
      for (let index = 0; index < PRACTICES; index++) {
        const names = index < GP_PRACTICES ? sumNames : sumNames.slice(0, SUMS_OF_OTHERS)
        const sums = Object.fromEntries(
          names.map((name) => [name, Math.round(chance() * 10 ** digits(name))]),
        )
        addMonth.run(codeOf(index), month, `epd-${month}`, JSON.stringify(sums), subIcbOf(index))
        if (index < GP_PRACTICES) {
          addList.run(codeOf(index), month, `list-${month}`, 2000 + Math.round(chance() * 15_000))
        }
      }
    }
  })()
  connection.exec('analyze')
  connection.close()
}

const began = performance.now()
fill()
say('figures_filled', performance.now() - began, 'ms', { practices: PRACTICES, months: MONTHS })
say('figures_database', statSync(file).size / 1e6, 'MB')
watchStatements(file)
const store = openSqliteStore(file)

/** In a process of its own, as the server does it. */
function formAreas(name: string) {
  const from = performance.now()
  const env = { ...process.env, DATA_DIR: folder }
  const { stdout } = spawnSync(process.execPath, ['src/lib/prescribing/areas/form-command.ts'], { env })
  const { months: formed, largestMemoryMb } = JSON.parse(String(stdout))
  say(name, performance.now() - from, 'ms', { months: formed.length, memory_mb: largestMemoryMb })
}

formAreas('areas_all_months')
const one = connect(file)
one.exec("insert into area_months_due values ('2026-09', 1)")
one.close()
formAreas('areas_one_month')
say('figures_database_with_areas', statSync(file).size / 1e6, 'MB')

const practice = codeOf(Math.floor(GP_PRACTICES / 2))
const cohort = Array.from({ length: COHORT }, (_, index) => codeOf(index * 200))
await time('figures_one_practice', store.reader, (reader) => listFigures(reader, [practice]))
await time('series_one_practice', store.reader, (reader) => listPracticeSeries(reader, practice))
await time('figures_cohort_of_30', store.reader, (reader) => listFigures(reader, cohort))
await time('latest_months_of_30', store.reader, (reader) => listLatestMonths(reader, cohort))
await time('provenance_one_practice', store.reader, (reader) => listProvenance(reader, practice))
await time('freshness_one_practice', store.reader, (reader) => findFreshness(reader, practice))
await time('freshness_overall', store.reader, (reader) => findFreshness(reader))
await time('areas_of_a_practice', store.reader, (reader) => findAreasOf(reader, practice))
await time('area_figures_one_measure', store.reader, (reader) =>
  listAreaFigures(reader, 'ENG', 'opioid_items_per_1000'),
)
await time('area_figures_all_measures', store.reader, (reader) => listAreaMeasures(reader, 'ENG'))
await time('areas_due', store.reader, (reader) => listMonthsDue(reader))
store.close()
rmSync(folder, { recursive: true, force: true })
