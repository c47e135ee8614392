import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { GET as chartFile } from '../../../src/pages/prescribing/[practice]/[measure]/chart.[format].ts'
import MeasurePage from '../../../src/pages/prescribing/[practice]/[measure].astro'
import PracticePage from '../../../src/pages/prescribing/[practice]/index.astro'
import PrescribingPage from '../../../src/pages/prescribing/index.astro'
import type { Cast } from '../../support/given.ts'
import { visit } from '../../support/visit.ts'
import { prescribingScene } from './scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-practice-pages-'))
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

const practicePage = (practice: string, as = cast.fran) =>
  visit(PracticePage, store, { as, params: { practice } })
const measurePage = (practice: string, measure: string, query = '', as = cast.fran) =>
  visit(MeasurePage, store, {
    as,
    params: { practice, measure },
    url: `/prescribing/${practice}/${measure}${query}`,
  })

async function fileOf(practice: string, measure: string, format: string, query = '') {
  const viewer = await findViewer(store.reader, cast.fran.id)
  const answer = (await chartFile({
    locals: { store, viewer },
    params: { practice, measure, format },
    url: new URL(`http://localhost/${query}`),
  } as never)) as Response
  return answer.text()
}

describe('the page of a practice', () => {
  test('shows every measure in its group, each with a sentence and its direction in words', async () => {
    const page = await practicePage('Z98001', cast.ann)
    // The first is drawn narrow and wide.
    expect(page.html.match(/<svg[^>]*role="img"/g)).toHaveLength(16)
    for (const group of ['Opioids overall', 'High dose', 'What may take their place', 'Single medicines'])
      expect(page.text).toContain(group)
    expect(page.text).toContain('Superseded measures of high dose')
    expect(page.text).toContain('Lower is better')
    expect(page.text).toContain('No agreed direction')
  })

  test('begins with its first charts, the first of them large, before anything is said of all', async () => {
    const { html } = await practicePage('Z98001', cast.ann)
    const [large, said, next] = ['chart-small--wide', 'with no weighting', 'High dose</h2>'].map((part) =>
      html.indexOf(part),
    )
    expect(large).toBeGreaterThan(0)
    expect(said).toBeGreaterThan(large ?? 0)
    expect(next).toBeGreaterThan(said ?? 0)
  })

  test('says how far the data go, when the next month is expected, and how the list changed', async () => {
    const { text } = await practicePage('Z98001', cast.ann)
    expect(text).toContain('Data to August 2026 , published about 20 October 2026')
    expect(text).toContain('The next month, September 2026, was expected about 20 November 2026')
    expect(text).toMatch(
      /8,\d{3} patients were registered on 1 August 2026, 1\.0% more than on 1 August 2025/,
    )
    expect(text).toContain('with no weighting')
  })

  test('states how many signs of change chance alone would give', async () => {
    expect((await practicePage('Z98001', cast.ann)).text).toMatch(
      /Of 1[0-3] charts that can be judged, \d+ shows? a sign of change\. If nothing had changed anywhere, chance alone would give 0\.\d on average/,
    )
  })

  test('says who joined it, and of the one that joined when it closed, with the way to the other', async () => {
    const after = await practicePage('Z98002')
    expect(after.text).toContain('From 1 March 2026: joined by Hawkmoth Wharf Surgery (Z98230)')
    expect(after.html).toContain('href="/prescribing/Z98230"')
    const before = await practicePage('Z98230')
    expect(before.text).toContain('this practice closed on 28 February 2026')
    expect(before.text).toContain('merged into Beacon Hill Practice (Z98002)')
    expect(before.text).toContain('No further month is expected')
  })

  test('does not lead a participant to a practice they cannot see', async () => {
    const page = await practicePage('Z98002', cast.cara)
    expect(page.text).toContain('joined by Hawkmoth Wharf Surgery')
    expect(page.html).not.toContain('href="/prescribing/Z98230"')
    expect((await practicePage('Z98230', cast.cara)).status).toBe(404)
  })

  test('leads to the cohort, the network and the areas it belongs to', async () => {
    const { html } = await practicePage('Z98001', cast.ann)
    for (const address of [`cohorts/${cast.cohortId}`, 'networks/U98001', 'areas/98Z', 'areas/ENG'])
      expect(html).toContain(`href="/prescribing/${address}"`)
  })

  test('is there for a practice of the register without members', async () => {
    const page = await practicePage('Z98210')
    expect(page.text).toMatch(/Driftwood A Surgery/i)
    expect(page.text).toContain('Opioid items per 1,000 patients')
  })
})

