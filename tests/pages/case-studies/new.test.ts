import { caseStudies } from '#db/schema/case-studies.ts'
import NewPage from '../../../src/pages/case-studies/new.astro'
import { annsCaseStudy, TITLE } from '../../lib/case-studies/given.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('starting a case study', () => {
  test('asks for a title and says what it leads to', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(NewPage, store, { as: ann })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Start your case study')
    expect(page.text).toContain('a project here')
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('leads to the draft', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    const page = await visit(NewPage, store, { as: ann, form: { title: TITLE } })
    const [study] = await store.reader.select().from(caseStudies)
    expect(study).toMatchObject({ title: TITLE, authorId: ann.id, cohortId, projectId: null })
    expect(page).toMatchObject({
      status: 303,
      location: `/case-studies/${study?.id}/edit`,
      notice: 'Case study started',
    })
  })

  test('without a title says so, and keeps a project that is not one’s own out', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(NewPage, store, { as: ann, form: { title: ' ', projectId: 'someone-elses' } })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Enter a title')
    expect(page.text).toContain('Select one of your projects')
    expect(await store.reader.select().from(caseStudies)).toEqual([])
  })

  test('goes on with the one there is; a second is refused with what was typed kept', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'started')
    expect(await visit(NewPage, store, { as: cast.ann })).toMatchObject({
      status: 303,
      location: `/case-studies/${id}`,
    })
    const again = await visit(NewPage, store, { as: cast.ann, form: { title: 'A second one' } })
    expect(again.status).toBe(422)
    expect(again.text).toContain('You already have a case study in this cohort')
    expect(again.html).toContain('value="A second one"')
  })

  test('is for members: for others there is no cohort to write in', async ({ store }) => {
    const { fran, olive } = await given.cohort(store)
    expect((await visit(NewPage, store, { as: fran })).status).toBe(404)
    expect((await visit(NewPage, store, { as: olive })).status).toBe(404)
    expect((await visit(NewPage, store, {})).status).toBe(404)
  })
})
