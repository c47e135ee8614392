import { auditEvents } from '#db/schema/audit.ts'
import type { Store } from '#db/store.ts'
import { SIGN_INS_KEPT_DAYS } from '#lib/audit/commands.ts'
import { systemBy } from '#lib/auth/by.ts'
import { setPassword } from '#lib/auth/commands.ts'
import { hashPassword } from '#lib/auth/password-hash.ts'
import { mayAskForReset } from '#lib/auth/password-reset.ts'
import { hasRefusals, noteRefusal, writeRefusals } from '#lib/auth/refusals.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { beginSignIn, endOtherSignIns, endSignIn, sweepSignIns } from '#lib/auth/sign-in-sessions.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

const PASSWORD = 'walnut pebble scooter'
/** The first minute of a quarter of an hour. */
const START = new Date('2026-11-22T10:00:00Z')
const minutesLater = (minutes: number) => new Date(START.getTime() + minutes * 60_000)
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0'
const refused = { what: 'sign_in.refused', personId: undefined, because: 'noAccount' } as const

async function castWithPasswords(store: Store) {
  const cast = await given.cohort(store)
  const hash = await hashPassword(PASSWORD)
  await store.transact((tx) => setPassword(tx, systemBy('tests', START), cast.ann.id, hash))
  return cast
}
const events = async (store: Store, prefix = 'sign_in.') =>
  (await store.reader.select().from(auditEvents))
    .filter(({ action }) => action.startsWith(prefix))
    .sort((a, b) => a.at.getTime() - b.at.getTime())

/** The same store, with every transaction counted. */
const counting = (store: Store) => {
  const counted = { transactions: 0 }
  const transact: Store['transact'] = (work) => {
    counted.transactions += 1
    return store.transact(work)
  }
  return { counted, watched: { ...store, transact } }
}

describe('signing in and out', () => {
  test('is noted, with the kind of browser and nothing that it says of itself', async ({ store }) => {
    const { ann } = await castWithPasswords(store)
    const result = await signIn(store, { email: ann.email, password: PASSWORD }, FIREFOX, START)
    if (result.outcome !== 'signed in') throw new Error(result.outcome)
    await endSignIn(store, digestOf(result.token), minutesLater(5))
    await endSignIn(store, digestOf(result.token), minutesLater(6))
    await beginSignIn(store, ann.id, '<script>my own browser</script>', minutesLater(7))
    const noted = await events(store)
    expect(noted).toMatchObject([
      { action: 'sign_in.begun', personId: ann.id, subject: ann.id, at: START },
      { action: 'sign_in.ended', personId: ann.id, at: minutesLater(5) },
      { action: 'sign_in.begun', at: minutesLater(7), details: {} },
    ])
    expect(noted[0]?.details).toEqual({ browser: 'Firefox on Windows' })
    expect(JSON.stringify(noted)).not.toMatch(/Mozilla|script/)
  })

  test('is noted when somebody signs out everywhere else', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const here = await beginSignIn(store, ann.id, '', START)
    await beginSignIn(store, ann.id, '', START)
    await endOtherSignIns(store, ann.id, digestOf(here), minutesLater(1))
    expect((await events(store)).at(-1)).toMatchObject({
      action: 'sign_in.others_ended',
      details: { ended: 1 },
    })
  })

  test('needs no transaction more than before', async ({ store }) => {
    const { ann } = await castWithPasswords(store)
    const { counted, watched } = counting(store)
    await signIn(watched, { email: ann.email, password: PASSWORD }, FIREFOX, START)
    // The try is counted, the try is taken back, the sign-in and its event are kept.
    expect(counted.transactions).toBe(3)
  })
})

