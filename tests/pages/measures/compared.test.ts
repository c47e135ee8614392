import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { followPrescribing } from '#lib/measures/commands.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { startProject } from '#lib/projects/commands.ts'
import { GET as chartFile } from '../../../src/pages/measures/[measure]/chart.[format].ts'
import MeasurePage from '../../../src/pages/measures/[measure]/index.astro'
import type { Cast } from '../../support/given.ts'
import { byAt, words } from '../../support/given-projects.ts'
import { visit } from '../../support/visit.ts'
import { prescribingScene } from '../prescribing/scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-compared-'))
let store: Store & { close: () => void }
let cast: Cast
let measure: string
beforeAll(async () => {
  const file = join(folder, 'steward.sqlite')
  copyFileSync(inject('templateDatabase'), file)
  store = openSqliteStore(file)
  cast = await prescribingScene(store)
  const definition = findMeasure('opioid_items_per_1000')!
  measure = await store.transact(async (tx) => {
    const by = byAt(cast.ann)
    const project = await startProject(tx, by, cast.cohortId, { ...words, practiceCode: 'Z98001' })
    const home = { id: project, practiceCode: 'Z98001' }
    return followPrescribing(tx, by, home, { definition, kind: 'outcome', target: null })
  })
}, 60_000)
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const measurePage = (query = '', as = cast.ann) =>
  visit(MeasurePage, store, { as, params: { measure }, url: `/measures/${measure}${query}` })

async function csv(query: string) {
  const answer = (await chartFile({
    locals: { store, viewer: await findViewer(store.reader, cast.ann.id) },
    params: { measure, format: 'csv' },
    url: new URL(`http://localhost/${query}`),
  } as never)) as Response
  return answer.text()
}

describe('the chart of a project that follows published prescribing', () => {
  test('lies over the practices of the sub-ICB location, of England or of none, as its address asks', async () => {
    const nearby = await measurePage()
    expect(nearby.text).toMatch(/Grey band: the middle 80% of [\d to]+ practices of NHS Invented ICB/)
    const country = await measurePage('?compare=england')
    expect(country.text).toContain('practices in England (10th to 90th percentile)')
    expect(country.html).toContain(`href="/measures/${measure}?view=limits&amp;compare=england"`)
    expect(country.html).toContain(`href="/measures/${measure}/chart.csv?compare=england"`)
    const alone = await measurePage('?compare=none')
    expect(alone.text).not.toContain('Grey band')
    expect(alone.html).toMatch(/compare=none" aria-current="page">Nothing/)
  })

  test('is judged by its own line alone: the same sentence with the band and without, and never a rank', async () => {
    const sentenceOf = ({ html }: { html: string }) => /class="chart-sentence">(.*?)<\/p>/s.exec(html)?.[1]
    const [over, alone] = [await measurePage(), await measurePage('?compare=none')]
    expect(sentenceOf(over)).toBe(sentenceOf(alone))
    expect(over.text).not.toMatch(/\brank|\bworst|\bbest\b|its percentile|league/i)
  })

  test('has the band in its files too', async () => {
    expect(await csv('')).toContain('Median of practices of NHS Invented ICB')
    expect(await csv('?compare=england')).toContain('Median of practices in England')
    expect(await csv('?compare=none')).not.toContain('Median of practices')
  })

  test('leads from each point to where the figure comes from', async () => {
    const { html } = await measurePage()
    expect(html).toContain('<a href="/prescribing/Z98001/opioid_items_per_1000/2026-07" tabindex="-1">')
  })
})
