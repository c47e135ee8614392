import { eq } from 'drizzle-orm'
import { cohorts } from '#db/schema/cohorts.ts'
import NewPage from '../../../src/pages/applications/new.astro'
import { openCohort, outbox, secretFor } from '../../lib/applications/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const EMAIL = 'gita.newcomer@example.org'

describe('starting', () => {
  test('says who can join, which dates there are and what is needed, then mails a link', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    expect(await visit(NewPage, store, { url: '/applications/new' })).toMatchObject({
      status: 303,
      location: `/applications/new?cohort=${springId}`,
    })
    const url = `/applications/new?cohort=${springId}`
    const page = await visit(NewPage, store, { url })
    expect(page.status).toBe(200)
    for (const said of [
      'Applications close on 18 December 2026',
      'all 2 dates',
      'Friday 15 January 2027',
      'ten minutes',
    ])
      expect(page.text).toContain(said)
    const asked = await visit(NewPage, store, { url, form: { email: EMAIL } })
    expect(asked).toMatchObject({ status: 303, notice: `We have sent a letter to ${EMAIL}` })
    const secret = await secretFor(store, EMAIL, 'applications')
    expect(secret).not.toBe('')
    expect(asked.location).not.toContain(secret)
    const next = await visit(NewPage, store, { url: asked.location })
    expect(next.text).toContain('Check your email')
    expect(next.html).not.toContain('<h2>Start, or go on')
  })

  test('answers alike whether or not there is an application, and when too many letters were asked for', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    const url = `/applications/new?cohort=${springId}`
    const answers: unknown[] = []
    for (let n = 0; n < 5; n++) {
      const { status, location, notice, html } = await visit(NewPage, store, { url, form: { email: EMAIL } })
      answers.push(JSON.stringify([status, location, notice, html]))
    }
    expect(new Set(answers).size).toBe(1)
    expect((await outbox(store)).length).toBe(3)
  })

  test('needs an address in the right form, and keeps what was typed', async ({ store }) => {
    const { springId } = await openCohort(store)
    const page = await visit(NewPage, store, {
      url: `/applications/new?cohort=${springId}`,
      form: { email: 'gita@' },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Enter an email address in the right form')
    expect(page.html).toContain('value="gita@"')
  })

  test('when closed says when the next opens, and still leads back', async ({ store }) => {
    const { springId } = await openCohort(store)
    const url = `/applications/new?cohort=${springId}`
    const page = await visit(NewPage, store, { url, today: '2026-12-19' })
    expect(page.text).toContain('Applications to Spring 2027 closed on 18 December 2026')
    expect(page.text).toContain('If you have applied already')
    const early = await visit(NewPage, store, { url: '/applications/new', today: '2026-10-20' })
    expect(early.text).toContain('Applications to Spring 2027 open on 1 November 2026')
  })

  test('to a cohort that is not published is not there', async ({ store }) => {
    const { springId, cohortId } = await openCohort(store)
    await store.transact(async (tx) => {
      await tx.update(cohorts).set({ publishedAt: null }).where(eq(cohorts.id, springId))
    })
    for (const id of [springId, cohortId, 'nowhere'])
      expect((await visit(NewPage, store, { url: `/applications/new?cohort=${id}` })).status).toBe(404)
    expect((await visit(NewPage, store, { url: '/applications/new' })).text).toContain(
      'Applications are not open now',
    )
  })
})
