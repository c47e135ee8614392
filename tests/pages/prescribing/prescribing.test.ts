import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { practiceMonths } from '#db/schema/prescribing.ts'
import { Forbidden } from '#lib/web/problems.ts'
import { monthsUntil, writeEpdFiles } from '../../../db/seeds/epd-files.ts'
import MeasurePage from '../../../src/pages/prescribing/[practice]/[measure].astro'
import PracticePage from '../../../src/pages/prescribing/[practice]/index.astro'
import ImportPage from '../../../src/pages/prescribing/imports/[import].astro'
import ImportsPage from '../../../src/pages/prescribing/imports/index.astro'
import PrescribingPage from '../../../src/pages/prescribing/index.astro'
import { given } from '../../support/given.ts'
import { givenFigures } from '../../support/given-figures.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-page-files-'))
let files: File[]
beforeAll(async () => {
  const practices = [
    { code: 'Z98001', name: 'Amber Lane Surgery' },
    { code: 'Z98002', name: 'Beacon Hill Practice' },
  ]
  const paths = await writeEpdFiles(folder, { practices, months: monthsUntil('2026-08', 2), seed: 'pages' })
  files = paths.map((path) => new File([readFileSync(path)], basename(path)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const months = (count: number) =>
  Object.fromEntries(monthsUntil('2026-08', count).map((month, index) => [month, 500 + (index % 5) * 10]))

describe('importing by page', () => {
  test('keeps for a participant the rows of their own practice, and leads to its charts', async ({
    store,
  }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(ImportsPage, store, { as: ann, form: { files } })
    expect(page).toMatchObject({
      status: 303,
      location: '/prescribing/Z98001',
      notice: '4 files read, nothing refused',
    })
    const rows = await store.reader.select({ code: practiceMonths.practiceCode }).from(practiceMonths)
    expect([...new Set(rows.map(({ code }) => code))]).toEqual(['Z98001'])
  })

  test('keeps every practice for a facilitator, and lists what is loaded', async ({ store }) => {
    const { fran } = await given.cohort(store)
    expect(await visit(ImportsPage, store, { as: fran, form: { files } })).toMatchObject({
      status: 303,
      location: '/prescribing/imports',
    })
    const page = await visit(ImportsPage, store, { as: fran })
    expect(page.text).toContain('EPD_SNOMED_202608.csv')
    const [, id] = /imports\/([a-z0-9]{16})/.exec(page.html) ?? []
    const detail = await visit(ImportPage, store, { as: fran, params: { import: id ?? '' } })
    expect(detail.text).toContain('All practices')
    expect(detail.text).toMatch(/SHA-256 [0-9a-f]{64}/)
  })

  test('asks before it replaces a month, and replaces it when told to', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await visit(ImportsPage, store, { as: fran, form: { files } })
    const other = new File([`${await files[1]!.text()}`.replace(/\n$/, '\r\n')], files[1]!.name)
    const asked = await visit(ImportsPage, store, { as: fran, form: { files: [other] } })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('Waits for you')
    expect(asked.text).toContain('Some months are loaded already')
    const told = await visit(ImportsPage, store, { as: fran, form: { files: [other], replace: 'on' } })
    expect(told.status).toBe(303)
  })

  test('says what is wrong with each file that is refused', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(ImportsPage, store, {
      as: ann,
      form: { files: [new File(['a,b\n1,2\n'], 'something.csv')] },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('something.csv Refused')
    expect(page.text).toContain('Wrong')
    const none = await visit(ImportsPage, store, { as: ann, form: {} })
    expect(none.text).toContain('Choose at least one file')
  })

  test('shows a participant no import of other practices', async ({ store }) => {
    const { ann, ben, cara, fran } = await given.cohort(store)
    const own = new File([await files[1]!.bytes()], 'brought-by-ann.csv')
    await visit(ImportsPage, store, { as: ann, form: { files: [own] } })
    const [, id = ''] =
      /imports\/([a-z0-9]{16})/.exec((await visit(ImportsPage, store, { as: ben })).html) ?? []
    const see = async (as: typeof ann) =>
      (await visit(ImportPage, store, { as, params: { import: id } })).status
    expect([await see(ann), await see(ben), await see(fran), await see(cara)]).toEqual([200, 200, 200, 404])
    expect((await visit(ImportsPage, store, { as: cara })).text).not.toContain('brought-by-ann')
  })

  test('refuses a file whose name may be that of a person, and does not repeat it', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const number = ['401', '023', '2137'].join('')
    const named = new File([await files[1]!.bytes()], `${number}.csv`)
    const page = await visit(ImportsPage, store, { as: ann, form: { files: [named] } })
    expect(page.status).toBe(422)
    expect(page.text).toContain('NHS number')
    expect(page.html).not.toContain(number)
  })

  test('is not for reviewers, and an import that is not there is not there', async ({ store }) => {
    const { rita, fran } = await given.cohort(store)
    await expect(visit(ImportsPage, store, { as: rita })).rejects.toThrow(Forbidden)
    expect((await visit(ImportPage, store, { as: fran, params: { import: 'nothing' } })).status).toBe(404)
  })
})

describe('the charts of a practice', () => {
  test('show its own to a participant, each with a sentence and a table', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await givenFigures(store, 'Z98001', months(14))
    const page = await visit(PracticePage, store, { as: ann, params: { practice: 'Z98001' } })
    expect(page.text).toContain('Data from July 2025 to August 2026')
    expect(page.text).toContain('About 10,000 patients are registered')
    expect(page.html.match(/<svg[^>]*role="img"/g)).toHaveLength(4)
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
    await visit(ImportsPage, store, { as: ann, form: { files: [files[3]!] } })
    const page = await visit(PracticePage, store, { as: ann, params: { practice: 'Z98001' } })
    expect(page.text).toContain('A list size is missing for August 2026')
    expect(page.text).toContain('No figures yet')
  })

  test('offer the first step when there are no figures', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(PracticePage, store, { as: ann, params: { practice: 'Z98001' } })
    expect(page.text).toContain('No figures yet')
    expect(page.html).toContain('href="/prescribing/imports"')
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
