import { eq } from 'drizzle-orm'
import { failedSignIns, oneTimeLinks, passwords, signInSessions } from '#db/schema/auth.ts'
import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { invite, makeLink, setPassword, setPasswordByLink } from '#lib/auth/commands.ts'
import { hashPassword, nobodysHash } from '#lib/auth/password-hash.ts'
import { findLink } from '#lib/auth/queries.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import { LIMITS, signIn } from '#lib/auth/sign-in.ts'
import {
  beginSignIn,
  continueSignIn,
  endOtherSignIns,
  endSignIn,
  sweepSignIns,
} from '#lib/auth/sign-in-sessions.ts'
import { given } from '../../support/given.ts'
import { openTemporaryStore } from '../../support/temporary-store.ts'
import { describe, expect, test } from '../../support/test.ts'

const PASSWORD = 'walnut pebble scooter'
/** Sign-in keeps to the real clock, so that a moved programme clock cannot prolong it. */
const START = new Date()
START.setMilliseconds(0)
const minutesLater = (minutes: number, seconds = 0) =>
  new Date(START.getTime() + (minutes * 60 + seconds) * 1000)
const by = systemBy('tests', START)

async function annWithPassword(store: Store) {
  const cast = await given.cohort(store)
  const hash = await hashPassword(PASSWORD)
  await store.transact((tx) => setPassword(tx, by, cast.ann.id, hash))
  return cast
}
const typed = (email: string, password = PASSWORD) => ({ email, password })

describe('signing in', () => {
  test('works with the right password, and only the digest of the token is stored', async ({ store }) => {
    const { ann } = await annWithPassword(store)
    const result = await signIn(store, typed(ann.email), 'Firefox', START)
    if (result.outcome !== 'signed in') throw new Error(result.outcome)
    expect(result.token).toMatch(/^[\w-]{43}$/)
    const rows = await store.reader.select().from(signInSessions)
    expect(rows).toMatchObject([
      { id: digestOf(result.token), personId: ann.id, browser: 'Firefox', expiresAt: minutesLater(12 * 60) },
    ])
    expect(JSON.stringify(rows)).not.toContain(result.token)
    expect(await continueSignIn(store, result.token, minutesLater(1))).toMatchObject({ personId: ann.id })
    expect(await continueSignIn(store, digestOf(result.token), minutesLater(1))).toBeUndefined()
  })

  test('answers the same for a wrong password and an unknown address', async ({ store }) => {
    const { ann } = await annWithPassword(store)
    expect(await signIn(store, typed(ann.email, 'not this one at all'), '', START)).toEqual({
      outcome: 'no match',
    })
    expect(await signIn(store, typed('nobody@example.org'), '', START)).toEqual({ outcome: 'no match' })
    expect(await store.reader.select().from(failedSignIns)).toHaveLength(2)
  })

  test('stops looking at passwords after ten failures, and starts again later', async ({ store }) => {
    const { ann, ben } = await annWithPassword(store)
    await store.transact(async (tx) => {
      await tx
        .insert(failedSignIns)
        .values(
          Array.from({ length: LIMITS[0]!.failures }, () => ({ account: digestOf(ann.email), at: START })),
        )
    })
    expect(await signIn(store, typed(ann.email), '', minutesLater(1))).toEqual({ outcome: 'too many tries' })
    expect(await signIn(store, typed('nobody@example.org'), '', minutesLater(1))).toEqual({
      outcome: 'no match',
    })
    expect(await signIn(store, typed(ben.email), '', minutesLater(1))).toEqual({ outcome: 'no match' })
    expect(await signIn(store, typed(ann.email), '', minutesLater(16))).toMatchObject({
      outcome: 'signed in',
    })
  })
})

describe('many tries at once', () => {
  test('do not slip past the count, and a success is not held against the account', async ({ store }) => {
    const { ann } = await annWithPassword(store)
    const wrong = Array.from({ length: 25 }, () =>
      signIn(store, typed(ann.email, 'not this one at all'), '', START),
    )
    const outcomes = (await Promise.all(wrong)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'no match')).toHaveLength(10)
    expect(outcomes.filter((outcome) => outcome === 'too many tries')).toHaveLength(15)
    expect(await signIn(store, typed(ann.email), '', minutesLater(16))).toMatchObject({
      outcome: 'signed in',
    })
    expect(await store.reader.select().from(failedSignIns)).toHaveLength(10)
  })
})

