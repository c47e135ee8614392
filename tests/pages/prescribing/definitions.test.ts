import { measures } from '#lib/prescribing/definitions/measures.ts'
import { paths } from '#lib/web/paths.ts'
import DefinitionPage from '../../../src/pages/prescribing/definitions/[measure].astro'
import { GET } from '../../../src/pages/prescribing/definitions/[measure].csv.ts'
import DefinitionsPage from '../../../src/pages/prescribing/definitions/index.astro'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const csv = (measure: string) =>
  GET({
    params: { measure },
    locals: {},
    rewrite: (to: string) => Response.redirect(`http://x${to}`),
  } as never)

describe('the list of measures', () => {
  test('leads everyone to all fifteen, and says which is superseded', async ({ store }) => {
    const page = await visit(DefinitionsPage, store)
    expect(page.status).toBe(200)
    for (const measure of measures) {
      expect(page.html.split(`href="${paths.definition(measure)}"`), measure.id).toHaveLength(2)
    }
    expect(page.html).toContain('Superseded')
    expect(page.html).toContain('1,003 opioid')
  })
})

describe('the page of a measure', () => {
  const shown = (id: string) => ({ params: { measure: id } })

  test.for(measures)(
    '$id says what it counts, what it cannot say and where it comes from',
    async (measure, { store }) => {
      const page = await visit(DefinitionPage, store, shown(measure.id))
      expect(page.status).toBe(200)
      for (const part of [
        'Numerator',
        'Denominator',
        'What it cannot say',
        'Sources and licences',
        'Version',
      ]) {
        expect(page.html).toContain(part)
      }
      expect(page.html).toContain(paths.definitionCsv(measure))
    },
  )

  test('shows factors for reading, and that they are never for dosing', async ({ store }) => {
    const page = await visit(DefinitionPage, store, shown('opioid_ome_per_1000'))
    expect(page.html).toContain('For analysis, never for dosing.')
    expect(page.html.replaceAll(/\s+/g, ' ')).toMatch(
      /Oxycodone<\/th>\s?<td>oral 1\.5, suppository 1\.5, injection 3</,
    )
    const items = await visit(DefinitionPage, store, shown('opioid_items_per_1000'))
    expect(items.html).not.toContain('For analysis, never for dosing.')
  })

  test('of a superseded measure says by which, since when, and that the two are never joined', async ({
    store,
  }) => {
    const page = await visit(DefinitionPage, store, shown('high_dose_120_percent'))
    expect(page.html).toContain('Superseded in November 2025')
    expect(page.html).toContain('/prescribing/definitions/high_dose_percent"')
    expect(page.html).toContain('never joined')
    const now = await visit(DefinitionPage, store, shown('high_dose_percent'))
    expect(now.html).toContain('/prescribing/definitions/high_dose_120_percent"')
    expect(now.html).not.toContain('Superseded in')
  })

  test('names the codes that changed', async ({ store }) => {
    const page = await visit(DefinitionPage, store, shown('opioid_ome_per_1000'))
    expect(page.html).toContain('0407020AHAAAAAA')
    expect(page.html).toContain('0407020AGAAAJAJ')
    const tramadol = await visit(DefinitionPage, store, shown('tramadol_items_per_1000'))
    expect(tramadol.html).not.toContain('Code changes applied')
  })

  test('of no measure is not found', async ({ store }) => {
    expect((await visit(DefinitionPage, store, shown('nonsense'))).status).toBe(404)
  })
})

describe('the codes of a measure as a file', () => {
  test('hold each presentation with its equivalent and flags', async () => {
    const bytes = Buffer.from(await (await csv('opioid_ome_per_1000')).arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = bytes.toString()
    const lines = text.trim().split('\r\n')
    expect(lines.filter((line) => /^\d{4}/.test(line))).toHaveLength(994)
    expect(lines).toContain(
      '0407020A0AAAFAF,Fentanyl 50micrograms/hour transdermal patches,0407020A0,Fentanyl,fentanyl,transdermal,patch,50,72,100,360,120,yes,no,yes,yes',
    )
  })

  test('name chemicals of which everything counts', async () => {
    const text = await (await csv('bzd_zdrug_items_per_1000')).text()
    expect(text).toMatch(/^0401020K0\*,/m)
    expect(text.match(/^0401/gm)).toHaveLength(13)
  })

  test('of no measure is not found', async () => {
    expect((await csv('nonsense')).headers.get('location')).toBe('http://x/404')
  })
})
