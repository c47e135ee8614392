import { promiseLinks, promises } from '#db/schema/applications.ts'
import type { Store } from '#db/store.ts'
import { withdrawApplication } from '#lib/applications/commands.ts'
import { askAgain, nameSponsor, takeBackPromise } from '#lib/applications/promises/commands.ts'
import { letterDue } from '#lib/applications/promises/due.ts'
import { answerForm, employmentOf, sponsorForm } from '#lib/applications/promises/forms.ts'
import { findPromiseLink } from '#lib/applications/promises/queries.ts'
import { askQuestion } from '#lib/applications/promises/questions/commands.ts'
import { keepApplications } from '#lib/applications/upkeep.ts'
import { systemBy } from '#lib/auth/by.ts'
import { mistakesOf } from '../../support/mistakes.ts'
import { describe, expect, test } from '../../support/test.ts'
import {
  answer,
  applicant,
  at,
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
    const { answerPromise } = await import('#lib/applications/promises/commands.ts')
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

describe('naming a sponsor', () => {
  const form = sponsorForm('employer', 'Gita@example.org')
  test.for([
    [{ employment: 'employed', ...MANAGER }, MANAGER],
    [{ employment: 'partner' }, { because: 'A partner in the practice' }],
    [{ employment: 'locum', name: 'ignored' }, { because: 'A locum, with nobody to grant the time' }],
    [{ employment: 'other', because: 'I own the pharmacy' }, { because: 'I own the pharmacy' }],
  ] as const)('%j is read as %j', ([typed, read]) => {
    expect(form.parse(typed)).toEqual(read)
  })

  test.for([
    [{}, { employment: 'Select what applies to you' }],
    [
      { employment: 'employed', name: 'Dr 1', email: 'x' },
      {
        name: 'A name has letters only: take out numbers, addresses and signs',
        email: 'Enter an email address in the right form, like name@example.org',
      },
    ],
    [
      { employment: 'employed', name: 'Gita', email: 'GITA@example.org' },
      { email: 'This is your own address. Enter the address of the person who can agree' },
    ],
    [{ employment: 'other', because: ' ' }, { because: 'Say why nobody has to agree to your time' }],
  ] as const)('%j is refused with %j', ([typed, said]) => {
    expect(mistakesOf(form, typed)).toEqual(said)
  })

  test('a prescriber is always a person', () => {
    expect(mistakesOf(sponsorForm('prescriber', 'a@example.org'), { employment: 'locum' })).toEqual({
      name: 'Enter the name of the prescriber',
      email: 'Enter the email address of the prescriber',
    })
  })

  test('the boxes show what was said before', () => {
    expect(employmentOf(undefined)).toBe('')
    expect(employmentOf({ answer: null, because: null })).toBe('employed')
    expect(employmentOf({ answer: 'not applicable', because: 'A partner in the practice' })).toBe('partner')
    expect(employmentOf({ answer: 'not applicable', because: 'I own the pharmacy' })).toBe('other')
  })

  test('declining and asking need their words, agreeing none', () => {
    expect(mistakesOf(answerForm, {})).toEqual({ answer: 'Select what you want to do' })
    expect(mistakesOf(answerForm, { answer: 'decline' })).toEqual({ because: 'Say why you decline' })
    expect(mistakesOf(answerForm, { answer: 'ask' })).toEqual({ question: 'Write your question' })
    expect(answerForm.parse({ answer: 'agree', because: 'x' })).toEqual({ answer: 'agree', text: '' })
  })
})
