import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { importFile } from '#lib/prescribing/import-file.ts'
import { monthsUntil, writeEpdFiles } from '../../../db/seeds/epd-files.ts'
import MeasurePage from '../../../src/pages/prescribing/[practice]/[measure].astro'
import PracticePage from '../../../src/pages/prescribing/[practice]/index.astro'
import PrescribingPage from '../../../src/pages/prescribing/index.astro'
import { api } from '../../lib/prescribing/downloads.ts'
import { inPieces } from '../../lib/prescribing/files.ts'
import { by, given } from '../../support/given.ts'
import { givenFigures } from '../../support/given-figures.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-page-files-'))
let epdFiles: string[]
beforeAll(async () => {
  const practices = [
    { code: 'Z98001', name: 'Amber Lane Surgery' },
    { code: 'Z98002', name: 'Beacon Hill Practice' },
  ]
  epdFiles = await writeEpdFiles(folder, { practices, months: monthsUntil('2026-08', 2), seed: 'pages' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const months = (count: number) =>
  Object.fromEntries(monthsUntil('2026-08', count).map((month, index) => [month, 500 + (index % 5) * 10]))

describe('the charts of a practice', () => {
  test('show its own to a participant, each with a sentence and a table', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await givenFigures(store, 'Z98001', months(14))
    const page = await visit(PracticePage, store, { as: ann, params: { practice: 'Z98001' } })
    expect(page.text).toContain('Data to August 2026')
    expect(page.text).toContain('10,000 patients were registered on 1 August 2026')
    // The first is drawn narrow and wide.
    expect(page.html.match(/<svg[^>]*role="img"/g)).toHaveLength(16)
    const measure = await visit(MeasurePage, store, {
      as: ann,
      params: { practice: 'Z98001', measure: 'opioid_items_per_1000' },
    })
    expect(measure.text).toContain('Data to August 2026')
    expect(measure.html).toContain('<table')
    expect(measure.text).toContain('Lower is better')
  })

  test('say which list size is missing when no rate can be formed', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const [name] = epdFiles.slice(-1)
    await importFile(store, by, { name: name!, bytes: createReadStream(name!) })
    const page = await visit(PracticePage, store, { as: ann, params: { practice: 'Z98001' } })
    expect(page.text).toContain('A list size is missing for August 2026')
    expect(page.text).toContain('Data to August 2026')
    expect(page.text).toContain('Too few points to judge')
  })

  test('offer the first step when there are no figures', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(PracticePage, store, { as: ann, params: { practice: 'Z98001' } })
    expect(page.text).toContain('No figures yet')
    expect(page.html).toContain('href="/prescribing/imports/new"')
  })

  test('do not exist for people of another practice, nor for a practice or measure nobody knows', async ({
    store,
  }) => {
    const { cara, ann, fran } = await given.cohort(store)
    expect((await visit(PracticePage, store, { as: cara, params: { practice: 'Z98001' } })).status).toBe(404)
    expect(
      (
        await visit(MeasurePage, store, {
          as: cara,
          params: { practice: 'Z98001', measure: 'opioid_items_per_1000' },
        })
      ).status,
    ).toBe(404)
    expect(
      (await visit(MeasurePage, store, { as: ann, params: { practice: 'Z98001', measure: 'nothing' } }))
        .status,
    ).toBe(404)
    expect((await visit(PracticePage, store, { as: fran, params: { practice: 'Z99999' } })).status).toBe(404)
    expect((await visit(PracticePage, store, { as: fran, params: { practice: 'Z98001' } })).status).toBe(200)
  })

  test('are found by a code in small letters, at the address in capitals', async ({ store }) => {
    const { fran } = await given.cohort(store)
    const led = async (page: unknown, url: string, measure = '') =>
      (await visit(page, store, { as: fran, params: { practice: 'z98001', measure }, url })).location
    expect(await led(PracticePage, '/prescribing/z98001?x=1')).toBe('/prescribing/Z98001?x=1')
    const items = 'opioid_items_per_1000'
    expect(await led(MeasurePage, `/prescribing/z98001/${items}?view=limits`, items)).toBe(
      `/prescribing/Z98001/${items}?view=limits`,
    )
    const other = await visit(PracticePage, store, { as: fran, params: { practice: 'nowhere' } })
    expect(other.status).toBe(404)
  })

  test('are there for a practice of which only a download is known, and the search leads to them', async ({
    store,
  }) => {
    const { fran } = await given.cohort(store)
    const text = api(
      ...['07', '08'].map((month) => `opioidper1000,practice,Z99001,X,2026-${month}-01,8.0,8.0,1,`),
    )
    await importFile(store, by, { name: 'measures.csv', bytes: inPieces(text) })
    const found = await visit(PrescribingPage, store, { as: fran, url: '/prescribing?q=z99001' })
    expect(found.html).toContain('<a href="/prescribing/Z99001">Practice Z99001</a>')
    expect(found.text).toContain('Z99001, not in the register')
    const page = await visit(PracticePage, store, { as: fran, params: { practice: 'Z99001' } })
    expect(page.text).toContain('Data to August 2026 , as downloaded from OpenPrescribing')
    expect(page.html.match(/<svg[^>]*role="img"/g)?.length).toBeGreaterThan(0)
  })

  test('are where a participant is led at once; a facilitator chooses', async ({ store }) => {
    const { ann, fran } = await given.cohort(store)
    await givenFigures(store, 'Z98002', months(3))
    expect(await visit(PrescribingPage, store, { as: ann })).toMatchObject({
      status: 303,
      location: '/prescribing/Z98001',
    })
    const page = await visit(PrescribingPage, store, { as: fran })
    expect(page.text).toContain('Beacon Hill Practice Z98002 August 2026')
    expect(page.text).toContain('Amber Lane Surgery Z98001 No figures yet')
  })
})
