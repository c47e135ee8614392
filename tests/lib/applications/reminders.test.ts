import { eq } from 'drizzle-orm'
import { applications, promises } from '#db/schema/applications.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Store } from '#db/store.ts'
import { saveAnswer, withdrawApplication } from '#lib/applications/commands.ts'
import { askAgain, nameSponsor } from '#lib/applications/promises/commands.ts'
import { letterDue } from '#lib/applications/promises/due.ts'
import { findPromiseLink } from '#lib/applications/promises/queries.ts'
import { keepApplications } from '#lib/applications/upkeep.ts'
import { describe, expect, test } from '../../support/test.ts'
import {
  answer,
  applicant,
  at,
  decide,
  draft,
  FACTS,
  MANAGER,
  openCohort,
  outbox,
  read,
  secretFor,
  sent,
} from './given.ts'

const NOW = at('2026-11-20T12:00:00Z')

const OTHER = { name: 'Otto Other', email: 'otto.other@example.org' }
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

describe('asking again', () => {
  test('has to wait a day, begins three weeks anew, and both links open', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await employed(store, springId)
    const first = await secretFor(store, MANAGER.email, 'promises')
    const again = (instant: string) =>
      store.transact((tx) => askAgain(tx, applicant(instant), id, 'employer', FACTS))
    await expect(again('2026-11-11T08:00:00Z')).rejects.toThrow('less than a day ago')
    expect((await linkOf(store, first, '2026-12-02T09:00:00Z')).opens).toBe('too old')
    expect((await read(store, id, '2026-12-02T09:00:00Z')).standings.employer).toBe('expired')
    await again('2026-12-02T09:00:00Z')
    const second = await secretFor(store, MANAGER.email, 'promises')
    for (const secret of [first, second])
      expect((await linkOf(store, secret, '2026-12-22T09:00:00Z')).opens).toBe('answer')
    await answer(store, MANAGER.email, { answer: 'agreed' }, '2026-12-03T09:00:00Z')
    await expect(again('2026-12-10T09:00:00Z')).rejects.toThrow('nobody to ask again')
  })

  test('naming the same person again changes nothing, and the ninth is one too many', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await employed(store, springId)
    await name(store, id, 'employer', MANAGER)
    expect(
      (await store.reader.select().from(promises)).filter(({ kind }) => kind === 'employer'),
    ).toHaveLength(1)
    for (let n = 0; n < 7; n++) await name(store, id, 'employer', { ...OTHER, email: `otto${n}@example.org` })
    await expect(name(store, id, 'employer', OTHER)).rejects.toThrow('very many people')
  })
})

describe('reminders', () => {
  test.for([
    [4.9, null, undefined],
    [5, null, 1],
    [9.9, 1, undefined],
    [10, 1, 2],
    [15, null, 2],
    [20, 2, undefined],
    [21, 2, 3],
    [30, 3, undefined],
  ] as const)('after %d days, when letter %s was the last, letter %s is due', ([days, reminded, due]) => {
    const askedAt = at('2026-11-10T09:00:00Z')
    const later = (n: number) => new Date(askedAt.getTime() + n * 86_400_000)
    expect(letterDue({ askedAt, expiresAt: later(21), reminded }, later(days))).toBe(due)
  })

  test('go out after five and ten days, then the applicant is told; each once, however often the job runs', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    const { email } = await employed(store, springId)
    const subjects = async () =>
      (await outbox(store)).map(({ toEmail, subject }) => [toEmail, subject]).slice(3)
    const remind = [MANAGER.email, 'Reminder: Gita Newcomer waits for your answer']
    for (const [instant, expected] of [
      ['2026-11-15T08:00:00Z', []],
      ['2026-11-15T09:00:00Z', [remind]],
      ['2026-11-16T09:00:00Z', [remind]],
      ['2026-11-20T09:00:00Z', [remind, remind]],
      ['2026-11-30T09:00:00Z', [remind, remind]],
      ['2026-12-01T09:00:00Z', [remind, remind, [email, 'Mona Manager has not answered']]],
      ['2026-12-20T09:00:00Z', [remind, remind, [email, 'Mona Manager has not answered']]],
    ] as const) {
      await keepApplications(store, at(instant))
      await keepApplications(store, at(instant))
      expect(await subjects()).toEqual(expected)
    }
  })

  test('stop when the answer is there, and when the application is over', async ({ store }) => {
    const { springId } = await openCohort(store)
    await employed(store, springId)
    await answer(store, MANAGER.email, { answer: 'agreed' })
    const { id } = await sent(store, springId, { name: 'Paul Partner', employer: OTHER })
    await store.transact((tx) => withdrawApplication(tx, applicant('2026-11-12T09:00:00Z'), id, FACTS))
    const before = (await outbox(store)).length
    await keepApplications(store, at('2026-11-30T09:00:00Z'))
    expect(await outbox(store)).toHaveLength(before)
  })
})