describe('a refused sign-in', () => {
  test('is counted by person and quarter of an hour, and is written later in one go', async ({ store }) => {
    const { ann } = await castWithPasswords(store)
    const wrong = { email: ann.email, password: 'not this one at all' }
    for (let tries = 0; tries < 12; tries += 1) await signIn(store, wrong, '', minutesLater(tries / 2))
    expect(await events(store)).toEqual([])
    await writeRefusals(store)
    expect(hasRefusals(store)).toBe(false)
    expect(await events(store)).toMatchObject([
      {
        action: 'sign_in.refused',
        personId: 'system:sign-in',
        subject: ann.id,
        at: START,
        details: { wrong: 10, tooMany: 2, until: minutesLater(5.5).toISOString() },
      },
    ])
    await signIn(store, wrong, '', minutesLater(14))
    await signIn(store, wrong, '', minutesLater(15))
    await writeRefusals(store)
    expect(
      (await events(store)).map(({ at, details }) => [at, details['wrong'], details['tooMany']]),
    ).toEqual([
      [START, 10, 3],
      // The first of the ten is a quarter of an hour ago: the password is looked at again.
      [minutesLater(15), 1, undefined],
    ])
  })

  test('of an address without an account keeps no address, not even hidden, and all are one event', async ({
    store,
  }) => {
    const { olive } = await castWithPasswords(store)
    for (const email of ['one@elsewhere.example', 'two@elsewhere.example'])
      await signIn(store, { email, password: 'ten tin turtles' }, '', START)
    await signIn(store, { email: olive.email, password: 'ten tin turtles' }, '', START)
    await writeRefusals(store)
    const noted = await events(store)
    expect(noted.map(({ subject, details }) => [subject, details])).toEqual([
      ['no-account', { noAccount: 2, until: START.toISOString() }],
      // Somebody who was invited and has no password yet is known.
      [olive.id, { wrong: 1, until: START.toISOString() }],
    ])
    const everything = JSON.stringify(noted)
    for (const secret of ['elsewhere', 'turtles', digestOf('one@elsewhere.example').slice(0, 8)])
      expect(everything).not.toContain(secret)
  })

  test('costs an address with an account no more than one without', async ({ store }) => {
    const { ann } = await castWithPasswords(store)
    const costs = []
    for (const email of [ann.email, 'nobody@example.org']) {
      const { counted, watched } = counting(store)
      await signIn(watched, { email, password: 'not this one at all' }, '', START)
      costs.push(counted.transactions)
    }
    expect(costs).toEqual([1, 1])
  })

  test('a hundred thousand times is one row, written in one transaction', async ({ store }) => {
    await given.cohort(store)
    const { counted, watched } = counting(store)
    for (let tries = 0; tries < 100_000; tries += 1) noteRefusal(watched, refused, START)
    expect(counted.transactions).toBe(0)
    await writeRefusals(watched)
    expect(counted.transactions).toBe(1)
    expect(await events(store)).toMatchObject([{ details: { noAccount: 100_000 } }])
  })

  test('is not lost when it cannot be written at once', async ({ store }) => {
    await given.cohort(store)
    const failing: Store = { ...store, transact: () => Promise.reject(new Error('disk full')) }
    noteRefusal(failing, refused, START)
    const writing = writeRefusals(failing)
    noteRefusal(failing, refused, minutesLater(1))
    await expect(writing).rejects.toThrow('disk full')
    failing.transact = store.transact
    await writeRefusals(failing)
    expect(await events(store)).toMatchObject([
      { at: START, details: { noAccount: 2, until: minutesLater(1).toISOString() } },
    ])
  })
})

describe('asking for a new password', () => {
  test('is counted when nobody is written to: an unknown address, or one too often', async ({ store }) => {
    const { ann } = await given.cohort(store)
    for (let times = 0; times < 5; times += 1) await mayAskForReset(store, ann.email, START)
    await mayAskForReset(store, 'nobody@example.org', START)
    await writeRefusals(store)
    expect((await events(store)).map(({ action, subject, details }) => [action, subject, details])).toEqual([
      ['sign_in.reset_refused', ann.id, { tooMany: 2, until: START.toISOString() }],
      ['sign_in.reset_refused', 'no-account', { noAccount: 1, until: START.toISOString() }],
    ])
  })

  test('and choosing one leave their events, the first password as the first', async ({ store }) => {
    const { ann } = await castWithPasswords(store)
    await store.transact(async (tx) =>
      setPassword(tx, systemBy('tests', minutesLater(1)), ann.id, await hashPassword(PASSWORD)),
    )
    expect((await events(store, 'auth.password_set')).map(({ details }) => details)).toEqual([
      { first: true },
      { first: false },
    ])
  })
})

test('what is noted of sign-ins is swept after its time, and nothing else is', async ({ store }) => {
  const { ann } = await castWithPasswords(store)
  await beginSignIn(store, ann.id, '', START)
  noteRefusal(store, refused, START)
  await writeRefusals(store)
  const others = async () => (await store.reader.select().from(auditEvents)).length
  const before = await others()
  await sweepSignIns(store, minutesLater(SIGN_INS_KEPT_DAYS * 24 * 60 - 1))
  expect(await others()).toBe(before)
  await sweepSignIns(store, minutesLater(SIGN_INS_KEPT_DAYS * 24 * 60 + 1))
  expect(await others()).toBe(before - 2)
  expect(await events(store)).toEqual([])
})
