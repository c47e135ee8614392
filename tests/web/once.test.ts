import { savedForms } from '#db/schema/saved-forms.ts'
import { judge } from '#lib/web/once.ts'
import { describe, expect, test } from '../support/test.ts'
import { count, form, KEY, makeOne, OTHER_KEY, send } from './pressing.ts'

describe('what an earlier form means for this one', () => {
  const form = { id: 'this', typed: 'words', meant: false }
  test.each([
    ['nothing', undefined, 'new'],
    ['this form with these words', { id: 'this', typed: 'words' }, 'again'],
    ['this form with other words', { id: 'this', typed: 'others' }, 'other words'],
    ['another form with these words', { id: 'other', typed: 'words' }, 'same words'],
  ] as const)('%s before it', (_, earlier, verdict) => {
    expect(judge(earlier, form)).toBe(verdict)
  })

  test('somebody who was asked means the same words, and not other words in a form that was saved', () => {
    const meant = { ...form, meant: true }
    expect(judge({ id: 'other', typed: 'words' }, meant)).toBe('new')
    expect(judge({ id: 'this', typed: 'others' }, meant)).toBe('other words')
    expect(judge({ id: 'this', typed: 'words' }, meant)).toBe('again')
  })
})

describe('a form that makes something', () => {
  test('makes one when it is sent twice, and both are led to it', async ({ store }) => {
    const first = await send(store, { fields: form })
    const second = await send(store, { fields: form })
    expect(await count(store)).toBe(1)
    expect([second.status, second.location]).toEqual([303, first.location])
    expect(second.notice).toBe('Made')
  })

  test('makes one when it is sent many times at the same moment', async ({ store }) => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(store, { fields: form })))
    expect(await count(store)).toBe(1)
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  })

  test('is asked about when something else is typed into it, with a new key, and made when meant', async ({
    store,
  }) => {
    const { location } = await send(store, { fields: form })
    const changed = { ...form, title: 'Other words' }
    const asked = await send(store, { fields: changed })
    expect([asked.status, await count(store)]).toEqual([422, 1])
    expect(asked.text).toContain('You have sent this form before, with something else in it')
    const { key = '', meant, ledTo } = asked.locals.once ?? {}
    expect([key === KEY, meant, ledTo]).toEqual([false, true, location])
    const again = { ...changed, once: key, meant: 'on' }
    expect((await send(store, { fields: again })).status).toBe(303)
    expect((await send(store, { fields: again })).status).toBe(303)
    expect(await count(store)).toBe(2)
  })

  test('is asked about when it is typed again into a fresh form, as “Back” draws it, by the same person alone', async ({
    store,
  }) => {
    await send(store, { fields: form })
    const fresh = { ...form, once: OTHER_KEY }
    const asked = await send(store, { fields: fresh })
    expect(asked.text).toContain('Exactly this was saved from here within the last hour')
    expect((await send(store, { as: 'ben', fields: fresh })).status).toBe(303)
    expect((await send(store, { fields: { ...fresh, meant: 'on' } })).status).toBe(303)
    expect(await count(store)).toBe(3)
  })

  test('is not asked about after an hour', async ({ store }) => {
    await send(store, { fields: form })
    await store.transact((tx) => tx.update(savedForms).set({ savedAt: new Date(Date.now() - 3_700_000) }))
    expect((await send(store, { fields: { ...form, once: OTHER_KEY } })).status).toBe(303)
  })

  test('is shown with a word about the one that was saved a moment ago', async ({ store }) => {
    expect((await send(store, {})).locals.once).toMatchObject({ key: expect.stringMatching(/^[a-p]{32}$/) })
    const { location } = await send(store, { fields: form })
    expect((await send(store, {})).locals.once).toMatchObject({ ledTo: location })
    expect((await send(store, { as: 'ben' })).locals.once?.ledTo).toBeUndefined()
  })

  test('that was refused keeps its key and may be sent again', async ({ store }) => {
    const refused = await send(store, { fields: form }, (locals) => makeOne(locals, true))
    expect([refused.status, refused.locals.once?.key, await count(store)]).toEqual([422, KEY, 0])
    expect(await store.reader.select().from(savedForms)).toEqual([])
    expect((await send(store, { fields: form })).status).toBe(303)
  })

  test('that is answered by a page is not remembered', async ({ store }) => {
    const shown = await send(store, { fields: form }, (locals) => async () => {
      await makeOne(locals)()
      return new Response('here it is')
    })
    expect(shown.text).toBe('here it is')
    expect(await store.reader.select().from(savedForms)).toEqual([])
  })

  test('without a key, or with one that is none, is done as it always was', async ({ store }) => {
    const answers = [{ title: 'x' }, { title: 'x' }, { ...form, once: 'A'.repeat(32) }]
    for (const fields of answers) expect((await send(store, { fields })).status).toBe(303)
    expect(await count(store)).toBe(3)
  })

  test('on a page that only puts things as they are typed has no key', async ({ store }) => {
    const route = '/projects/[project]/edit'
    const drawn = await send(store, { route, fields: form })
    expect(drawn.locals.once).toBeUndefined()
    await send(store, { route, fields: form })
    expect(await count(store)).toBe(2)
  })
})