describe('a cohort that changes', () => {
  test('asks undecided applicants about dates that moved, once for each move', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id, email } = await sent(store, springId, { name: 'Gita Newcomer' })
    const out = await sent(store, springId, { name: 'Paul Partner' })
    await decide(store, fran, out.id, 'declined')
    const before = (await outbox(store)).length
    const move = (from: string, to: string) =>
      store.transact(async (tx) => {
        await tx.update(sessions).set({ heldOn: to, changedAt: NOW }).where(eq(sessions.heldOn, from))
      })
    await keepApplications(store, NOW)
    expect(await outbox(store)).toHaveLength(before)
    await move('2027-01-18', '2027-01-19')
    await keepApplications(store, NOW)
    await keepApplications(store, NOW)
    const told = async () => (await outbox(store)).slice(before)
    expect((await told()).map(({ toEmail, subject }) => [toEmail, subject])).toEqual([
      [email, 'The dates have changed: Opioid Stewardship Quality Improvement Collaborative'],
    ])
    expect((await told())[0]?.body).toContain('Tuesday 19 January 2027')
    await move('2027-01-19', '2027-01-20')
    await keepApplications(store, NOW)
    expect(await told()).toHaveLength(2)
    await store.transact((tx) =>
      saveAnswer(tx, applicant('2026-11-21T09:00:00Z'), id, 'dates', {
        availability: { asked: ['2027-01-15', '2027-01-20'], cannot: [] },
      }),
    )
    await keepApplications(store, NOW)
    expect(await told()).toHaveLength(2)
  })

  test('tells whoever waits that it is cancelled, once, and offers no more places', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id, email } = await sent(store, springId, { name: 'Gita Newcomer' })
    await store.transact(async (tx) => {
      await tx.update(cohorts).set({ cancelledAt: NOW }).where(eq(cohorts.id, springId))
    })
    await keepApplications(store, NOW)
    await keepApplications(store, NOW)
    const told = (await outbox(store)).filter(({ subject }) => subject.startsWith('Spring 2027 is cancelled'))
    expect(told.map(({ toEmail }) => toEmail)).toEqual([email])
    await expect(decide(store, fran, id, 'offered')).rejects.toThrow('The cohort is cancelled')
  })
})

test('what is kept no longer goes by itself: old drafts, and applications without a place', async ({
  store,
}) => {
  const { springId, fran } = await openCohort(store)
  await draft(store, springId, { name: 'Dora Draft' })
  const declined = await sent(store, springId, { name: 'Paul Partner' })
  const enrolled = await sent(store, springId, { name: 'Gita Newcomer' })
  await decide(store, fran, declined.id, 'declined')
  await decide(store, fran, enrolled.id, 'offered')
  const left = async () => (await store.reader.select().from(applications)).map(({ name }) => name).sort()
  await keepApplications(store, at('2027-01-09T08:00:00Z'))
  expect(await left()).toEqual(['Dora Draft', 'Gita Newcomer', 'Paul Partner'])
  await keepApplications(store, at('2027-01-09T10:00:00Z'))
  expect(await left()).toEqual(['Gita Newcomer', 'Paul Partner'])
  await keepApplications(store, at('2028-01-15T09:00:00Z'))
  expect(await left()).toEqual(['Gita Newcomer', 'Paul Partner'])
  await keepApplications(store, at('2028-01-16T09:00:00Z'))
  expect(await left()).toEqual(['Gita Newcomer'])
})
