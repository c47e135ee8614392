import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { importFile } from '#lib/prescribing/import-file.ts'
import { monthsUntil, writeEpdFiles } from '../../../db/seeds/epd-files.ts'
import MeasurePage from '../../../src/pages/prescribing/[practice]/[measure].astro'
import PracticePage from '../../../src/pages/prescribing/[practice]/index.astro'
import PrescribingPage from '../../../src/pages/prescribing/index.astro'
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
    expect(page.html.match(/<svg[^>]*role="img"/g)).toHaveLength(15)
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
