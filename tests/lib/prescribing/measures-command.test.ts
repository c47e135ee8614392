import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { describe, expect, test } from '../../support/test.ts'
import { code, givenMonth, publish } from './areas/given-months.ts'

function measuresOf(practice: string, databaseFile: string) {
  const { stdout, stderr, status } = spawnSync(
    'node',
    ['src/lib/prescribing/measures-command.ts', '--practice', practice, '--json'],
    { env: { ...process.env, DATA_DIR: dirname(databaseFile), NOW: '', DEMO: '0' }, encoding: 'utf8' },
  )
  return { status, stderr, values: JSON.parse(stdout) as Record<string, unknown>[] }
}

describe('bin/measures', () => {
  test('prints a practice that has nothing but a download: its values, and no rows of the other measures', async ({
    store,
    databaseFile,
  }) => {
    const values = {
      practiceCode: code(1),
      measure: 'opioid_ome_per_1000',
      numerator: 90_000,
      denominator: 8,
    }
    await publish(store, {
      kind: 'openprescribing',
      rows: [{ ...values, month: '2026-05' }],
      months: ['2026-05'],
      isUndecided: false,
    })
    const printed = measuresOf(code(1), databaseFile)
    expect(printed.values).toHaveLength(15)
    expect(printed.values.filter(({ value }) => value !== null)).toEqual([
      {
        measure: 'opioid_ome_per_1000',
        month: '2026-05',
        numerator: 90_000,
        denominator: 8,
        value: 11_250,
        flags: ['from_openprescribing'],
      },
    ])
    expect(new Set(printed.values.map(({ reason }) => reason))).toEqual(new Set([undefined, 'no_rows']))
  })

  test('gives reasons and flags by their names', async ({ store, databaseFile }) => {
    const sums = { items: 10, opioid_items: 4, unmapped_opioid_items: 1 }
    await givenMonth(store, '2026-07', [{ code: code(1), patients: 1000, sums }])
    await givenMonth(store, '2026-08', [{ code: code(1), sums }])
    const { values } = measuresOf(code(1), databaseFile)
    const of = (measure: string) => values.filter((value) => value['measure'] === measure)
    expect(of('opioid_items_per_1000').map(({ value, flags }) => [value, flags])).toEqual([
      [4, undefined],
      [4, ['list_carried_forward_1']],
    ])
    expect(of('opioid_ome_per_1000')[1]).toMatchObject({
      value: 0,
      flags: ['list_carried_forward_1', 'unmapped_presentations'],
    })
    expect(of('high_dose_percent')[0]).toMatchObject({ value: null, reason: 'zero_denominator' })
  })

  test('prints an empty list for a practice of which nothing could be known, and says why', ({
    databaseFile,
  }) => {
    const { status, values, stderr } = measuresOf(code(9), databaseFile)
    expect([status, values]).toEqual([0, []])
    expect(stderr).toContain(`No month is imported that could hold ${code(9)}\n`)
  })

  test('says beside the rows that a code is known to no file and no register', async ({
    store,
    databaseFile,
  }) => {
    await givenMonth(store, '2026-07', [{ code: code(1), sums: { items: 10 } }])
    const unknown = measuresOf('Q12345', databaseFile)
    expect([unknown.status, unknown.values.length]).toEqual([0, 15])
    expect(new Set(unknown.values.map(({ reason }) => reason))).toEqual(new Set(['no_rows']))
    expect(unknown.stderr).toBe(
      'No prescribing file and no register that is loaded knows Q12345: check the code\n',
    )
    expect(measuresOf(code(1), databaseFile).stderr).toBe('')
  })
})
