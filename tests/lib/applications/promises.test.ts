import { promiseLinks } from '#db/schema/applications.ts'
import type { Store } from '#db/store.ts'
import { withdrawApplication } from '#lib/applications/commands.ts'
import { answerPromise, nameSponsor, takeBackPromise } from '#lib/applications/promises/commands.ts'
import { findPromiseLink } from '#lib/applications/promises/queries.ts'
import { askQuestion } from '#lib/applications/promises/questions/commands.ts'
import { systemBy } from '#lib/auth/by.ts'
import { describe, expect, test } from '../../support/test.ts'
import {
  answer,
  applicant,
  at,
  decide,
  FACTS,
  MANAGER,
  openCohort,
  outbox,
  PRESCRIBER,
  read,
  secretFor,
  sent,
} from './given.ts'

const OTHER = { name: 'Otto Other', email: 'otto.other@example.org' }
const sponsor = (instant: string) => systemBy('sponsor', at(instant))
const employed = (store: Store, cohortId: string) =>
  sent(store, cohortId, { name: 'Gita Newcomer', employer: MANAGER })
const name = (
  store: Store,
  id: string,
  kind: 'employer' | 'prescriber',
  who: typeof OTHER | { because: string },
) => store.transact((tx) => nameSponsor(tx, applicant('2026-11-13T09:00:00Z'), id, kind, who, FACTS))
const linkOf = async (store: Store, secret: string, instant: string) => {
  const link = await findPromiseLink(store.reader, secret, at(instant))
  if (!link) throw new Error('No link')
  return link
}

