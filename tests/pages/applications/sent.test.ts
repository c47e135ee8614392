import StepPage from '../../../src/pages/applications/[secret]/[step].astro'
import CheckPage from '../../../src/pages/applications/[secret]/check.astro'
import ApplicationPage from '../../../src/pages/applications/[secret]/index.astro'
import PracticePage from '../../../src/pages/applications/[secret]/practice.astro'
import SponsorPage from '../../../src/pages/applications/[secret]/sponsors/[kind].astro'
import WithdrawalPage from '../../../src/pages/applications/[secret]/withdrawal.astro'
import { answer, decide, MANAGER, openCohort, read, sent } from '../../lib/applications/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('what was sent', () => {
  test('shows where it stands, and lets its applicant ask again or name somebody else', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret, id } = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const page = await visit(ApplicationPage, store, { params: { secret } })
    for (const said of [
      'Waiting for promises',
      'has not answered yet',
      'Mona Manager, mona.manager@example.org',
    ])
      expect(page.text).toContain(said)
    const params = { secret, kind: 'employer' }
    const again = await visit(SponsorPage, store, { params, form: { wish: 'again' } })
    expect(again).toMatchObject({ status: 303, notice: 'The letter is on its way again' })
    const tooSoon = await visit(SponsorPage, store, { params, form: { wish: 'again' } })
    expect(tooSoon.text).toContain('A letter went out less than a day ago')
    const otto = { name: 'Otto Other', email: 'otto.other@example.org' }
    const other = await visit(SponsorPage, store, {
      params,
      form: { wish: 'other', employment: 'employed', ...otto },
    })
    expect(other.notice).toBe('We have asked them for their promise')
    expect((await read(store, id)).promiseOf('employer')?.name).toBe('Otto Other')
    expect((await visit(ApplicationPage, store, { params: { secret } })).text).toContain(
      'Mona Manager had not answered; somebody else was named on 22 November 2026',
    )
  })

  test('is no longer changed: its questions lead back', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret } = await sent(store, springId, { name: 'Gita Newcomer' })
    for (const step of ['name', 'focus', 'dates'])
      expect((await visit(StepPage, store, { params: { secret, step } })).location).toBe(
        `/applications/${secret}`,
      )
    expect((await visit(PracticePage, store, { params: { secret } })).location).toBe(
      `/applications/${secret}`,
    )
    expect((await visit(CheckPage, store, { params: { secret } })).location).toBe(`/applications/${secret}`)
    const forced = await visit(StepPage, store, {
      params: { secret, step: 'name' },
      form: { name: 'Other Name' },
    })
    expect(forced.status).toBe(422)
  })

  test('tells what was decided and why, and can be given back', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { secret, id } = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    await answer(store, MANAGER.email, { answer: 'agreed' })
    await decide(store, fran, id, 'offered')
    const page = await visit(ApplicationPage, store, { params: { secret } })
    expect(page.text).toContain('You have a place. Spring 2027 begins on 15 January 2027')
    expect(page.text).toContain('You were offered a place on 20 November 2026')
    const back = await visit(WithdrawalPage, store, { params: { secret }, form: { sure: 'on' } })
    expect(back.notice).toBe('You have given your place back')
    expect((await visit(ApplicationPage, store, { params: { secret } })).text).toContain('Withdrawn')
  })
})

test('a link that nobody made leads nowhere, on every page', async ({ store }) => {
  await openCohort(store)
  const params = { secret: 'x'.repeat(43) }
  const page = await visit(ApplicationPage, store, { params })
  expect(page.status).toBe(404)
  expect(page.text).toContain('This link does not work')
  for (const [Page, more] of [
    [StepPage, { step: 'name' }],
    [PracticePage, {}],
    [SponsorPage, { kind: 'employer' }],
    [CheckPage, {}],
    [WithdrawalPage, {}],
  ] as const) {
    for (const form of [undefined, { sure: 'on', correct: 'on', name: 'Ann' }])
      expect(
        (await visit(Page, store, { params: { ...params, ...more }, ...(form && { form }) })).location,
      ).toBe(`/applications/${params.secret}`)
  }
})
