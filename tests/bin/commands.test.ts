import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll } from 'vitest'
import { describe, expect, test } from '../support/test.ts'

const ROOT = resolve('.')
const NOW = '2026-11-22T10:00:00Z'
const folders: string[] = []
function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bin-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function run(
  command: string,
  args: string[],
  dataDir: string,
  settings: Record<string, string> = {},
  cwd = ROOT,
) {
  const env = { ...process.env, DATA_DIR: dataDir, DEMO: '1', NOW, ...settings }
  return spawnSync('bash', [join(ROOT, 'bin', command), ...args], { env, cwd, encoding: 'utf8' })
}

/** Every row of every table, without the columns that hold secrets or follow from them. */
function contents(dataDir: string) {
  const database = new Database(join(dataDir, 'steward.sqlite'), { readonly: true })
  const tables = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[]
  const secret = ['hash', 'secret_hash', 'code', 'body']
  const all = tables.map((table) => {
    const rows = database.prepare(`select * from "${table}" order by rowid`).all() as Record<
      string,
      unknown
    >[]
    return [
      table,
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(
            ([column]) => !(secret.includes(column) && table !== 'import_problems' && table !== 'practices'),
          ),
        ),
      ),
    ]
  })
  database.close()
  return Object.fromEntries(all)
}

describe('the demonstration', () => {
  const first = newFolder()
  let printed: { email: string; password: string; role: string; name: string }[]
  beforeAll(() => {
    const seeded = run('seed', ['--fixture', 'demo', '--json'], first)
    printed = JSON.parse(seeded.stdout)
  }, 120_000)

  test('prints its people as JSON and nothing else', () => {
    const count = (role: string) => printed.filter((person) => person.role === role).length
    expect([count('participant'), count('facilitator'), count('reviewer'), count('admin')]).toEqual([
      27, 2, 1, 1,
    ])
    expect(printed.every(({ email }) => email.endsWith('@example.org'))).toBe(true)
  })

  test('is the same for the same NOW, in every column but secrets', () => {
    const second = newFolder()
    run('seed', [], second)
    expect(contents(second)).toEqual(contents(first))
  }, 120_000)

  test('lies between sessions 4 and 5, with a project in every state and case studies accepted, returned and in draft', () => {
    const database = new Database(join(first, 'steward.sqlite'), { readonly: true })
    const pluck = (sql: string) => database.prepare(sql).pluck().all()
    const [fourth, fifth] = pluck(
      "select held_on from sessions where topic in ('testing', 'showing-improvement') order by held_on",
    ) as [string, string]
    expect([fourth < '2026-11-22', '2026-11-22' < fifth]).toEqual([true, true])
    expect(pluck('select distinct decision from cycle_decisions order by 1')).toEqual([
      'abandon',
      'adapt',
      'adopt',
    ])
    expect(pluck('select decision from reviews order by 1')).toEqual(['accepted', 'returned'])
    expect(pluck('select count(*) from case_studies')).toEqual([3])
    expect(pluck('select count(*) from certificates')).toEqual([1])
    const withoutFigures =
      'select practice_code from practice_memberships except select practice_code from practice_months'
    expect(pluck(withoutFigures)).toEqual([])
    expect(pluck('select count(distinct practice_code) from practice_months')[0]).toBeGreaterThan(60)
    database.close()
  })

  test('that was never filled to its end is refused, and known for a demonstration all the same', () => {
    const dataDir = newFolder()
    run('seed', [], dataDir)
    const database = new Database(join(dataDir, 'steward.sqlite'))
    database.exec("delete from installation where name = 'demonstration is whole'")
    const marked = database.prepare('select demonstration from installation').pluck().all()
    database.close()
    expect(marked).toEqual([1])
    const again = run('seed', [], dataDir)
    expect(again.status).toBe(1)
    expect(again.stderr).toContain('was not filled to its end')
  }, 120_000)

  test('changes nothing when it is asked for again', () => {
    const before = contents(first)
    run('seed', ['--json'], first)
    expect(contents(first)).toEqual(before)
  })
})

describe('commands', () => {
  test('the first administrator gets a link and there is no default account', () => {
    const dataDir = newFolder()
    const invited = run('admin', ['invite', 'Boss@Example.org', '--role', 'admin'], dataDir, {
      DEMO: '0',
      NOW: '',
      ORIGIN: 'https://steward.example.org',
    })
    expect(invited.stdout).toMatch(/^https:\/\/steward\.example\.org\/choose-password\/[\w-]{43}\n$/)
    expect(contents(dataDir)['people']).toMatchObject([{ email: 'boss@example.org' }])
    expect(contents(dataDir)['passwords']).toEqual([])
    expect(run('admin', ['invite'], dataDir, { DEMO: '0', NOW: '' }).status).toBe(2)
  }, 120_000)

  test('a wrong setting stops a command with a plain sentence', () => {
    const refused = run('migrate', [], newFolder(), { PORT: 'http' })
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('PORT: write a whole number')
  })

  test('files are imported from the folder one stands in, with JSON alone on stdout', () => {
    const dataDir = newFolder()
    run('seed', [], dataDir)
    const files = join(dataDir, 'demonstration-files')
    const again = run(
      'import-prescribing',
      ['--json', 'EPD_SNOMED_202608.csv', 'gp-reg-pat-prac-all_2026-08.csv', 'missing.csv', '.'],
      dataDir,
      {},
      files,
    )
    const lines = again.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ kind, status }) => [kind, status])).toEqual([
      ['epd', 'unchanged'],
      ['list', 'unchanged'],
      ['unknown', 'rejected'],
      ['unknown', 'rejected'],
    ])
    expect(lines.slice(2).map(({ problems }) => problems[0].message)).toEqual([
      'There is no such file. Check the name.',
      'This is a folder. Name the files in it.',
    ])
    expect(again.status).toBe(1)
    const values = JSON.parse(
      run('measures', ['--practice', 'Z98001', '--measure', 'opioid_items_per_1000', '--json'], dataDir)
        .stdout,
    )
    expect(values).toHaveLength(24)
    expect(values.at(-1)).toMatchObject({
      measure: 'opioid_items_per_1000',
      month: '2026-08',
      value: expect.any(Number),
    })
  }, 60_000)

  test('a backup is made and restored from the folder one stands in, and a damaged one is refused in a sentence', () => {
    const dataDir = newFolder()
    const elsewhere = newFolder()
    run('migrate', [], dataDir)
    const made = run('backup', ['--json', 'copy'], dataDir, {}, elsewhere)
    expect(JSON.parse(made.stdout)).toMatchObject({ path: join(elsewhere, 'copy'), files: 2 })
    const restored = run('restore', ['--json', 'copy'], join(elsewhere, 'data'), {}, elsewhere)
    expect(JSON.parse(restored.stdout)).toMatchObject({ path: join(elsewhere, 'data'), isOlder: false })
    appendFileSync(join(elsewhere, 'copy', 'backup.json'), ' ')
    const refused = run('restore', ['copy'], join(elsewhere, 'other'), {}, elsewhere)
    expect([refused.status, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain('is damaged: backup.json is not as it was. Nothing was restored.')
    expect(run('backup', [], dataDir).status).toBe(2)
  }, 60_000)

  test('CI and npm do nothing but call them', () => {
    expect(
      readFileSync('.ci/run', 'utf8')
        .split('\n')
        .filter((line) => line && !line.startsWith('#')),
    ).toEqual([expect.stringMatching(/^exec bash .*\/\.\.\/bin\/test"$/)])
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(scripts).toMatchObject({ start: 'bash bin/start', test: 'bash bin/test' })
  })
})
