import { eq } from 'drizzle-orm'
import { applications, promises } from '#db/schema/applications.ts'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Store } from '#db/store.ts'
import {
  requestLink,
  saveAnswer,
  submitApplication,
  withdrawApplication,
} from '#lib/applications/commands.ts'
import { makeOwnPromise, nameSponsor } from '#lib/applications/promises/commands.ts'
import { findByLink } from '#lib/applications/queries.ts'
import { deleteDraft } from '#lib/applications/retention/commands.ts'
import { describe, expect, test } from '../../support/test.ts'
import {
  applicant,
  at,
  begin,
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

const ask = (store: Store, cohortId: string, email: string, instant: string, open = true) =>
  store.transact((tx) =>
    requestLink(tx, applicant(instant), {
      cohortId,
      email,
      open,
      opensOn: open ? undefined : '2027-03-01',
      programme: FACTS.title,
    }),
  )

describe('answering', () => {
  test('is kept at once, and another profession asks for the registration again', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await begin(store, springId, 'gita.newcomer@example.org')
    await store.transact(async (tx) => {
      await saveAnswer(tx, applicant(), id, 'profession', { profession: 'GP' })
      await saveAnswer(tx, applicant(), id, 'registration', {
        registrationBody: 'GMC',
        registrationNumber: '0000000',
      })
    })
    expect(await read(store, id)).toMatchObject({
      profession: 'GP',
      registrationNumber: '0000000',
      state: 'draft',
    })
    await store.transact((tx) =>
      saveAnswer(tx, applicant(), id, 'profession', { profession: 'other prescriber' }),
    )
    expect(await read(store, id)).toMatchObject({ registrationBody: null, registrationNumber: null })
  })

  test('ends when it was sent, but for dates that have moved since', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    const change = (step: 'name' | 'dates', answers: Parameters<typeof saveAnswer>[4]) =>
      store.transact((tx) => saveAnswer(tx, applicant(), id, step, answers))
    await expect(change('name', { name: 'Somebody Else' })).rejects.toThrow('has been sent')
    const all = { asked: ['2027-01-15', '2027-01-18'], cannot: [] }
    await expect(change('dates', { availability: all })).rejects.toThrow('has been sent')
    await store.transact(async (tx) => {
      await tx.update(sessions).set({ heldOn: '2027-01-19' }).where(eq(sessions.heldOn, '2027-01-18'))
    })
    expect(await read(store, id)).toMatchObject({
      state: 'waiting for promises',
      eligibility: { reasons: [{ text: expect.stringContaining('Tuesday 19 January 2027') }] },
    })
    await change('dates', { availability: { asked: ['2027-01-15', '2027-01-19'], cannot: [] } })
    expect((await read(store, id)).state).toBe('ready for decision')
  })
})

describe('sending it', () => {
  test('asks the employer, thanks the applicant, and makes it ready when nobody has to be asked', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    const employed = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const partner = await sent(store, springId, { name: 'Paul Partner' })
    expect((await read(store, employed.id)).state).toBe('waiting for promises')
    expect((await read(store, partner.id)).state).toBe('ready for decision')
    const letters = await outbox(store)
    const request = letters.find(({ toEmail }) => toEmail === MANAGER.email)
    expect(request?.subject).toBe('Gita Newcomer asks for your promise: Opioid Stewardship')
    for (const said of [
      'Dear Mona Manager',
      'employer or line manager',
      '- Friday 15 January 2027, 9:30am to 12 noon: Identifying the problem',
      '- Monday 18 January 2027',
      '4 hours a month for 6 months, 24 hours in all',
      'Please answer by Tuesday 1 December 2026',
    ])
      expect(request?.body?.replaceAll('\n', ' ')).toContain(said)
    expect(request?.body).not.toContain('Celebration')
    expect(letters.filter(({ subject }) => subject.startsWith('We have your application'))).toHaveLength(2)
  })

  test('is refused while something is missing or somebody cannot join, in words', async ({ store }) => {
    const { springId } = await openCohort(store)
    const send = (id: string) => store.transact((tx) => submitApplication(tx, applicant(), id, FACTS))
    const { id } = await begin(store, springId, 'gita.newcomer@example.org')
    await expect(send(id)).rejects.toThrow('Answer what is missing first: Your name, Your profession')
    const pharmacist = await draft(store, springId, {
      name: 'Nora Nonprescriber',
      profession: 'non-prescribing pharmacist',
    })
    await expect(send(pharmacist.id)).rejects.toThrow(
      'A non-prescribing pharmacist can join only with the support of a prescriber in the same area of practice. Name one',
    )
    const away = await draft(store, springId, { name: 'Anna Away' })
    await store.transact((tx) =>
      saveAnswer(tx, applicant(), away.id, 'dates', {
        availability: { asked: ['2027-01-15', '2027-01-18'], cannot: ['2027-01-18'] },
      }),
    )
    await expect(send(away.id)).rejects.toThrow('Monday 18 January 2027 cannot be kept free')
    const twice = await sent(store, springId, { name: 'Tina Twice' })
    await expect(send(twice.id)).rejects.toThrow('sent already')
  })

  test('is refused once applications are closed', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await draft(store, springId, { name: 'Gita Newcomer' })
    const late = applicant('2026-12-19T09:00:00Z')
    await expect(store.transact((tx) => submitApplication(tx, late, id, FACTS))).rejects.toThrow(
      'Applications are not open any more',
    )
  })

  test('leaves nothing half done when a letter cannot be written', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await draft(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    await store.transact(async (tx) => {
      await tx.update(promises).set({ email: 'no address' }).where(eq(promises.email, MANAGER.email))
    })
    await expect(store.transact((tx) => submitApplication(tx, applicant(), id, FACTS))).rejects.toThrow(
      'mail',
    )
    expect((await read(store, id)).state).toBe('draft')
  })
})

