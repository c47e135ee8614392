import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, openSqliteStore } from '#db/sqlite/client.ts'
import { migrate } from '#db/sqlite/migrate.ts'
import { searchPractices } from '#lib/practices/search.ts'
import { randomFrom } from './random.ts'
import { say, time, timeOnce, watchStatements } from './statement-times.ts'

/**
 * How long it takes to find a practice in a register of England's size, by words of its name, its postcode or its
 * code. Prints JSON lines. `node bench/practices.ts [practices]`
 */
const PRACTICES = Number(process.argv[2] ?? 13_000)
const FIRST = [
  'AMBER',
  'BEACON',
  'CEDAR',
  'DOVE',
  'ELM',
  'FERN',
  'GRANGE',
  'HIGH',
  "ST. ANNE'S",
  'ST MARY’S',
  'KILN',
]
const SECOND = ['LANE', 'HILL', 'PARK', 'STREET', 'ROAD', 'GREEN', 'YARD', 'CROSS-KEYS', 'COURT', 'WHARF']
const KINDS = ['SURGERY', 'MEDICAL CENTRE', 'HEALTH CENTRE', 'PRACTICE', 'MEDICAL GROUP', 'HOSPICE', 'CLINIC']

const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'))
const file = join(folder, 'steward.sqlite')
const chance = randomFrom(1)
const oneOf = (words: readonly string[]) => words[Math.floor(chance() * words.length)]!

migrate(file)
const connection = connect(file)
connection.exec(
  `insert into imports (id, kind, file_name, sha256, definition_version, rows_read, rows_used, rows_rejected, practices,
   months, replaces, imported_by, imported_at, published_at)
   values ('register', 'register', 'epraccur.csv', 'x', 'x', 0, 0, 0, 0, '[]', 0, 'system:bench', 1, 1)`,
)
const add = connection.prepare(
  `insert into registered_practices (code, import_id, name, status, commissioner, setting, postcode)
   values (?, 'register', ?, ?, '98Z', ?, ?)`,
)
connection.transaction(() => {
  for (let index = 0; index < PRACTICES; index++) {
    const name = `${oneOf(FIRST)} ${oneOf(SECOND)} ${oneOf(KINDS)} ${Math.floor(chance() * 400)}`
    const isOpen = chance() < 0.6
    const postcode = `ZZ${Math.floor(chance() * 90)} ${Math.floor(chance() * 9)}ZZ`
    add.run(`A${10_000 + index}`, name, isOpen ? 'active' : 'closed', chance() < 0.5 ? '4' : '8', postcode)
  }
})()
connection.exec('analyze')
connection.close()

watchStatements(file)
const store = openSqliteStore(file)
const first = await timeOnce(store.reader, (reader) => searchPractices(reader, 'kiln yard'))
say('practice_search_first', first.milliseconds, 'ms', {
  longest_statement: Math.round(first.longest * 100) / 100,
})
const asked = {
  two_words: 'kiln yard',
  beginnings: 'surg amb',
  a_common_word: 'surgery',
  one_letter: 's',
  two_letters: 's m',
  points: 'st annes',
  nothing_found: 'zzgh qqxx',
  postcode: 'zz11 4',
  code: 'A1500',
}
for (const [name, text] of Object.entries(asked))
  await time(`practice_search_${name}`, store.reader, (reader) => searchPractices(reader, text))
store.close()
rmSync(folder, { recursive: true, force: true })
