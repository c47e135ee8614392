import { submissions } from '#db/schema/case-studies.ts'
import { saveDraft } from '#lib/case-studies/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import SubmissionPage from '../../../src/pages/case-studies/[study]/submission.astro'
import { annsCaseStudy, at, TITLE, texts } from '../../lib/case-studies/given.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('checking and submitting', () => {
  test('shows everything that was written, with a way to change each part', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const page = await visit(SubmissionPage, store, { as: cast.ann, params: { study } })
    expect(page.status).toBe(200)
    expect([TITLE, ...Object.values(texts)].filter((text) => !page.text.includes(text))).toEqual([])
    expect(page.html).toContain(`href="/case-studies/${study}/edit#sections.harms"`)
    expect(page.html).toContain('name="declaration"')
    expect(page.text).toContain('Accepting freezes the hours')
    expect(page.text).toContain('No session is recorded as attended')
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('names what is missing and offers no button', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'started')
    const page = await visit(SubmissionPage, store, { as: cast.ann, params: { study } })
    expect(page.text).toContain('Before you can submit it')
    expect(page.text).not.toContain('Submit for review')
  })

  test('with the declaration hands it in', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const page = await visit(SubmissionPage, store, {
      as: cast.ann,
      params: { study },
      form: { declaration: 'on' },
    })
    expect(page).toMatchObject({
      status: 303,
      location: `/case-studies/${study}`,
      notice: 'Case study submitted. A reviewer reads it next',
    })
    expect(await store.reader.select().from(submissions)).toMatchObject([
      { number: 1, title: TITLE, sections: texts, submittedBy: cast.ann.id },
    ])
  })

  test('without the declaration asks for it; with a gap says which', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const undeclared = await visit(SubmissionPage, store, { as: cast.ann, params: { study }, form: {} })
    expect(undeclared.status).toBe(422)
    expect(undeclared.text).toContain('Confirm that nothing in it identifies a patient')
    const gap = { title: TITLE, projectId: null, sections: { aim: '' } }
    await store.transact((tx) => saveDraft(tx, at(cast.ann, '2026-11-02T10:00:00Z'), { id: study }, gap))
    const early = await visit(SubmissionPage, store, {
      as: cast.ann,
      params: { study },
      form: { declaration: 'on' },
    })
    expect(early.status).toBe(422)
    expect(early.text).toContain('Write what is missing first: Aim')
    expect(early.html).toContain('id="missing"')
    expect(await store.reader.select().from(submissions)).toEqual([])
  })

  test('twice is refused: a reviewer already has it', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    expect(await visit(SubmissionPage, store, { as: cast.ann, params: { study } })).toMatchObject({
      status: 303,
    })
    const again = await visit(SubmissionPage, store, {
      as: cast.ann,
      params: { study },
      form: { declaration: 'on' },
    })
    expect(again.status).toBe(422)
    expect(again.text).toContain('is with a reviewer')
    expect(await store.reader.select().from(submissions)).toHaveLength(1)
  })

  test('is the author’s alone', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    await expect(visit(SubmissionPage, store, { as: cast.fran, params: { study } })).rejects.toThrow(
      Forbidden,
    )
    expect((await visit(SubmissionPage, store, { as: cast.rita, params: { study } })).status).toBe(404)
  })
})
