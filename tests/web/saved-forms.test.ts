import { eq } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import { savedForms } from '#db/schema/saved-forms.ts'
import { areSavedFormsOld, keepSavedForm, sweepSavedForms } from '#lib/web/saved-forms.ts'
import { describe, expect, test } from '../support/test.ts'
import { count, form, KEY, makeOne, OTHER_KEY, send } from './pressing.ts'

describe('what is remembered of a form', () => {
  test('is stored with what the form did, or not at all', async ({ store }) => {
    const failing = send(store, { fields: form }, (locals) => async () => {
      await locals.store.transact(async () => {
        throw new TypeError('bug')
      })
      return new Response()
    })
    await expect(failing).rejects.toThrow('bug')
    expect(await store.reader.select().from(savedForms)).toEqual([])
  })

  test('says that it was saved where the server died before it could say where it led', async ({ store }) => {
    const dying = send(store, { path: '/projects/new?cohort=x', fields: form }, (locals) => async () => {
      await makeOne(locals)()
      throw new TypeError('killed')
    })
    await expect(dying).rejects.toThrow('killed')
    const again = await send(store, { path: '/projects/new?cohort=x', fields: form })
    expect(again).toMatchObject({ status: 303, location: '/projects/new?cohort=x' })
    expect(again.notice).toBe('What you sent had been saved already. Nothing was done twice')
    expect(await count(store)).toBe(1)
  })

  test('stops what the memory of one server could not: another process that was quicker', async ({
    store,
  }) => {
    const first = await send(store, { fields: form })
    const [row] = await store.reader.select().from(savedForms)
    await store.transact((tx) => tx.delete(savedForms))
    const late = await send(store, { fields: form }, (locals) => async () => {
      await store.transact((tx) => tx.insert(savedForms).values(row!))
      return makeOne(locals)()
    })
    expect([late.status, late.location, await count(store)]).toEqual([303, first.location, 1])
  })

  test('is none of the secret in an address, and leads back to it', async ({ store }) => {
    const secret = 'verysecretsecret'
    const at = {
      as: '',
      route: '/applications/[secret]/check',
      path: `/applications/${secret}/check`,
      params: { secret },
      fields: form,
    }
    const lead = (locals: App.Locals) => async () => {
      await makeOne(locals)()
      return new Response(null, { status: 303, headers: { location: `/applications/${secret}` } })
    }
    await send(store, at, lead)
    expect(JSON.stringify(await store.reader.select().from(savedForms))).not.toContain(secret)
    expect((await send(store, at, lead)).location).toBe(`/applications/${secret}`)
    expect(await count(store)).toBe(1)
  })

  test('never lets one person without an account learn what another typed', async ({ store }) => {
    const at = { as: '', route: '/applications/new', path: '/applications/new?cohort=x' }
    await send(store, { ...at, fields: { once: KEY, email: 'gita@example.org' } })
    const other = await send(store, { ...at, fields: { once: OTHER_KEY, email: 'gita@example.org' } })
    expect(other.status).toBe(303)
    expect((await store.reader.select().from(savedForms)).map(({ place }) => place)).toEqual([null, null])
  })

  test('is not what is written after the answer', async ({ store }) => {
    const { locals } = await send(store, { fields: form }, () => async () => new Response('nothing yet'))
    await locals.store.transact((tx) => tx.insert(practices).values({ code: 'later', name: 'later' }))
    expect(await store.reader.select().from(savedForms)).toEqual([])
  })

  test('is swept after a day', async ({ store }) => {
    await send(store, { fields: form })
    const hours = (n: number) => new Date(Date.now() + n * 3_600_000)
    expect(await areSavedFormsOld(store, hours(23))).toBe(false)
    await sweepSavedForms(store, hours(23))
    expect(await store.reader.$count(savedForms)).toBe(1)
    expect(await areSavedFormsOld(store, hours(25))).toBe(true)
    await sweepSavedForms(store, hours(25))
    expect(await store.reader.$count(savedForms)).toBe(0)
  })

  test('is one row for one form: the database refuses a second', async ({ store }) => {
    const row = { id: 'one', place: null, typed: 'x' }
    const both = await Promise.all(
      [1, 2].map(() => store.transact((tx) => keepSavedForm(tx, row, new Date()))),
    )
    expect(both).toEqual([true, false])
    expect(await store.reader.select().from(savedForms).where(eq(savedForms.id, 'one'))).toHaveLength(1)
  })
})
