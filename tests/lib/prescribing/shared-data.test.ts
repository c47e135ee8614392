import { readdirSync, readFileSync } from 'node:fs'
import { registeredPractices } from '#db/schema/practices.ts'
import { downloadedValues, imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import { systemBy } from '#lib/auth/by.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { getMeasureSeries, listPracticeSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { ABSENT, fromDisk, isShared, reading, SHARED } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const json = (name: string) => JSON.parse(readFileSync(`${SHARED}/${name}`, 'utf8'))
const csvIn = (folder: string) =>
  readdirSync(`${SHARED}/${folder}`)
    .filter((name) => /\.csv(\.gz)?$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`)

interface Expected {
  measures: string[]
  files: { file: string; rows: number; practice_rows: number }[]
  values: Record<
    string,
    Record<string, { status: string; m: Record<string, { n: number; d: number | null; v: number | null }> }>
  >
}

const isClose = (a: number | null, b: number | null) =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= Math.max(2e-6, Math.abs(b) * 1e-9))

test('24 shared months in every layout since October 2024 give the expected value of every measure', async ({
  store,
  skip,
}) => {
  if (!isShared) skip(ABSENT)
  const expected: Expected = json('expected.json')
  for (const name of ['epraccur_sample.csv', ...csvIn('gp-list-size'), ...csvIn('epd')]) {
    const result = await importFile(store, by, { name, bytes: fromDisk(`${SHARED}/${name}`) })
    const file = expected.files.find((known) => known.file === name)
    expect(result.status, name).toBe('imported')
    if (file) expect([result.rowsRead, result.rowsUsed], name).toEqual([file.rows, file.practice_rows])
  }
  let compared = 0
  let closed = 0
  for (const [practice, months] of Object.entries(expected.values)) {
    const found = new Map(
      (await listPracticeSeries(store.reader, practice)).map((row) => [`${row.measure} ${row.month}`, row]),
    )
    for (const [month, { status, m }] of Object.entries(months)) {
      for (const id of expected.measures) {
        const row = found.get(`${id} ${month}`)
        if (status === 'no_rows') expect(row?.reason).toBe('no_rows')
        if (status === 'closed') {
          expect(row, `${practice} ${month} ${id}`).toMatchObject({ value: null, reason: 'closed' })
          closed += 1
        }
        if (status !== 'ok') continue
        const { n, d, v } = m[id]!
        const agrees =
          row && isClose(row.numerator, n) && isClose(row.denominator, d) && isClose(row.value, v)
        expect(
          agrees,
          `${practice} ${month} ${id}: ${JSON.stringify(row)} and not ${JSON.stringify(m[id])}`,
        ).toBe(true)
        compared += 1
      }
    }
  }
  expect([compared, closed]).toEqual([702 * 15, 9 * 15])

  // Z99008 takes over Z99007: its prescribing jumps in January 2026, its list a month later.
  for (const code of Object.keys(expected.values)) {
    const lags = (await listPracticeSeries(store.reader, code)).filter(({ listLag }) => listLag)
    const months = [...new Set(lags.map(({ month }) => month))]
    expect([code, months]).toEqual([code, code === 'Z99008' ? ['2026-01'] : []])
  }
})

describe('the shared files with faults', () => {
  interface Faulty {
    file: string
    kind: string
    result: 'ok' | 'warn' | 'partial' | 'reject'
    also_acceptable?: 'ok' | 'warn' | 'partial' | 'reject'
    needs?: string
    lines?: number[]
    same_values_as?: string
    value?: Record<string, number | null>
  }
  /** Charts do not name their measure: a person does, except where the file is there to show that one must. */
  const MEASURES: Record<string, string> = {
    '50_op_dates_resaved_in_excel.csv': 'opioid_ome_per_1000',
    '51_op_ambiguous_dates.csv': 'opioid_ome_per_1000',
    '54_op_blank_zero.csv': 'high_dose_items_per_1000',
    '55_op_rate_mismatch.csv': 'opioid_ome_per_1000',
  }
  const files: Faulty[] = isShared ? json('bad/manifest.json').files : []
  const STATUS = { ok: 'imported', warn: 'imported', partial: 'needs_decision', reject: 'rejected' }

  test('are here', ({ skip }) => {
    if (!isShared) skip(ABSENT)
    expect(files.length).toBe(44)
  })

  test.for(files)('$file: $result', async (faulty, { store }) => {
    const { file, kind, result, needs, lines = [], same_values_as: twin, value } = faulty
    const bad = (name: string) => ({ name, bytes: fromDisk(`${SHARED}/bad/${name}`) })
    if (needs) await importFile(store, by, bad('clean.csv'))
    const found = await importFile(store, by, bad(file), { measure: MEASURES[file] })
    const tables = [imports, practiceMonths, listSizes, downloadedValues, registeredPractices]
    const stored = await Promise.all(tables.map((table) => store.reader.$count(table)))
    const accepted = [result, faulty.also_acceptable ?? result].map((each) => STATUS[each])
    expect(accepted, JSON.stringify(found.problems)).toContain(found.status)
    const said = found.problems.map((problem) => problem.line)
    for (const line of lines) expect(said, `line ${line}`).toContain(line)
    if (result === 'warn' && !file.startsWith('14')) expect(found.problems.length).toBeGreaterThan(0)
    if (found.status === 'rejected') expect(stored).toEqual([0, 0, 0, 0, 0])
    if (found.status === 'imported' && twin) {
      const [one, other] = await Promise.all([file, twin].map((name) => reading(bad(name).bytes)))
      expect(one?.figures).toEqual(other?.figures)
    }
    if (kind === 'openprescribing') {
      const months = await getMeasureSeries(store.reader, 'Z99013', 'high_dose_items_per_1000')
      const values = Object.fromEntries(months.map(({ month, value }) => [month, value]))
      expect(values).toEqual(value ?? {})
      return
    }
    for (const [practiceCode, patients] of Object.entries(value ?? {})) {
      const { figures } = await reading(bad(file).bytes)
      expect(figures?.rows).toContainEqual(expect.objectContaining({ practiceCode, patients }))
    }
  })

  test('clean.csv has the sums that its manifest gives', async ({ skip }) => {
    if (!isShared) skip(ABSENT)
    const { figures } = await reading(fromDisk(`${SHARED}/bad/clean.csv`))
    for (const [practiceCode, sums] of Object.entries<Record<string, number>>(
      json('bad/manifest.json').clean_csv_numerators,
    )) {
      const { rows, high_dose_items: high_dose_90_items, ...others } = sums
      expect(figures?.rows).toContainEqual(
        expect.objectContaining({
          practiceCode,
          rows,
          sums: expect.objectContaining({ ...others, high_dose_90_items }),
        }),
      )
    }
  })
})

describe('one file of every shared layout', () => {
  const files = isShared ? csvIn('layouts') : []

  test('is here', ({ skip }) => {
    if (!isShared) skip(ABSENT)
    expect(files.length).toBe(10)
  })

  test.each(files)('%s is read', async (name) => {
    const read = await reading(fromDisk(`${SHARED}/${name}`), { fileName: name })
    expect([read.refused, read.rowsUsed > 0, read.problems.filter(({ level }) => level !== 'note')]).toEqual([
      false,
      true,
      [],
    ])
  })
})
