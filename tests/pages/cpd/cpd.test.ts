import { recordRegister } from '#lib/attendance/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import CpdPage from '../../../src/pages/cpd.astro'
import { annsCaseStudy, at, TITLE } from '../../lib/case-studies/given.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the CPD page', () => {
  test('begins with nothing recorded, and offers the first step', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(CpdPage, store, { as: ann })
    expect(page.text).toContain('0 of 4')
    expect(page.text.match(/Not recorded yet/g)?.length).toBeGreaterThanOrEqual(4)
    expect(page.text).toContain('To come')
    expect(page.html).toContain('/case-studies/new?cohort=')
    expect(page.text).toContain('Your certificate will be here')
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('counts what was attended, hours of taught sessions only, and nobody else’s', async ({ store }) => {
    const { ann, ben, fran, sessions } = await given.cohort(store)
    const mark = (index: number, marks: Record<string, 'present' | 'apologies'>) =>
      store.transact((tx) => recordRegister(tx, at(fran, '2026-11-20T09:00:00Z'), sessions[index]!.id, marks))
    await mark(0, { [ann.id]: 'present', [ben.id]: 'present' })
    await mark(1, { [ann.id]: 'apologies', [ben.id]: 'present' })
    const page = await visit(CpdPage, store, { as: ann })
    expect(page.text).toContain('1 of 4')
    expect(page.text).toContain('2½ hours')
    expect(page.text).toContain('Apologies')
  })

  test('follows the case study to its certificate', async ({ store }) => {
    const cast = await given.cohort(store)
    await annsCaseStudy(store, cast, 'accepted')
    const page = await visit(CpdPage, store, { as: cast.ann })
    expect(page.text).toContain(TITLE)
    expect(page.text).toContain('Accepted')
    expect(page.html).toMatch(/href="\/certificates\/[0-9A-Z-]+\.pdf"/)
  })

  test('leads from a returned case study to the reviewer’s comments', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'returned')
    const page = await visit(CpdPage, store, { as: cast.ann })
    expect(page.html).toContain(`href="/case-studies/${id}#what-has-happened"`)
  })

  test('says how much of a draft is still to write', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'started')
    const page = await visit(CpdPage, store, { as: cast.ann })
    expect(page.text).toContain('11 parts are still to write')
    expect(page.html).toContain(`/case-studies/${id}/edit`)
  })

  test('is for participants, each their own cohorts', async ({ store }) => {
    const { ann, fran } = await given.cohort(store)
    await expect(visit(CpdPage, store, { as: fran })).rejects.toThrow(Forbidden)
    expect((await visit(CpdPage, store, { as: ann, url: '/cpd?cohort=another' })).status).toBe(404)
  })
})
