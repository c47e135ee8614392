import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'
import { followPrescribing } from '#lib/measures/commands.ts'
import { decide } from '#lib/measures/decisions/commands.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { findPresentationsBehind } from '#lib/prescribing/presentations-behind.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { startProject } from '#lib/projects/commands.ts'
import MeasurePage from '../../../src/pages/prescribing/[practice]/[measure].astro'
import type { Cast } from '../../support/given.ts'
import { byAt, words } from '../../support/given-projects.ts'
import { visit } from '../../support/visit.ts'
import { prescribingScene } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-presentations-'))
const tramadol = findMeasure('tramadol_items_per_1000')!
let store: Store & { close: () => void }
let cast: Cast
let measure: string
beforeAll(async () => {
  const file = join(folder, 'steward.sqlite')
  copyFileSync(inject('templateDatabase'), file)
  store = openSqliteStore(file)
  cast = await prescribingScene(store)
  measure = await store.transact(async (tx) => {
    const by = byAt(cast.ann)
    const project = await startProject(tx, by, cast.cohortId, { ...words, practiceCode: 'Z98001' })
    const home = { id: project, practiceCode: 'Z98001' }
    return followPrescribing(tx, by, home, { definition: tramadol, kind: 'outcome', target: null })
  })
  const baseline = { kind: 'baseline', period: '2025-12-01', value: null, reason: 'Before' } as const
  await store.transact((tx) => decide(tx, byAt(cast.ann), measure, baseline))
}, 60_000)
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const page = (query = '', as = cast.ann) =>
  visit(MeasurePage, store, {
    as,
    params: { practice: 'Z98001', measure: tramadol.id },
    url: `/prescribing/Z98001/${tramadol.id}${query}`,
  })
const mean = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

describe('the presentations behind a numerator', () => {
  test('are the largest first, beside the year before', async () => {
    const { text } = await page()
    expect(text).toMatch(/\d+ items, Jun 2026 to Aug 2026; \d+ in the same months a year before/)
    expect(text).toMatch(/Tramadol 50mg capsules 040702040AAAAAA [89]\d\.\d%/)
    const twelve = await page('?months=12')
    expect(twelve.text).toContain('Sept 2025 to Aug 2026')
    expect(twelve.text).toContain('a year before are not kept')
  })

  test('are not kept for a practice without members, and the page says so', async () => {
    const params = { practice: 'Z98210', measure: tramadol.id }
    const { text } = await visit(MeasurePage, store, { as: cast.fran, params })
    expect(text).toContain('kept for practices with someone in a cohort')
  })

  test('are set against the year before unless a baseline is asked for, and both are offered', async () => {
    const { text, html } = await page()
    expect(text).toContain('in the same months a year before')
    expect(text).toContain('The baseline of “Reviews for everyone”, to December 2025')
    expect(html).toContain(`href="/prescribing/Z98001/${tramadol.id}?since=${measure}#presentations"`)
  })

  test('are set against the months of the baseline that a team froze, a month beside a month', async () => {
    const { text, html } = await page(`?since=${measure}&months=12`)
    expect(text).toMatch(
      /[\d.]+ items a month, Sept 2025 to Aug 2026; [\d.]+ a month in the baseline, May 2025 to Dec 2025/,
    )
    expect(text).toContain('A month, Sept 2025 to Aug 2026')
    expect(text).toContain(
      'September 2025, October 2025, November 2025 and December 2025 are in the baseline and among the latest months',
    )
    expect(html).toContain(`href="/prescribing/Z98001/${tramadol.id}?since=${measure}#presentations"`)
    expect(html).toMatch(/<a href="[^"]*" aria-current="page">The baseline of/)
  })

  test('add up, as means of a month, to the numerators of both', async () => {
    const values = await getMeasureSeries(store.reader, 'Z98001', tramadol.id)
    const numerators = values.map(({ numerator }) => numerator ?? 0)
    const months = values.map(({ month }) => month).filter((month) => month <= '2025-12')
    const behind = await findPresentationsBehind(store.reader, 'Z98001', tramadol, 3, months)
    expect(behind?.monthsBefore).toEqual(months)
    expect(behind?.total).toBeCloseTo(mean(numerators.slice(-3)), 6)
    expect(behind?.totalBefore).toBeCloseTo(mean(numerators.slice(0, months.length)), 6)
    const missing = await findPresentationsBehind(store.reader, 'Z98001', tramadol, 3, ['2020-01', ...months])
    expect([missing?.notKept, missing?.totalBefore]).toEqual([1, behind?.totalBefore])
    const none = await findPresentationsBehind(store.reader, 'Z98001', tramadol, 3, ['2020-01'])
    expect([none?.notKept, none?.totalBefore, none?.presentations[0]?.before]).toEqual([1, null, null])
  })

  test('count a month in both where the baseline reaches into the latest months', async () => {
    const values = await getMeasureSeries(store.reader, 'Z98001', tramadol.id)
    const last = values.slice(-4).map(({ month }) => month)
    const behind = await findPresentationsBehind(store.reader, 'Z98001', tramadol, 3, last)
    expect(behind?.totalBefore).toBeCloseTo(mean(values.slice(-4).map(({ numerator }) => numerator ?? 0)), 6)
    expect(behind?.total).toBeCloseTo(mean(values.slice(-3).map(({ numerator }) => numerator ?? 0)), 6)
  })

  test('offer the baseline to the team and to who runs the cohort, and to nobody else', async () => {
    const query = `?since=${measure}`
    for (const as of [cast.ann, cast.fran])
      expect((await page(query, as)).text).toContain('a month in the baseline')
    const { text } = await page(query, cast.ben)
    expect(text).toContain('in the same months a year before')
    expect(text).not.toContain('The baseline of')
  })

  test('repeat the heading of each figure for a phone, and stay a table to those who hear it', async () => {
    const { html } = await page()
    expect(html).toMatch(/<table[^>]*app-table--stacked[^>]*role="table"/)
    const [row = ''] = /<tr role="row">\s*<th scope="row"[\s\S]*?<\/tr>/.exec(html) ?? []
    const headings = [...row.matchAll(/<td role="cell"[^>]* data-heading="([^"]+)"/g)]
    expect(headings.map(([, heading]) => heading)).toEqual([
      'Share',
      'Jun 2026 to Aug 2026',
      'Jun 2025 to Aug 2025',
      'Change',
    ])
  })
})
