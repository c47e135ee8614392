import { asc } from 'drizzle-orm'
import { points } from '#db/schema/measures.ts'
import type { Store } from '#db/store.ts'
import { Forbidden } from '#lib/web/problems.ts'
import PastedPage from '../../../src/pages/measures/[measure]/points/pasted.astro'
import { givenMeasure, givenPoints, givenProject, givenPublished } from '../../support/given-projects.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const stored = (store: Store) => store.reader.select().from(points).orderBy(asc(points.period))
const text = 'Week\tPlans\tSeen\n21/9/2026\t3\t12\n28/9/2026\t4\t12'

async function givenTyped(store: Store) {
  const cast = await givenProject(store)
  const id = await givenMeasure(store, cast)
  return { ...cast, id, at: { as: cast.ann, params: { measure: id } } }
}

describe('figures from a spreadsheet', () => {
  test('are shown as they would be saved, and then saved', async ({ store }) => {
    const { at, id } = await givenTyped(store)
    expect((await visit(PastedPage, store, at)).text).toContain('5/10/2026, 3, 12')
    const preview = await visit(PastedPage, store, { ...at, form: { text } })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('21 Sept 2026 3 of 12 New 2')
    expect(preview.text).toContain('Nothing is saved yet')
    expect(await stored(store)).toEqual([])
    const form = { text: text.replaceAll('\n', '\r\n'), previewed: text }
    const saved = await visit(PastedPage, store, { ...at, form })
    expect(saved).toMatchObject({ status: 303, location: `/measures/${id}`, notice: '2 figures added' })
    expect(await stored(store)).toMatchObject([{ numerator: 3 }, { numerator: 4 }])
  })

  test('are shown again when the lines were changed after the preview', async ({ store }) => {
    const { at } = await givenTyped(store)
    const form = { text: text.replace('\t3\t', '\t5\t'), previewed: text }
    const again = await visit(PastedPage, store, { ...at, form })
    expect(again.status).toBe(200)
    expect(again.text).toContain('5 of 12 New')
    expect(await stored(store)).toEqual([])
  })

  test('that correct a saved one ask why, and keep its note', async ({ store }) => {
    const cast = await givenTyped(store)
    await givenPoints(store, cast, cast.id, { '2026-09-21': [2, 12], '2026-09-28': [4, 12] })
    const preview = await visit(PastedPage, store, { ...cast.at, form: { text } })
    expect(preview.text).toContain('Corrects 2 of 12, by Ann Example')
    expect(preview.text).toContain('As it is')
    expect(preview.html).toContain('name="shown.2026-09-21" value="2|12|"')
    const form = { text, previewed: text, 'shown.2026-09-21': '2|12|', 'shown.2026-09-28': '4|12|' }
    const asked = await visit(PastedPage, store, { ...cast.at, form })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('Say why you change')
    const reason = 'From the practice system'
    expect((await visit(PastedPage, store, { ...cast.at, form: { ...form, reason } })).notice).toBe(
      '1 corrected',
    )
  })

  test('that a colleague saved after the preview are not written over', async ({ store }) => {
    const cast = await givenTyped(store)
    await givenPoints(store, cast, cast.id, { '2026-09-21': [2, 12] })
    const form = { text, previewed: text, reason: 'From the practice system' }
    const told = await visit(PastedPage, store, { ...cast.at, form })
    expect(told.status).toBe(422)
    expect(told.text).toContain('Ann Example has saved 2 of 12 for week of 21 September 2026 since')
    expect(told.text).toContain('Corrects 2 of 12')
    expect(await stored(store)).toMatchObject([{ numerator: 2 }])
  })

  test('that cannot be read are named by line, kept as typed, and none is saved', async ({ store }) => {
    const { at } = await givenTyped(store)
    const form = { text: '21/9/2026,3,12\n31/9/2026,4,12\n5/10/2026,30%,' }
    const page = await visit(PastedPage, store, { ...at, form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('2 lines cannot be read, nothing was saved')
    expect(page.text).toContain('Line 2: “31/9/2026” is not a date')
    expect(page.text).toContain('Line 3: give the number and what it is out of')
    expect(page.text).toContain('21/9/2026,3,12')
    expect(await stored(store)).toEqual([])
  })

  test('come as a file through the same preview', async ({ store }) => {
    const { at } = await givenTyped(store)
    const file = new File(['\uFEFFdate,value,denominator\r\n2026-09-21,3,12\r\n'], 'plans.csv')
    expect((await visit(PastedPage, store, at)).html).toMatch(/<input[^>]*type="file"(?![^>]* multiple)/)
    const preview = await visit(PastedPage, store, { ...at, form: { text: '', file } })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('21 Sept 2026 3 of 12 New 2')
    expect(preview.html).toContain('2026-09-21,3,12</textarea>')
    const patient = new File([`date,value,denominator\n${ISSUED},3,12`], 'plans.csv')
    const refused = await visit(PastedPage, store, { ...at, form: { text: '', file: patient } })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('looks like an NHS number')
    expect(refused.html).not.toContain(ISSUED)
  })

  test('are the team’s, and of typed measures only', async ({ store }) => {
    const cast = await givenTyped(store)
    const published = await givenPublished(store, cast)
    await expect(visit(PastedPage, store, { ...cast.at, as: cast.fran })).rejects.toThrow(Forbidden)
    await expect(visit(PastedPage, store, { as: cast.ann, params: { measure: published } })).rejects.toThrow(
      Forbidden,
    )
    expect((await visit(PastedPage, store, { ...cast.at, as: cast.cara })).status).toBe(404)
  })
})
