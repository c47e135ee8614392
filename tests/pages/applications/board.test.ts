import { findViewer } from '#lib/auth/queries.ts'
import ApplicationPage from '../../../src/pages/cohorts/[cohort]/applications/[application].astro'
import BoardPage from '../../../src/pages/cohorts/[cohort]/applications/index.astro'
import LetterPage from '../../../src/pages/cohorts/[cohort]/applications/letters/[letter].astro'
import LettersPage from '../../../src/pages/cohorts/[cohort]/applications/letters/index.astro'
import { GET } from '../../../src/pages/cohorts/[cohort]/applications/table.csv.ts'
import { decide, draft, MANAGER, openCohort, read, sent } from '../../lib/applications/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the board', () => {
  test('shows everyone who applied, what is missing, how many places are left and who shares them', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store)
    const params = { cohort: springId }
    expect((await visit(BoardPage, store, { as: fran, params })).text).toContain(
      'Nobody has sent an application yet',
    )
    await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const paul = await sent(store, springId, { name: 'Paul Partner' })
    await draft(store, springId, { name: 'Dora Draft' })
    await decide(store, fran, paul.id, 'offered')
    const page = await visit(BoardPage, store, { as: fran, params })
    for (const said of [
      'Applications are open until 18 December 2026',
      '1 more person is still writing',
      'Places taken 1 of 2',
      'Places left 1',
      'Amber Lane Surgery 2 0 1',
      'employer or line manager',
    ])
      expect(page.text).toContain(said)
    expect(page.text).not.toContain('Dora Draft')
    const waiting = await visit(BoardPage, store, { as: fran, params, url: '/x?missing=employer' })
    expect([waiting.text.includes('Gita Newcomer'), waiting.text.includes('Paul Partner')]).toEqual([
      true,
      false,
    ])
    expect(waiting.text).toContain('1 of 2, the latest first')
    expect((await visit(BoardPage, store, { as: fran, params, url: '/x?state=declined' })).text).toContain(
      'Nobody fits',
    )
  })

  test('shows who is first on the waiting list when a place is free', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const paul = await sent(store, springId, { name: 'Paul Partner' })
    await decide(store, fran, paul.id, 'waiting list')
    expect((await visit(BoardPage, store, { as: fran, params: { cohort: springId } })).text).toContain(
      '2 places are free. First on the waiting list: Paul Partner . Nobody moves up by themselves',
    )
  })

  test('is for the facilitators of the cohort', async ({ store }) => {
    const { springId, ann, rita, fran } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    for (const as of [ann, rita, undefined]) {
      for (const [Page, more] of [
        [BoardPage, {}],
        [ApplicationPage, { application: id }],
        [LettersPage, {}],
        [LetterPage, { letter: 'offer' }],
      ] as const)
        expect(
          (await visit(Page, store, { ...(as && { as }), params: { cohort: springId, ...more } })).status,
        ).toBe(404)
    }
    expect(
      (await visit(LetterPage, store, { as: fran, params: { cohort: springId, letter: 'nothing' } })).status,
    ).toBe(404)
  })

  test('downloads as CSV', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    await sent(store, springId, { name: 'Gita Newcomer' })
    const answer = await GET({
      locals: {
        store,
        viewer: await findViewer(store.reader, fran.id),
        now: new Date('2026-11-22T10:00:00Z'),
      },
      params: { cohort: springId },
    } as never)
    expect(answer.headers.get('content-disposition')).toContain('applications.csv')
    expect(await answer.text()).toContain('Gita Newcomer,gita.newcomer@example.org,GP')
  })
})

describe('deciding', () => {
  test('reads everything, offers a place and says so', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    const params = { cohort: springId, application: id }
    const page = await visit(ApplicationPage, store, { as: fran, params })
    for (const said of [
      'Can be offered a place',
      '0 of 2 places are taken, 2 are left',
      'Does not apply: A partner in the practice',
      'Four of ten new prescriptions have no end date.',
    ])
      expect(page.text).toContain(said)
    const wrong = await visit(ApplicationPage, store, {
      as: fran,
      params,
      form: { decision: 'declined', decided: '0' },
    })
    expect([wrong.status, wrong.text.includes('Give the reason for your decision')]).toEqual([422, true])
    const form = { decision: 'offered', reason: 'A practice of its own.', decided: '0' }
    const saved = await visit(ApplicationPage, store, { as: fran, params, form })
    expect(saved).toMatchObject({
      status: 303,
      location: `/cohorts/${springId}/applications`,
      notice: 'Gita Newcomer: The place is given and the letter is in the outbox',
    })
    const twice = await visit(ApplicationPage, store, { as: fran, params, form })
    expect([twice.status, twice.text.includes('it is enrolled')]).toEqual([422, true])
    expect((await visit(ApplicationPage, store, { as: fran, params })).text).toContain('Offered a place')
  })

  test('cannot offer what is not ready or not there, and keeps the reason that was typed', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store, 0)
    const form = { decision: 'offered', reason: 'Typed with care.', decided: '0' }
    const waiting = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const ready = await sent(store, springId, { name: 'Paul Partner' })
    for (const [id, said] of [
      [waiting.id, 'A place cannot be offered yet. The employer or line manager has not answered yet.'],
      [ready.id, 'Every place is taken: 0 of 0'],
    ] as const) {
      const page = await visit(ApplicationPage, store, {
        as: fran,
        params: { cohort: springId, application: id },
        form,
      })
      expect(page.status).toBe(422)
      expect(page.text).toContain(said)
      expect(page.html).toContain('Typed with care.</textarea>')
      expect((await read(store, id)).decisions).toEqual([])
    }
  })
})

describe('wording a letter', () => {
  test('previews, refuses unknown fields, keeps and resets', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const params = { cohort: springId, letter: 'declined' }
    const post = (form: Record<string, string>) => visit(LetterPage, store, { as: fran, params, form })
    const page = await visit(LetterPage, store, { as: fran, params })
    expect(page.text).toContain('Dear Alex Example')
    expect(page.text).toContain('{{reason}}')
    const preview = await post({
      subject: 'News for {{applicant}}',
      body: 'Not now: {{reason}}',
      wish: 'preview',
    })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('News for Alex Example')
    expect(preview.text).toContain('Not kept yet')
    expect((await visit(LetterPage, store, { as: fran, params })).text).not.toContain('Not now')
    const wrong = await post({ subject: 'News', body: 'Dear {{nobody}}' })
    expect([wrong.status, wrong.text.includes('does not know {{nobody}}')]).toEqual([422, true])
    expect((await post({ subject: 'News', body: 'Not now: {{reason}}' })).notice).toBe(
      '“No place this time” is kept as you worded it',
    )
    expect((await visit(LettersPage, store, { as: fran, params })).text).toContain(
      'Reworded on 22 November 2026 by Fran Facilitator',
    )
    expect((await post({ subject: 'News', body: 'x', wish: 'reset' })).notice).toBe(
      '“No place this time” is as it was',
    )
    expect((await visit(LetterPage, store, { as: fran, params })).text).toContain(
      'We cannot offer you a place this time',
    )
  })
})
