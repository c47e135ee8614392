import { decideApplication } from '#lib/applications/board/commands.ts'
import { applicationsCsv } from '#lib/applications/board/csv.ts'
import { decisionForm } from '#lib/applications/board/forms.ts'
import { balanceOf, filtered, filterFrom, placesLeft, waitingList } from '#lib/applications/board/overview.ts'
import { findSent, listSent } from '#lib/applications/board/queries.ts'
import { resetLetter, rewordLetter } from '#lib/applications/letters/commands.ts'
import { canDecide } from '#lib/applications/policy.ts'
import { personBy } from '#lib/auth/by.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { mistakesOf } from '../../support/mistakes.ts'
import { describe, expect, test } from '../../support/test.ts'
import { at, decide, draft, FACTS, MANAGER, openCohort, outbox, read, sent } from './given.ts'

const NOW = at('2026-11-20T10:00:00Z')

describe('other decisions', () => {
  test('are told with their reason; a shortlist is not told at all', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id, email } = await sent(store, springId, { name: 'Gita Newcomer' })
    const letters = async () => (await outbox(store)).filter(({ toEmail }) => toEmail === email).slice(2)
    await decide(store, fran, id, 'shortlisted')
    expect([(await read(store, id)).state, await letters()]).toEqual(['shortlisted', []])
    await decide(store, fran, id, 'waiting list')
    expect((await read(store, id)).state).toBe('waiting list')
    await decide(store, fran, id, 'declined')
    expect((await read(store, id)).state).toBe('declined')
    expect((await letters()).map(({ subject }) => subject)).toEqual([
      'You are on the waiting list: Opioid Stewardship',
      'Your application: Opioid Stewardship',
    ])
    for (const { body } of await letters()) expect(body).toContain('The cohort has room for it.')
    expect((await read(store, id)).decisions).toHaveLength(3)
  })

  test('wait when a colleague has decided meanwhile', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    await decide(store, fran, id, 'declined')
    await expect(
      store.transact((tx) =>
        decideApplication(
          tx,
          personBy(fran.id, NOW),
          id,
          { decision: 'offered', reason: 'Yes', decided: 0 },
          FACTS,
        ),
      ),
    ).rejects.toThrow('A colleague has decided meanwhile')
  })

  test('need a reason, but for the shortlist', () => {
    expect(mistakesOf(decisionForm, { decision: 'declined' })).toEqual({
      reason: 'Give the reason for your decision',
    })
    expect(mistakesOf(decisionForm, { decision: 'shortlisted' })).toEqual({})
    expect(mistakesOf(decisionForm, {})).toEqual({ decision: 'Select what you decide' })
  })
})

describe('who sees what', () => {
  test('facilitators see what was sent to their cohort, never a draft, never another cohort’s', async ({
    store,
  }) => {
    const { springId, cohortId, fran, rita, ann, ada } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    const unsent = await draft(store, springId, { name: 'Paul Partner' })
    const seen = async (actor: typeof fran, cohort: string, application: string) =>
      (await findSent(store.reader, (await findViewer(store.reader, actor.id))!, cohort, application, NOW))
        ?.id
    expect(await seen(fran, springId, id)).toBe(id)
    expect(await seen(fran, springId, unsent.id)).toBeUndefined()
    expect(await seen(fran, cohortId, id)).toBeUndefined()
    for (const actor of [rita, ann, ada]) {
      expect(await seen(actor, springId, id)).toBeUndefined()
      expect(canDecide((await findViewer(store.reader, actor.id))!, springId)).toBe(false)
    }
    expect((await listSent(store.reader, springId, NOW)).map((one) => one.id)).toEqual([id])
  })
})

describe('the board', () => {
  test('filters by state, profession, practice and missing promise; counts who shares the places', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store)
    const gita = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const paul = await sent(store, springId, { name: 'Paul Partner', practiceCode: 'Z98002' })
    const first = await sent(store, springId, { name: 'Wanda Waiting' })
    const second = await sent(store, springId, { name: 'Will Waiting' })
    await decide(store, fran, second.id, 'waiting list', '2026-11-18T09:00:00Z')
    await decide(store, fran, first.id, 'waiting list', '2026-11-19T09:00:00Z')
    await decide(store, fran, paul.id, 'offered')
    const all = await listSent(store.reader, springId, NOW)
    const shown = (query: string) => filtered(all, filterFrom(new URLSearchParams(query))).map(({ id }) => id)
    expect(shown('')).toHaveLength(4)
    expect(shown('state=enrolled')).toEqual([paul.id])
    expect(shown('profession=prescribing+pharmacist')).toEqual([])
    expect(shown('practice=Z98002')).toEqual([paul.id])
    expect(shown('missing=any')).toEqual([gita.id])
    expect(shown('missing=prescriber')).toEqual([])
    expect(waitingList(all).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(balanceOf(all, ({ practiceCode }) => practiceCode ?? '')).toEqual([
      { name: 'Z98001', enrolled: 0, shortlisted: 0, all: 3 },
      { name: 'Z98002', enrolled: 1, shortlisted: 0, all: 1 },
    ])
    expect([placesLeft(2, 1), placesLeft(2, 5), placesLeft(null, 5)]).toEqual([1, 0, undefined])
    const csv = applicationsCsv(all, (area) => area.toUpperCase())
    expect(csv.split('\r\n')).toHaveLength(6)
    expect(csv).toContain(
      'Paul Partner,paul.partner@example.org,GP,,,Z98002,Amber Lane Surgery,yes,STARTING-WELL',
    )
  })
})

test('a cohort’s own wording is used from then on, until it is reset', async ({ store }) => {
  const { springId, fran } = await openCohort(store)
  const by = personBy(fran.id, NOW)
  const gita = await sent(store, springId, { name: 'Gita Newcomer' })
  await store.transact((tx) =>
    rewordLetter(tx, by, springId, 'declined', { subject: 'News, {{name}}', body: 'No: {{reason}}' }),
  )
  await decide(store, fran, gita.id, 'declined')
  expect((await outbox(store)).at(-1)).toMatchObject({
    subject: 'News, Gita Newcomer',
    body: expect.stringContaining('No: The cohort has room for it.'),
  })
  await store.transact((tx) => resetLetter(tx, by, springId, 'declined'))
  const paul = await sent(store, springId, { name: 'Paul Partner' })
  await decide(store, fran, paul.id, 'declined')
  expect((await outbox(store)).at(-1)?.subject).toBe('Your application: Opioid Stewardship')
})
