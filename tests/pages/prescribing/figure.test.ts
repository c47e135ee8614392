import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { imports } from '#db/schema/prescribing.ts'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'
import { definitionVersion } from '#lib/prescribing/definitions/measures.ts'
import FigurePage from '../../../src/pages/prescribing/[practice]/[measure]/[month].astro'
import type { Cast } from '../../support/given.ts'
import { visit } from '../../support/visit.ts'
import { prescribingScene } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-figure-page-'))
let store: Store & { close: () => void }
let cast: Cast
beforeAll(async () => {
  const file = join(folder, 'steward.sqlite')
  copyFileSync(inject('templateDatabase'), file)
  store = openSqliteStore(file)
  cast = await prescribingScene(store)
}, 60_000)
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const figurePage = (practice: string, measure: string, month: string, as = cast.ann) =>
  visit(FigurePage, store, { as, params: { practice, measure, month } })

const fileOf = async (name: string) => {
  const [file] = await store.reader.select().from(imports).where(eq(imports.fileName, name))
  return file!
}

describe('the page of a figure', () => {
  test('says file, hash and version of each value behind it', async () => {
    const page = await figurePage('Z98001', 'opioid_items_per_1000', '2026-07')
    const files = [await fileOf('EPD_SNOMED_202607.csv'), await fileOf('gp-reg-pat-prac-all_2026-07.csv')]
    for (const { id, fileName, sha256 } of files) {
      expect(page.html).toMatch(new RegExp(`<a[^>]*href="/prescribing/imports/${id}"[^>]*>${fileName}</a>`))
      expect(page.text).toContain(sha256)
    }
    expect(page.text).toContain(`Definitions Version ${definitionVersion}`)
    expect(page.text).toMatch(/Figure \d+\.\d items per 1,000 registered patients per month/)
    expect(page.text).toMatch(/Numerator \d+ items Denominator [\d,]+ registered patients/)
  })

  test('names no list where the figure is a share', async () => {
    const { text } = await figurePage('Z98001', 'high_dose_percent', '2026-07')
    expect(text).toContain('EPD_SNOMED_202607.csv')
    expect(text).not.toContain('gp-reg-pat')
    expect(text).toMatch(/Denominator \d+ items/)
  })

  test('says why it is left out of every calculation', async () => {
    const { text } = await figurePage('Z98002', 'opioid_items_per_1000', '2026-03', cast.fran)
    expect(text).toContain('On the chart Left out of every calculation: patients of another practice came')
  })

  test('says of a month after the practice closed that there is none, and why', async () => {
    const { text } = await figurePage('Z98230', 'opioid_items_per_1000', '2026-05', cast.fran)
    expect(text).toContain('Figure None Why The practice was closed')
  })

  test.each([
    ['Z98001', 'opioid_items_per_1000', '2031-01'],
    ['Z98001', 'opioid_items_per_1000', '2026-13'],
    ['Z98001', 'opioid_items_per_1000', 'chart'],
    ['Z98001', 'no_such_measure', '2026-07'],
    ['Z98999', 'opioid_items_per_1000', '2026-07'],
  ])('of %s, %s, %s is not there', async (practice, measure, month) => {
    expect((await figurePage(practice, measure, month)).status).toBe(404)
  })

  test('is not there for somebody of another practice', async () => {
    expect((await figurePage('Z98002', 'opioid_items_per_1000', '2026-07', cast.ann)).status).toBe(404)
  })
})
