import { vi } from 'vitest'
import { passwords, signInSessions } from '#db/schema/auth.ts'
import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { makeLink, setPassword } from '#lib/auth/commands.ts'
import { hashPassword } from '#lib/auth/password-hash.ts'
import { wrongPasswordsCeiling } from '#lib/web/ceilings.ts'
import ChoosePasswordPage from '../../../src/pages/choose-password/[secret].astro'
import PasswordResetPage from '../../../src/pages/password-reset.astro'
import SignInPage from '../../../src/pages/sign-in/index.astro'
import SignOutPage from '../../../src/pages/sign-out.astro'
import SignedOutPage from '../../../src/pages/signed-out.astro'
import { given, TODAY } from '../../support/given.ts'
import { openTemporaryStore } from '../../support/temporary-store.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const PASSWORD = 'walnut pebble scooter'
const by = () => systemBy('tests', new Date())

async function withPassword(store: Store) {
  const cast = await given.cohort(store)
  const hash = await hashPassword(PASSWORD)
  await store.transact((tx) => setPassword(tx, by(), cast.ann.id, hash))
  return cast
}

describe('the sign-in page', () => {
  test('asks for an address and a password and names nobody outside a demonstration', async ({ store }) => {
    await given.cohort(store)
    const page = await visit(SignInPage, store, { url: '/sign-in' })
    expect(page.status).toBe(200)
    expect(page.html).toMatch(/autocomplete="current-password"/)
    expect(page.text).not.toContain('demonstration')
    expect(page.text).not.toContain('Ann Example')
  })

  test('leads on to where the person was going, with a cookie that scripts cannot read', async ({
    store,
  }) => {
    const { ann } = await withPassword(store)
    const page = await visit(SignInPage, store, {
      form: { email: ann.email, password: PASSWORD, next: '/projects' },
    })
    expect(page).toMatchObject({ status: 303, location: '/projects' })
    const cookie = page.cookies.find((line) => line.startsWith('session='))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Max-Age=43200/i)
  })

  test('tries no more passwords from where two hundred were wrong, and goes on serving everybody else', async ({
    store,
  }) => {
    const { ann } = await withPassword(store)
    const from = '192.0.2.77'
    for (let n = 0; n < 200; n++)
      wrongPasswordsCeiling.count({ request: { headers: new Headers({ 'x-forwarded-for': from }) } })
    const form = { email: ann.email, password: PASSWORD }
    const refused = await visit(SignInPage, store, { from, form })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900'])
    expect(refused.text).toContain('Try again in 15 minutes')
    expect((await visit(SignInPage, store, { from: '192.0.2.78', form })).status).toBe(303)
  })

  test('counts a wrong password for where it came from', async ({ store }) => {
    const { ann } = await withPassword(store)
    const from = '192.0.2.79'
    const asked = { request: { headers: new Headers({ 'x-forwarded-for': from }) } }
    for (let n = 0; n < 199; n++) wrongPasswordsCeiling.count(asked)
    await visit(SignInPage, store, { from, form: { email: ann.email, password: 'not it at all' } })
    expect(wrongPasswordsCeiling.secondsToWait(asked)).toBeGreaterThan(0)
  })

  test('never leads to another site', async ({ store }) => {
    const { ann } = await withPassword(store)
    const page = await visit(SignInPage, store, {
      form: { email: ann.email, password: PASSWORD, next: '//evil.example' },
    })
    expect(page.location).toBe('/home')
  })

  test.each([
    ['ann.example@example.org', 'not the right one'],
    ['nobody@example.org', PASSWORD],
  ])('says the same to %s with %j, keeps the address and shows no password', async (email, password) => {
    await openTemporaryStore(async (store) => {
      await withPassword(store)
      const page = await visit(SignInPage, store, { form: { email, password } })
      expect(page.status).toBe(422)
      expect(page.text).toContain('do not belong together')
      expect(page.html).toContain(`value="${email}"`)
      expect(page.html).not.toContain(password)
    })
  })

  test('says what is missing when nothing is typed', async ({ store }) => {
    const page = await visit(SignInPage, store, { form: { email: '', password: '' } })
    expect(page.text).toContain('Enter your email address')
    expect(page.text).toContain('Enter your password')
    expect(page.html).toContain('<title>Error: Sign in')
  })

  test('goes home for someone who is signed in', async ({ store }) => {
    const { ann } = await given.cohort(store)
    expect(await visit(SignInPage, store, { as: ann, url: '/sign-in' })).toMatchObject({
      status: 303,
      location: '/home',
    })
  })
})

