import { signInSessions } from '#db/schema/auth.ts'
import { systemBy } from '#lib/auth/by.ts'
import { sendPasswordReset, setPassword } from '#lib/auth/commands.ts'
import { hashPassword } from '#lib/auth/password-hash.ts'
import { hasRefusals, writeRefusals } from '#lib/auth/refusals.ts'
import { beginSignIn } from '#lib/auth/sign-in-sessions.ts'
import { JOBS } from '#lib/web/jobs.ts'
import { SignInNeeded } from '#lib/web/problems.ts'
import SignInsPage from '../../../src/pages/account/sign-ins.astro'
import AuditPage from '../../../src/pages/admin/audit.astro'
import SignInPage from '../../../src/pages/sign-in/index.astro'
import SignOutPage from '../../../src/pages/sign-out.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const PASSWORD = 'walnut pebble scooter'
const by = () => systemBy('password-reset', new Date())

describe('what a person reads of their sign-ins', () => {
  test('is what happened to their account, and what to do if it was not them', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    const hash = await hashPassword(PASSWORD)
    await store.transact((tx) => setPassword(tx, by(), ann.id, hash))
    await beginSignIn(store, ann.id, 'Mozilla/5.0 (Android 16; Mobile) Firefox/150.0', new Date())
    await beginSignIn(store, ben.id, 'Mozilla/5.0 (iPhone) Safari/600', new Date())
    for (const email of [ann.email, ann.email, 'stranger@elsewhere.example'])
      await visit(SignInPage, store, { form: { email, password: 'ten tin turtles' } })
    await store.transact((tx) => sendPasswordReset(tx, by(), ann))
    await writeRefusals(store)
    const page = await visit(SignInsPage, store, { as: ann })
    expect(page.text).toContain('Firefox on Android: since')
    expect(page.text).toContain('Signed in, with Firefox on Android')
    expect(page.text).toMatch(
      /Somebody was refused a sign-in as Ann Example: 2 wrong passwords, the last at \d/,
    )
    expect(page.text).toContain('Somebody asked for a new password of Ann Example, who was written to')
    expect(page.text).toContain('If one of these was not you, choose a new password now')
    expect(page.text).not.toMatch(/iPhone|an address that has no account/)
  })

  test('ends every other sign-in at their wish', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    await beginSignIn(store, ann.id, '', new Date())
    await beginSignIn(store, ben.id, '', new Date())
    const page = await visit(SignInsPage, store, { as: ann, form: {} })
    expect(page).toMatchObject({ status: 303, notice: 'You are signed out everywhere else' })
    expect((await store.reader.select().from(signInSessions)).map(({ personId }) => personId)).toEqual([
      ben.id,
    ])
    expect((await visit(SignInsPage, store, { as: ann })).text).toContain(
      'Signed out everywhere else, which ended 1 other sign-in',
    )
  })

  test('is for whoever is signed in', async ({ store }) => {
    await expect(visit(SignInsPage, store)).rejects.toThrow(SignInNeeded)
  })
})

test('administrators read of sign-ins in the audit, and of unknown addresses only how many', async ({
  store,
}) => {
  const { ann, ada } = await given.cohort(store)
  await beginSignIn(store, ann.id, '', new Date())
  for (const email of ['one@elsewhere.example', 'two@elsewhere.example'])
    await visit(SignInPage, store, { form: { email, password: 'ten tin turtles' } })
  await visit(SignOutPage, store, { form: {} })
  const job = JOBS.find(({ name }) => name === 'refused-sign-ins')
  expect(await job?.wanted?.(store)).toBe(true)
  await job?.run(store, new AbortController().signal)
  expect(hasRefusals(store)).toBe(false)
  const page = await visit(AuditPage, store, { as: ada, url: '/admin/audit?kind=sign-in' })
  expect(page.text).toContain('Ann Example signed in')
  expect(page.text).toContain('Somebody was refused a sign-in with an address that has no account: 2 tries')
  expect(page.html).not.toContain('elsewhere')
})

test('tries from a network with too many wrong passwords are counted too', async ({ store }) => {
  const { ada } = await given.cohort(store)
  const from = '203.0.113.77'
  const form = { email: 'nobody@elsewhere.example', password: 'ten tin turtles' }
  const { wrongPasswordsCeiling } = await import('#lib/web/ceilings.ts')
  const asked = { request: { headers: new Headers({ 'x-forwarded-for': from }) } }
  for (let times = 0; times < 200; times += 1) wrongPasswordsCeiling.count(asked)
  expect((await visit(SignInPage, store, { form, from })).status).toBe(429)
  await writeRefusals(store)
  const page = await visit(AuditPage, store, { as: ada, url: '/admin/audit?kind=sign-in' })
  expect(page.text).toContain('1 try from a network with too many wrong passwords')
  expect(page.html).not.toContain(from)
})