describe('the page of a measure', () => {
  test('lies over the practices of the sub-ICB location, of England or of none, as its address asks', async () => {
    const nearby = await measurePage('Z98001', 'opioid_items_per_1000')
    expect(nearby.text).toMatch(
      /Grey band: the middle 80% of 1[12] (to 12 )?practices of NHS Invented ICB – 98Z/,
    )
    const country = await measurePage('Z98001', 'opioid_items_per_1000', '?compare=england')
    expect(country.text).toContain('practices in England (10th to 90th percentile)')
    const alone = await measurePage('Z98001', 'opioid_items_per_1000', '?compare=none')
    expect(alone.text).not.toContain('Grey band')
    expect(country.html).toContain(
      'href="/prescribing/Z98001/opioid_items_per_1000?view=limits&amp;compare=england"',
    )
    expect(country.html).toMatch(/chart\.csv\?compare=england/)
  })

  test('never ranks the practice', async () => {
    const { text } = await measurePage('Z98001', 'opioid_items_per_1000')
    expect(text).not.toMatch(/\brank|\bworst|\bbest\b|its percentile|league/i)
  })

  test('names the file behind each figure, one click away', async () => {
    const { html } = await measurePage('Z98001', 'opioid_items_per_1000', '', cast.ann)
    const row = /<th scope="row"[^>]*>Jul 2026<\/th>[\s\S]*?<\/tr>/.exec(html)?.[0]
    expect(row).toMatch(/<a href="\/prescribing\/imports\/[a-z0-9]{16}">EPD_SNOMED_202607\.csv<\/a>/)
    expect(row).toMatch(
      /<a href="\/prescribing\/imports\/[a-z0-9]{16}">gp-reg-pat-prac-all_2026-07\.csv<\/a>/,
    )
    const share = await measurePage('Z98001', 'high_dose_percent')
    expect(/<th scope="row"[^>]*>Jul 2026<\/th>[\s\S]*?<\/tr>/.exec(share.html)?.[0]).not.toContain(
      'gp-reg-pat',
    )
  })

  test('leads from each point of its chart to where the figure comes from', async () => {
    const { html } = await measurePage('Z98001', 'opioid_items_per_1000', '', cast.ann)
    const layers = html.match(/<svg[^>]*class="chart-links"[\s\S]*?<\/svg>/g) ?? []
    expect(layers).toHaveLength(2)
    for (const layer of layers)
      expect(layer).toContain('href="/prescribing/Z98001/opioid_items_per_1000/2026-07" tabindex="-1"')
  })

  test('draws the merger, and the jump of the list after it', async () => {
    const { text } = await measurePage('Z98002', 'opioid_items_per_1000')
    expect(text).toContain(
      'A Joined by Hawkmoth Wharf Surgery (Z98230). The list may follow later 1 March 2026',
    )
    expect(text).toMatch(/B The registered list went from [\d,]+ to [\d,]+ patients \(\+2\d%\) 1 May 2026/)
  })

  test.each(['run', 'limits', 'nhs', 'seasonal'])(
    'leaves the months out whose list had not followed the merger, in the %s view',
    async (view) => {
      const { html, text } = await measurePage('Z98002', 'opioid_items_per_1000', `?view=${view}`)
      expect(text).toMatch(
        /Left out of every calculation: March 2026 and April 2026 \(patients of another practice came on 1 March 2026, before the registered list took them up, which went from [\d,]+ to [\d,]+ patients in May 2026, so the rate is too high\)/,
      )
      expect(text).toContain('Crosses: left out of every calculation. Why is said below.')
      for (const [month, cell] of html.matchAll(
        /<th scope="row"[^>]*>(?:Mar|Apr) 2026<\/th>([\s\S]*?)<\/tr>/g,
      ))
        expect([month, cell]).toEqual([month, expect.stringMatching(/Left out<\/td>.*Left out of every/s)])
      expect(html).not.toMatch(/chart-sentence">A sign of/)
    },
  )

  test('leaves none out of a share, which rests on no list', async () => {
    expect((await measurePage('Z98002', 'high_dose_percent')).text).not.toContain('Left out')
  })

  test('says so on the small charts and in the file too', async () => {
    const { text } = await practicePage('Z98002')
    expect(text.match(/Left out of every calculation: March 2026 and April 2026/g)?.length).toBeGreaterThan(5)
    const csv = await fileOf('Z98002', 'opioid_items_per_1000', 'csv')
    expect(csv).toContain('Left out of every calculation: March 2026 and April 2026')
    expect(csv.split('\r\n').find((row) => row.startsWith('2026-03-01,'))).toContain('Left out')
    const svg = await fileOf('Z98002', 'opioid_items_per_1000', 'svg')
    expect(svg).toContain('Left out of every calculation: March')
  })

  test('names the row that may be mistyped, and shows items beside the dose', async () => {
    const { text } = await measurePage('Z98001', 'opioid_ome_per_1000')
    expect(text).toMatch(/The quantity for an item is \d\.\d times the usual/)
    expect(text).toContain('Most of it is Fentanyl 75micrograms/hour transdermal patches')
    expect(text).toContain('Items beside it')
  })

  test('leads to its definition', async () => {
    expect((await measurePage('Z98001', 'opioid_items_per_1000')).html).toContain(
      'href="/prescribing/definitions/opioid_items_per_1000"',
    )
  })

  test('comes as a file with numerator, denominator, files and the median of the area', async () => {
    const csv = await fileOf('Z98001', 'opioid_items_per_1000', 'csv', '?compare=england')
    const rows = csv.split('\r\n')
    expect(rows.find((row) => row.startsWith('period,'))).toMatch(
      /^period,value,numerator,denominator,Median of practices in England,.*,note,source$/,
    )
    expect(rows.find((row) => row.startsWith('2026-07-01,'))).toMatch(/EPD_SNOMED_202607\.csv; gp-reg-pat/)
  })
})

describe('finding a practice', () => {
  const index = (q: string, as = cast.fran) =>
    visit(PrescribingPage, store, { as, url: `/prescribing?q=${encodeURIComponent(q)}` })

  test('works by words of its name, its code or its postcode', async () => {
    expect((await index('wharf')).html).toContain('<a href="/prescribing/Z98230">Hawkmoth Wharf Surgery</a>')
    expect((await index('z98230')).text).toContain('1 practice found')
    expect((await index('wharf')).text).toContain('closed')
    expect((await index('nowhere at all')).text).toContain('No practice found for “nowhere at all”')
  })

  test('leads to groups and areas too', async () => {
    const { html } = await index('')
    for (const address of [`cohorts/${cast.cohortId}`, 'networks/U98001', 'areas/98Z', 'areas/ENG'])
      expect(html).toContain(`href="/prescribing/${address}"`)
  })

  test('is not needed by a participant, who is led to their own', async () => {
    expect(await index('wharf', cast.ann)).toMatchObject({ status: 303, location: '/prescribing/Z98001' })
  })
})
