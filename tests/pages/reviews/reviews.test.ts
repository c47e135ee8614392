import { Forbidden } from '#lib/web/problems.ts'
import ReviewsPage from '../../../src/pages/reviews.astro'
import { annsCaseStudy, TITLE } from '../../lib/case-studies/given.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the reviews page', () => {
  test('tells a reviewer that nothing waits', async ({ store }) => {
    const { rita } = await given.cohort(store)
    const page = await visit(ReviewsPage, store, { as: rita })
    expect(page.text).toContain('Nothing waits for you')
    expect(page.text).not.toContain('Everyone in your cohort')
  })

  test('leads a reviewer to what waits, and shows what was decided', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const page = await visit(ReviewsPage, store, { as: cast.rita })
    expect(page.html).toContain(`href="/case-studies/${study}/review"`)
    expect(page.text).toContain('waiting for 19 days')
  })

  test('shows a reviewer what was decided, and no drafts', async ({ store }) => {
    const cast = await given.cohort(store)
    await annsCaseStudy(store, cast, 'accepted')
    const page = await visit(ReviewsPage, store, { as: cast.rita })
    expect(page.text).toContain('Nothing waits for you')
    expect(page.text).toMatch(new RegExp(`${TITLE}.*Accepted`))
    expect(page.text).not.toContain('Ben Sample')
  })

  test('shows a facilitator how everyone stands', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'returned')
    const page = await visit(ReviewsPage, store, { as: cast.fran })
    expect(page.text).toMatch(/Ann Example.*Returned for changes.*Ben Sample.*Not started/)
    expect(page.html).toContain(`href="/case-studies/${study}"`)
    expect(page.html).not.toContain('/review"')
  })

  test('keeps the title of a draft from everyone but its author', async ({ store }) => {
    const cast = await given.cohort(store)
    await annsCaseStudy(store, cast, 'drafted')
    const page = await visit(ReviewsPage, store, { as: cast.fran })
    expect(page.text).toMatch(/Ann Example.*Draft.*Not submitted yet/)
    expect(page.text).not.toContain(TITLE)
  })

  test('is not for participants', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await expect(visit(ReviewsPage, store, { as: ann })).rejects.toThrow(Forbidden)
  })
})