describe('a sponsor', () => {
  test('agrees: the application is ready, the applicant is told, the sponsor keeps a way to take it back', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    const { id } = await employed(store, springId)
    await answer(store, MANAGER.email, { answer: 'agreed' })
    expect((await read(store, id)).state).toBe('ready for decision')
    const [thanks, told] = (await outbox(store)).slice(-2)
    expect(thanks).toMatchObject({
      toEmail: MANAGER.email,
      subject: 'Your promise for Gita Newcomer: Opioid Stewardship',
    })
    expect(told).toMatchObject({
      toEmail: 'gita.newcomer@example.org',
      subject: 'Every promise is there: Opioid Stewardship',
    })
  })

  test('answers once: a used link says so, and a second answer through it is refused', async ({ store }) => {
    const { springId } = await openCohort(store)
    await employed(store, springId)
    const secret = await secretFor(store, MANAGER.email, 'promises')
    const before = await linkOf(store, secret, '2026-11-12T09:00:00Z')
    expect(before.opens).toBe('answer')
    await answer(store, MANAGER.email, { answer: 'agreed' })
    expect((await linkOf(store, secret, '2026-11-12T10:00:00Z')).opens).toBe('answered')
    await expect(
      store.transact((tx) =>
        answerPromise(
          tx,
          sponsor('2026-11-12T10:00:00Z'),
          before,
          { answer: 'declined', because: 'No' },
          FACTS,
        ),
      ),
    ).rejects.toThrow('This link has been used meanwhile')
    expect(await findPromiseLink(store.reader, 'unknown', at('2026-11-12T09:00:00Z'))).toBeUndefined()
    expect(JSON.stringify(await store.reader.select().from(promiseLinks))).not.toContain(secret)
  })

  test('declines, and the applicant names another: both stay in the history', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id, email } = await employed(store, springId)
    await answer(store, MANAGER.email, { answer: 'declined', because: 'We are two doctors short.' })
    expect((await read(store, id)).eligibility.reasons[0]?.text).toContain('has declined')
    expect((await outbox(store)).at(-1)).toMatchObject({
      toEmail: email,
      subject: 'Mona Manager has declined',
    })
    await name(store, id, 'employer', OTHER)
    expect((await outbox(store)).at(-1)?.toEmail).toBe(OTHER.email)
    await answer(store, OTHER.email, { answer: 'agreed' }, '2026-11-14T09:00:00Z')
    const after = await read(store, id)
    expect(after.state).toBe('ready for decision')
    expect(
      after.promises
        .filter(({ kind }) => kind === 'employer')
        .map(({ name, answer, ended }) => [name, answer, ended]),
    ).toEqual([
      ['Mona Manager', 'declined', 'changed by the applicant'],
      ['Otto Other', 'agreed', null],
    ])
  })

  test('who was replaced or whose application was taken back need not answer any more', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await employed(store, springId)
    const first = await secretFor(store, MANAGER.email, 'promises')
    await name(store, id, 'employer', OTHER)
    const second = await secretFor(store, OTHER.email, 'promises')
    expect((await linkOf(store, first, '2026-11-14T09:00:00Z')).opens).toBe('no longer needed')
    expect((await linkOf(store, second, '2026-11-14T09:00:00Z')).opens).toBe('answer')
    await store.transact((tx) => withdrawApplication(tx, applicant('2026-11-14T09:00:00Z'), id, FACTS))
    expect((await linkOf(store, second, '2026-11-14T10:00:00Z')).opens).toBe('no longer needed')
    await expect(name(store, id, 'employer', MANAGER)).rejects.toThrow('taken back')
  })

  test('of an application that was declined need not answer, and nobody is told that it goes on', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store)
    const { id } = await employed(store, springId)
    const link = await linkOf(
      store,
      await secretFor(store, MANAGER.email, 'promises'),
      '2026-11-12T09:00:00Z',
    )
    await decide(store, fran, id, 'declined')
    const secret = await secretFor(store, MANAGER.email, 'promises')
    expect((await linkOf(store, secret, '2026-11-20T10:00:00Z')).opens).toBe('no longer needed')
    const before = (await outbox(store)).length
    await store.transact((tx) =>
      answerPromise(tx, sponsor('2026-11-20T10:00:00Z'), link, { answer: 'agreed' }, FACTS),
    )
    expect((await outbox(store)).slice(before).map(({ toEmail }) => toEmail)).toEqual([MANAGER.email])
  })

  test('takes a promise back: the application needs another, applicant and facilitators are told', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store)
    const { id, email } = await employed(store, springId)
    await answer(store, MANAGER.email, { answer: 'agreed' })
    const link = await linkOf(
      store,
      await secretFor(store, MANAGER.email, 'promises'),
      '2026-12-01T09:00:00Z',
    )
    expect(link.opens).toBe('take back')
    await store.transact((tx) =>
      takeBackPromise(tx, sponsor('2026-12-01T09:00:00Z'), link, 'She leaves us.', FACTS),
    )
    expect((await read(store, id)).state).toBe('waiting for promises')
    expect((await outbox(store)).slice(-2).map(({ toEmail, subject }) => [toEmail, subject])).toEqual([
      [email, 'Mona Manager has taken the promise back'],
      [fran.email, 'A promise for Gita Newcomer was taken back'],
    ])
  })

  test('asks: applicant and facilitators get the question, the link stays open, five times at most', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store)
    const { email } = await employed(store, springId)
    const link = await linkOf(
      store,
      await secretFor(store, MANAGER.email, 'promises'),
      '2026-11-12T09:00:00Z',
    )
    const ask = () =>
      store.transact((tx) => askQuestion(tx, sponsor('2026-11-12T09:00:00Z'), link, 'Are the dates fixed?'))
    await ask()
    const letters = (await outbox(store)).filter(({ subject }) => subject === 'A question from Mona Manager')
    expect(letters.map(({ toEmail }) => toEmail)).toEqual([email, fran.email])
    for (const { body } of letters) {
      expect(body).toContain('Are the dates fixed?')
      expect(body?.replaceAll('\n', ' ')).toContain('Answer by writing to mona.manager@example.org')
    }
    for (let more = 0; more < 4; more++) await ask()
    await expect(ask()).rejects.toThrow('several questions already')
    await answer(store, MANAGER.email, { answer: 'agreed' })
  })

  test('of a non-prescribing pharmacist: both promises are needed', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await sent(store, springId, {
      name: 'Nora Nonprescriber',
      profession: 'non-prescribing pharmacist',
      employer: MANAGER,
      prescriber: PRESCRIBER,
    })
    await answer(store, MANAGER.email, { answer: 'agreed' })
    expect((await read(store, id)).state).toBe('waiting for promises')
    await answer(store, PRESCRIBER.email, { answer: 'agreed' })
    expect((await read(store, id)).state).toBe('ready for decision')
    const request = (await outbox(store)).find(({ toEmail }) => toEmail === PRESCRIBER.email)
    expect(request?.body?.replaceAll('\n', ' ')).toContain(
      'support of a prescriber in the same area of practice',
    )
  })
})