describe('taking it back', () => {
  test('frees the place, ends the membership, tells the facilitators, and moves nobody up', async ({
    store,
  }) => {
    const { springId, fran } = await openCohort(store, 1)
    const first = await sent(store, springId, { name: 'Gita Newcomer' })
    const second = await sent(store, springId, { name: 'Paul Partner' })
    await decide(store, fran, first.id, 'offered')
    await decide(store, fran, second.id, 'waiting list')
    await store.transact((tx) => withdrawApplication(tx, applicant('2026-12-01T09:00:00Z'), first.id, FACTS))
    expect(await read(store, first.id)).toMatchObject({ state: 'withdrawn', place: undefined })
    expect((await read(store, second.id)).state).toBe('waiting list')
    expect(
      await store.reader.select().from(cohortMembers).where(eq(cohortMembers.cohortId, springId)),
    ).toEqual([])
    const told = (await outbox(store)).filter(({ subject }) => subject === 'A place is free in Spring 2027')
    expect(told.map(({ toEmail }) => toEmail)).toEqual([fran.email])
    await decide(store, fran, second.id, 'offered', '2026-12-02T09:00:00Z')
    expect((await read(store, second.id)).place?.number).toBe(1)
  })

  test('is too late for a place once the programme has begun', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    await decide(store, fran, id, 'offered')
    await expect(
      store.transact((tx) => withdrawApplication(tx, applicant('2027-01-15T09:00:00Z'), id, FACTS)),
    ).rejects.toThrow('The programme has begun')
    expect((await read(store, id)).state).toBe('enrolled')
  })

  test('lets somebody apply anew', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id, email } = await sent(store, springId, { name: 'Gita Newcomer' })
    await store.transact((tx) => withdrawApplication(tx, applicant('2026-11-11T09:00:00Z'), id, FACTS))
    await ask(store, springId, email, '2026-11-12T09:00:00Z')
    const anew = await findByLink(
      store.reader,
      await secretFor(store, email, 'applications'),
      at('2026-11-12T10:00:00Z'),
    )
    expect(anew).toMatchObject({ state: 'draft', name: null })
    expect(anew?.id).not.toBe(id)
  })
})

test('a draft is deleted with all that hangs on it; what was sent is not', async ({ store }) => {
  const { springId } = await openCohort(store)
  const { id } = await draft(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
  await store.transact((tx) => deleteDraft(tx, applicant(), id))
  expect(await store.reader.select().from(applications)).toEqual([])
  expect(await store.reader.select().from(promises)).toEqual([])
  const kept = await sent(store, springId, { name: 'Paul Partner' })
  await expect(store.transact((tx) => deleteDraft(tx, applicant(), kept.id))).rejects.toThrow(
    'taken back instead',
  )
})

test('one’s own promise is made once, and nobody is asked before it is sent', async ({ store }) => {
  const { springId } = await openCohort(store)
  const { id } = await begin(store, springId, 'gita.newcomer@example.org')
  await store.transact(async (tx) => {
    await makeOwnPromise(tx, applicant(), id)
    await makeOwnPromise(tx, applicant(), id)
    await nameSponsor(tx, applicant(), id, 'employer', MANAGER, FACTS)
  })
  expect(await store.reader.select().from(promises)).toHaveLength(2)
  expect((await outbox(store)).map(({ toEmail }) => toEmail)).toEqual(['gita.newcomer@example.org'])
})
