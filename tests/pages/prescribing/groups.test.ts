import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { findPresentationsBehind } from '#lib/prescribing/presentations-behind.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { Forbidden } from '#lib/web/problems.ts'
import ProgressPage from '../../../src/pages/cohorts/[cohort]/progress.astro'
import AreaPage from '../../../src/pages/prescribing/areas/[area].astro'
import CohortPage from '../../../src/pages/prescribing/cohorts/[cohort].astro'
import NetworkPage from '../../../src/pages/prescribing/networks/[network].astro'
import type { Cast } from '../../support/given.ts'
import { visit } from '../../support/visit.ts'
import { prescribingScene } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-group-pages-'))
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

const ask = (measure?: string, more = '') => `/x${measure ? `?measure=${measure}${more}` : ''}`
const cohortPage = (as: typeof cast.fran, measure?: string) =>
  visit(CohortPage, store, { as, params: { cohort: cast.cohortId }, url: ask(measure) })
const networkPage = (as: typeof cast.fran, measure?: string) =>
  visit(NetworkPage, store, { as, params: { network: 'U98001' }, url: ask(measure) })
const areaPage = (as: typeof cast.fran, area: string, measure?: string, more?: string) =>
  visit(AreaPage, store, { as, params: { area }, url: ask(measure, more) })
const names = (html: string) =>
  [...html.matchAll(/<h3><a href="\/prescribing\/(Z\d+)\/[a-z_0-9]+">/g)].map(([, code]) => code)

describe('the prescribing of a cohort', () => {
  test('is summed in every measure for its facilitator, with what chance alone would give', async () => {
    const { html, text } = await cohortPage(cast.fran)
    // The first is drawn narrow and wide.
    expect(html.match(/<svg[^>]*role="img"/g)).toHaveLength(16)
    expect(text).toContain('2 of 2 practices, summed')
    expect(text).toContain('chance alone would give')
  })

  test('lays its practices side by side for one measure, by name and never by rate', async () => {
    const { html, text } = await cohortPage(cast.fran, 'opioid_items_per_1000')
    expect(names(html)).toEqual(['Z98001', 'Z98002'])
    expect(text).toContain('Each practice, by name')
  })

  test('draws its practices on one scale from 0, or each on its own where that is asked for', async () => {
    const ticks = (html: string) =>
      (html.split('id="practices"')[1]?.match(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g) ?? []).map((svg) =>
        [...svg.matchAll(/<text x="[\d.]+" y="[\d.]+" text-anchor="end">([\d,.]+)</g)].map(
          ([, tick]) => tick,
        ),
      )
    const shared = await cohortPage(cast.fran, 'opioid_items_per_1000')
    const [first, second] = ticks(shared.html)
    expect(first?.[0]).toBe('0')
    expect(second).toEqual(first)
    expect(shared.text).toContain('All these charts have one scale')
    expect(shared.html).toContain('?measure=opioid_items_per_1000&amp;scale=own#practices"')
    const own = await visit(CohortPage, store, {
      as: cast.fran,
      params: { cohort: cast.cohortId },
      url: ask('opioid_items_per_1000', '&scale=own'),
    })
    expect(ticks(own.html)[1]).not.toEqual(ticks(own.html)[0])
    expect(own.text).toContain('Each of these charts has a scale of its own')
    expect(own.html).toContain('?measure=opioid_items_per_1000#practices"')
  })

  test('says which figures each practice lacks', async () => {
    expect((await cohortPage(cast.fran)).text).toContain(
      '2 of 2 practices have every figure and list size to August 2026',
    )
  })

  test('is shown to its members only where five practices take part', async () => {
    await expect(cohortPage(cast.ann)).rejects.toThrow(Forbidden)
    expect((await cohortPage(cast.olive)).status).toBe(404)
  })

  test('has its freshness said on the page of its progress', async () => {
    const page = await visit(ProgressPage, store, { as: cast.fran, params: { cohort: cast.cohortId } })
    expect(page.text).toContain('Data to August 2026 for 2 of 2 practices')
    expect(page.html).toContain(`href="/prescribing/cohorts/${cast.cohortId}"`)
  })
})

describe('the prescribing of a network', () => {
  test('is for those who run a programme and for the people of its practices', async () => {
    expect((await networkPage(cast.fran)).text).toContain('3 of 3 practices, summed')
    expect((await networkPage(cast.ann)).status).toBe(200)
    expect((await networkPage(cast.cara)).status).toBe(404)
  })

  test('shows each practice to those alone who see every practice', async () => {
    expect(names((await networkPage(cast.fran, 'opioid_items_per_1000')).html)).toEqual([
      'Z98001',
      'Z98210',
      'Z98211',
    ])
    expect(names((await networkPage(cast.ann, 'opioid_items_per_1000')).html)).toEqual([])
  })
})

describe('the prescribing of an area', () => {
  test('is summed over its GP practices, and lies over how they spread', async () => {
    const { text } = await areaPage(cast.ann, 'ENG')
    expect(text).toContain('11 practices in the newest month, summed')
    const one = await areaPage(cast.ann, 'ENG', 'opioid_items_per_1000')
    expect(one.text).toContain('practices in England (10th to 90th percentile)')
    expect(names(one.html)).toEqual([])
  })

  test('lists the open practices of a sub-ICB location by name, a page at a time', async () => {
    const first = await areaPage(cast.fran, '98Z', 'opioid_items_per_1000')
    expect(names(first.html)).toHaveLength(11)
    expect(names(first.html)).not.toContain('Z98230')
    expect(names((await areaPage(cast.fran, '98Z', 'opioid_items_per_1000', '&page=2')).html)).toEqual([])
    expect(names((await areaPage(cast.ann, '98Z', 'opioid_items_per_1000')).html)).toEqual([])
  })

  test('that nobody knows is not there', async () => {
    expect((await areaPage(cast.fran, '00X')).status).toBe(404)
    await expect(areaPage(cast.rita, 'ENG')).rejects.toThrow(Forbidden)
  })
})

test.each([
  'opioid_items_per_1000',
  'opioid_ome_per_1000',
  'high_dose_percent',
  'gabapentinoid_ddd_per_1000',
  'morphine_10mg5ml_over_300ml_percent',
])('the presentations behind %s add up to its numerator', async (id) => {
  const measure = findMeasure(id)!
  const behind = await findPresentationsBehind(store.reader, 'Z98001', measure, 3)
  const values = await getMeasureSeries(store.reader, 'Z98001', id)
  const last = values.slice(-3).reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)
  const before = values.slice(-15, -12).reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)
  expect(last).toBeGreaterThan(0)
  expect(behind?.total).toBeCloseTo(last, 3)
  expect(behind?.totalBefore).toBeCloseTo(before, 3)
  const shown = behind!.presentations.reduce((sum, { share }) => sum + share, 0)
  expect(shown + behind!.others.share).toBeCloseTo(100, 6)
})