describe('a sign-in', () => {
  test.each([
    [29, 59, true],
    [30, 1, false],
  ])('unused for %i minutes %i seconds goes on: %s', async (minutes, seconds, goesOn) => {
    await openTemporaryStore(async (store) => {
      const { ann } = await given.cohort(store)
      const token = await beginSignIn(store, ann.id, '', START)
      expect((await continueSignIn(store, token, minutesLater(minutes, seconds))) !== undefined).toBe(goesOn)
    })
  })

  test('in use all day still ends after twelve hours', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const token = await beginSignIn(store, ann.id, '', START)
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      expect(await continueSignIn(store, token, minutesLater(minutes))).toBeDefined()
    }
    expect(await continueSignIn(store, token, minutesLater(12 * 60))).toBeUndefined()
    expect(await store.reader.select().from(signInSessions)).toEqual([])
  })

  test('writes down when it was last used at most once a minute', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const token = await beginSignIn(store, ann.id, '', START)
    const lastSeen = async () => (await store.reader.select().from(signInSessions))[0]?.lastSeenAt
    await continueSignIn(store, token, minutesLater(0, 30))
    expect(await lastSeen()).toEqual(START)
    await continueSignIn(store, token, minutesLater(2))
    expect(await lastSeen()).toEqual(minutesLater(2))
  })

  test('ends when the person signs out, everywhere when the password changes', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const [one, two, three] = [
      await beginSignIn(store, ann.id, '', START),
      await beginSignIn(store, ann.id, '', START),
      await beginSignIn(store, ann.id, '', START),
    ]
    await endSignIn(store, digestOf(one), START)
    expect(await continueSignIn(store, one, minutesLater(1))).toBeUndefined()
    expect(await continueSignIn(store, two, minutesLater(1))).toBeDefined()
    await store.transact((tx) => setPassword(tx, by, ann.id, nobodysHash))
    expect(await continueSignIn(store, two, minutesLater(1))).toBeUndefined()
    expect(await continueSignIn(store, three, minutesLater(1))).toBeUndefined()
  })

  test('ends everywhere but here, and only that person’s, when they ask for it', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    const here = await beginSignIn(store, ann.id, '', START)
    const there = await beginSignIn(store, ann.id, '', START)
    const bens = await beginSignIn(store, ben.id, '', START)
    expect(await endOtherSignIns(store, ann.id, digestOf(here), START)).toBe(1)
    expect(await continueSignIn(store, there, minutesLater(1))).toBeUndefined()
    expect(await continueSignIn(store, here, minutesLater(1))).toBeDefined()
    expect(await continueSignIn(store, bens, minutesLater(1))).toBeDefined()
  })

  test('that is over is swept away', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await beginSignIn(store, ann.id, '', START)
    await sweepSignIns(store, minutesLater(10))
    expect(await store.reader.select().from(signInSessions)).toHaveLength(1)
    await sweepSignIns(store, minutesLater(31))
    expect(await store.reader.select().from(signInSessions)).toEqual([])
  })
})

describe('a one-time link', () => {
  test('opens once, for its own person, and its secret is stored nowhere but in the letter', async ({
    store,
  }) => {
    const { ann } = await given.cohort(store)
    const secret = await store.transact((tx) => invite(tx, by, ann))
    expect(JSON.stringify(await store.reader.select().from(oneTimeLinks))).not.toContain(secret)
    const [letter] = await store.reader.select().from(mailMessages)
    expect(letter).toMatchObject({ toEmail: ann.email })
    expect(letter?.body).toContain(`/choose-password/${secret}`)
    expect(letter?.body).toContain('Too late for it? Get a new one\nat any time here:\nhttp')
    expect(letter?.body).toContain('/password-reset\n')
    const prose = letter?.body?.split('\n').filter((line) => !line.startsWith('http')) ?? []
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(72)
    const link = await findLink(store.reader, secret, minutesLater(5))
    expect(link).toMatchObject({ personId: ann.id, purpose: 'invitation' })
    await store.transact((tx) =>
      setPasswordByLink(tx, systemBy('tests', minutesLater(5)), link!, nobodysHash),
    )
    expect(await store.reader.select().from(passwords).where(eq(passwords.personId, ann.id))).toHaveLength(1)
    expect(await findLink(store.reader, secret, minutesLater(6))).toBeUndefined()
  })

  test('used four times at once sets one password', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const secret = await store.transact((tx) => invite(tx, by, ann))
    const link = await findLink(store.reader, secret, minutesLater(1))
    const uses = [1, 2, 3, 4].map(() => store.transact((tx) => setPasswordByLink(tx, by, link!, nobodysHash)))
    const settled = await Promise.allSettled(uses)
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('does not outlive a change of the password', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const secret = await store.transact((tx) => makeLink(tx, by, ann, 'password reset'))
    await store.transact((tx) => setPassword(tx, by, ann.id, nobodysHash))
    expect(await findLink(store.reader, secret, minutesLater(1))).toBeUndefined()
  })

  test('stops after seven days, or when a newer one is made', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const first = await store.transact((tx) => makeLink(tx, by, ann, 'invitation'))
    expect(await findLink(store.reader, first, minutesLater(7 * 24 * 60 - 1))).toBeDefined()
    expect(await findLink(store.reader, first, minutesLater(7 * 24 * 60 + 1))).toBeUndefined()
    const second = await store.transact((tx) => makeLink(tx, by, ann, 'invitation'))
    expect(await findLink(store.reader, first, minutesLater(1))).toBeUndefined()
    expect(await findLink(store.reader, second, minutesLater(1))).toBeDefined()
    expect(await findLink(store.reader, 'unknown', minutesLater(1))).toBeUndefined()
  })
})
