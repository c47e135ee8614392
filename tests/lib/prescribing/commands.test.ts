import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { describe, expect, test } from '../../support/test.ts'

/** The programs behind bin/import-prescribing and bin/measures, on a data folder of their own. */
function run(program: string, args: string[], databaseFile: string) {
  const env = { ...process.env, DATA_DIR: dirname(databaseFile), NOW: '', DEMO: '0' }
  const { status, stdout, stderr } = spawnSync('node', [`src/lib/prescribing/${program}.ts`, ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const fixtures = 'tests/fixtures/prescribing'
const EPD = `${fixtures}/EPD_SNOMED_202608.csv`
const LISTS = `${fixtures}/gp-reg-pat-prac-all.csv`
const objects = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the command line', () => {
  test('imports files, one JSON object each, and prints their measures', ({ databaseFile }) => {
    const imported = run('import-command', ['--json', LISTS, EPD], databaseFile)
    expect([imported.status, imported.stderr]).toEqual([0, ''])
    expect(objects(imported.stdout)).toMatchObject([
      { file: LISTS, kind: 'list', status: 'imported' },
      { file: EPD, kind: 'epd', status: 'imported', months: ['2026-08'] },
    ])
    const all = run('measures-command', ['--practice', 'Z98001', '--json'], databaseFile)
    expect(JSON.parse(all.stdout)).toHaveLength(15)
    const one = run(
      'measures-command',
      ['--practice', 'Z98001', '--measure', 'opioid_items_per_1000', '--json'],
      databaseFile,
    )
    expect(JSON.parse(one.stdout)).toEqual([
      { measure: 'opioid_items_per_1000', month: '2026-08', numerator: 12, denominator: 8, value: 1.5 },
    ])
  })

  test('says so in words and ends with 1 when a file is rejected, is not there or needs a decision', ({
    databaseFile,
  }) => {
    run('import-command', [EPD], databaseFile)
    const fixture = run('import-command', ['--from', fixtures, 'README.md', 'nowhere.csv'], databaseFile)
    expect(fixture.status).toBe(1)
    expect(fixture.stdout).toContain('README.md: rejected, nothing was stored')
    expect(fixture.stdout).toContain('There is no such file')
    expect(run('import-command', [EPD], databaseFile).stdout).toContain('unchanged, nothing was stored')
  })

  test('refuses questions that it does not understand', ({ databaseFile }) => {
    expect(run('import-command', [], databaseFile).status).toBe(2)
    expect(run('import-command', ['--measure', 'nonsense', EPD], databaseFile).status).toBe(2)
    expect(run('measures-command', [], databaseFile).status).toBe(2)
    expect(
      run('measures-command', ['--practice', 'Z98001', '--measure', 'x'], databaseFile).stderr,
    ).toContain('no measure x')
  })
})
