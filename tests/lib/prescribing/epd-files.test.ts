import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { monthsUntil, writeEpdFiles } from '../../../db/seeds/epd-files.ts'
import { describe, expect, test } from '../../support/test.ts'
import { fromDisk } from './files.ts'

const practices = ['Amber', 'Beacon', 'Chestnut', 'Dovetail', 'Ferry', 'Garnet', 'Hollow', 'Iris'].map(
  (name, index) => ({
    code: `Z9800${index + 1}`,
    name,
  }),
)
const months = monthsUntil('2026-09', 24)
const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length

async function written<T>(use: (paths: string[]) => Promise<T>, seed = 'demo'): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-epd-'))
  try {
    return await use(await writeEpdFiles(folder, { practices, months, seed }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const valuesOf = async (store: Store, practice: string, measure: string) =>
  (await getMeasureSeries(store.reader, practice, measure)).map(({ value }) => value)

describe('the files of the demonstration', () => {
  test('are the same bytes for the same seed, and others for another', async () => {
    const texts = (paths: string[]) => Promise.resolve(paths.map((path) => readFileSync(path, 'utf8')))
    const [one, same, other] = [await written(texts), await written(texts), await written(texts, 'other')]
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })

  test('import without a question and show what they were written to show', async ({ store }) => {
    await written(async (paths) => {
      expect(paths.map((path) => basename(path)).slice(-2)).toEqual([
        'gp-reg-pat-prac-all_2026-09.csv',
        'EPD_SNOMED_202609.csv',
      ])
      for (const name of paths) {
        const { status, problems } = await importFile(store, by, { name, bytes: fromDisk(name) })
        expect([status, problems.filter(({ level }) => level !== 'note')]).toEqual(['imported', []])
      }
    })
    const stepped = (await valuesOf(store, 'Z98001', 'opioid_items_per_1000')) as number[]
    expect(stepped).toHaveLength(24)
    expect(mean(stepped.slice(16)) / mean(stepped.slice(0, 16))).toBeLessThan(0.85)

    const high = (await valuesOf(store, 'Z98002', 'opioid_items_per_1000')) as number[]
    expect(mean(high)).toBeGreaterThan(mean(stepped) * 1.5)

    const gabapentinoids = (await valuesOf(store, 'Z98003', 'gabapentinoid_ddd_per_1000')) as number[]
    const opioids = (await valuesOf(store, 'Z98003', 'opioid_items_per_1000')) as number[]
    expect(mean(gabapentinoids.slice(12))).toBeGreaterThan(mean(gabapentinoids.slice(0, 12)) * 1.1)
    expect(mean(opioids.slice(12))).toBeLessThan(mean(opioids.slice(0, 12)))

    const missing = await getMeasureSeries(store.reader, 'Z98005', 'opioid_items_per_1000')
    expect(missing.filter(({ reason }) => reason === 'no_rows')).toHaveLength(1)
    const carried = await getMeasureSeries(store.reader, 'Z98006', 'opioid_items_per_1000')
    expect(carried.flatMap(({ flags }) => flags ?? [])).toEqual(['list_carried_forward_1'])
  })
})
