import StudyPage from '../../../src/pages/case-studies/[study]/index.astro'
import { annsCaseStudy, submit, TITLE, texts } from '../../lib/case-studies/given.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('a case study', () => {
  test.for([
    ['started', 'Draft', 'Go on writing'],
    ['drafted', 'Draft', 'Check and submit'],
    ['submitted', 'Waiting for review', 'A reviewer has it now'],
    ['returned', 'Returned for changes', 'Change it and submit it again'],
    ['accepted', 'Accepted', 'Download the certificate (PDF)'],
  ] as const)(
    'that was %s tells its author the state and the next step',
    async ([until, state, step], { store }) => {
      const cast = await given.cohort(store)
      const study = await annsCaseStudy(store, cast, until)
      const page = await visit(StudyPage, store, { as: cast.ann, params: { study } })
      expect(page.status).toBe(200)
      expect(page.text).toContain(state)
      expect(page.text).toContain(step)
      expect(page.html.match(/<h1/g)).toHaveLength(1)
    },
  )

  test('shows the author what is written and what is not', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'started')
    const page = await visit(StudyPage, store, { as: cast.ann, params: { study } })
    expect(page.text).toContain('11 parts are still to write')
    expect(page.text.match(/To write/g)).toHaveLength(11)
    expect(page.text.match(/Optional/g)).toHaveLength(2)
  })

  test('shows what was handed in and what the reviewer said, every time', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'returned')
    await submit(store, cast.ann, study, '2026-11-12T09:00:00Z')
    const page = await visit(StudyPage, store, { as: cast.ann, params: { study } })
    expect(Object.values(texts).filter((text) => !page.text.includes(text))).toEqual([])
    expect(page.text).toContain('Submission 2, as it was handed in')
    expect(page.text).toContain('Say how many points the chart has.')
    expect(page.text).toContain('Rita Reviewer, reviewer')
    const first = await visit(StudyPage, store, {
      as: cast.ann,
      params: { study },
      url: `/case-studies/${study}?submission=1`,
    })
    expect(first.text).toContain('Submission 1, as it was handed in')
  })

  test('shows a facilitator the state of a draft and none of its text', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const page = await visit(StudyPage, store, { as: cast.fran, params: { study } })
    expect(page.text).toContain('Draft')
    expect(page.text).toContain('Nothing has been submitted yet')
    expect(page.text).not.toContain(texts['aim'])
    expect(page.text).not.toContain(TITLE)
  })

  test('offers a reviewer the review while it waits', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const page = await visit(StudyPage, store, { as: cast.rita, params: { study } })
    expect(page.html).toContain(`href="/case-studies/${study}/review"`)
    expect(page.text).toContain(TITLE)
    const facilitator = await visit(StudyPage, store, { as: cast.fran, params: { study } })
    expect(facilitator.html).not.toContain(`/case-studies/${study}/review`)
    expect(facilitator.text).toContain(texts['aim'])
  })

  test('does not exist for another member, nor a draft for a reviewer', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    for (const as of [cast.ben, cast.cara, cast.olive, cast.rita, cast.ada]) {
      expect((await visit(StudyPage, store, { as, params: { study } })).status, as.name).toBe(404)
    }
  })
})
