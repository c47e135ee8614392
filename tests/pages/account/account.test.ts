import { systemBy } from '#lib/auth/by.ts'
import { setPassword } from '#lib/auth/commands.ts'
import { hashPassword } from '#lib/auth/password-hash.ts'
import { beginSignIn } from '#lib/auth/sign-in-sessions.ts'
import AccountPage from '../../../src/pages/account.astro'
import SignInPage from '../../../src/pages/sign-in/index.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const PASSWORD = 'walnut pebble scooter'

describe('the account page', () => {
  test('says what the person may do in words', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await beginSignIn(store, ann.id, 'Mozilla/5.0 (Android 16; Mobile) Firefox/150.0', new Date())
    const account = await visit(AccountPage, store, { as: ann })
    expect(account.text).toContain('Belongs to a cohort')
    expect(account.text).toMatch(/Your latest sign-ins .* Signed in, with Firefox on Android/)
    expect(account.html).toContain('href="/account/sign-ins"')
  })

  test('changes the password only for someone who knows the old one', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const hash = await hashPassword(PASSWORD)
    await store.transact((tx) => setPassword(tx, systemBy('tests', new Date()), ann.id, hash))
    const wrong = await visit(AccountPage, store, {
      as: ann,
      form: { currentPassword: 'guess', newPassword: 'gravel lantern oboe' },
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('That is not your current password')
    const right = await visit(AccountPage, store, {
      as: ann,
      form: { currentPassword: PASSWORD, newPassword: 'gravel lantern oboe' },
    })
    expect(right).toMatchObject({ status: 303, location: '/account' })
    const pressedAgain = await visit(AccountPage, store, {
      as: ann,
      form: { currentPassword: PASSWORD, newPassword: 'gravel lantern oboe' },
    })
    expect(pressedAgain).toMatchObject({ status: 303, location: '/account', notice: right.notice })
    expect(
      (await visit(SignInPage, store, { form: { email: ann.email, password: 'gravel lantern oboe' } }))
        .status,
    ).toBe(303)
  })
})