describe('signing out', () => {
  test('takes a POST and leads to the start', async ({ store }) => {
    const { ann } = await given.cohort(store)
    expect(await visit(SignOutPage, store, { as: ann, form: {} })).toMatchObject({
      status: 303,
      location: '/',
      notice: 'You are signed out',
    })
    expect((await visit(SignOutPage, store, { as: ann })).status).toBe(200)
  })
})

describe('choosing a password by link', () => {
  test('sets it, signs the person in and uses the link up', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const secret = await store.transact((tx) => makeLink(tx, by(), ann, 'invitation'))
    const params = { secret }
    expect((await visit(ChoosePasswordPage, store, { params })).text).toContain(
      'For the account of Ann Example',
    )
    const chosen = await visit(ChoosePasswordPage, store, { params, form: { newPassword: PASSWORD } })
    expect(chosen).toMatchObject({ status: 303, location: '/home' })
    expect(await store.reader.select().from(signInSessions)).toHaveLength(1)
    const again = await visit(ChoosePasswordPage, store, {
      params,
      form: { newPassword: 'another pebble scooter' },
    })
    expect(again.status).toBe(404)
    expect(again.text).toContain('This link does not work')
    expect(again.html).toContain('href="/password-reset"')
  })

  test('pressed twice signs the person in twice, at the same moment or after it, with that password alone', async ({
    store,
  }) => {
    const { ann } = await given.cohort(store)
    const secret = await store.transact((tx) => makeLink(tx, by(), ann, 'invitation'))
    const choose = (newPassword: string, today = TODAY) =>
      visit(ChoosePasswordPage, store, { params: { secret }, form: { newPassword }, today })
    const both = await Promise.all([choose(PASSWORD), choose(PASSWORD)])
    for (const one of [...both, await choose(PASSWORD)]) {
      expect(one).toMatchObject({ status: 303, location: '/home' })
      expect(one.cookies.some((line) => line.startsWith('session='))).toBe(true)
    }
    expect((await choose('another pebble scooter')).status).toBe(404)
    expect((await choose(PASSWORD, '2026-11-23')).status).toBe(404)
  })

  test('refuses one that is easy to guess, and looking does not use the link up', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const secret = await store.transact((tx) => makeLink(tx, by(), ann, 'invitation'))
    const page = await visit(ChoosePasswordPage, store, {
      params: { secret },
      form: { newPassword: 'passwordpassword' },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('too easy to guess')
    expect(await store.reader.select().from(passwords)).toEqual([])
    expect((await visit(ChoosePasswordPage, store, { params: { secret } })).status).toBe(200)
  })
})

describe('asking for a new password', () => {
  test('answers a known and an unknown address with the same page', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const known = await visit(PasswordResetPage, store, { form: { email: ann.email } })
    const unknown = await visit(PasswordResetPage, store, { form: { email: 'nobody@example.org' } })
    expect(known).toMatchObject({ status: 303, location: '/password-reset?asked', notice: undefined })
    expect({ ...known, headers: [...known.headers] }).toEqual({ ...unknown, headers: [...unknown.headers] })
    const next = await visit(PasswordResetPage, store, { url: known.location })
    expect(next.text).toContain('If that address belongs to an account')
    await vi.waitFor(async () => {
      expect(await store.reader.select().from(mailMessages)).toMatchObject([{ toEmail: ann.email }])
    })
  })

  test('sends at most three letters an hour', async ({ store }) => {
    const { ann } = await given.cohort(store)
    for (let times = 0; times < 5; times++)
      await visit(PasswordResetPage, store, { form: { email: ann.email } })
    await new Promise((done) => setTimeout(done, 400))
    expect(await store.reader.select().from(mailMessages)).toHaveLength(3)
  })
})

describe('a form sent after the sign-in has ended', () => {
  test('gives back what was typed, saves nothing and shows no password', async ({ store }) => {
    const form = {
      'sections.problem': 'A long text that took an hour.',
      currentPassword: 'walnut pebble scooter',
      once: 'a'.repeat(32),
      mark: 'x',
    }
    const page = await visit(SignedOutPage, store, { form })
    expect(page.status).toBe(401)
    expect(page.text).toContain('Sections problem A long text that took an hour.')
    expect(page.html).not.toContain('walnut pebble scooter')
    expect(page.html).not.toContain('a'.repeat(32))
  })
})
