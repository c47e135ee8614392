import type { Store } from '#db/store.ts'
import { listReflections } from '#lib/learning/queries.ts'
import TopicPage from '../../../src/pages/programmes/[programme]/sessions/[session].astro'
import ToolPage from '../../../src/pages/toolkit/[tool].astro'
import { type Actor, given } from '../../support/given.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const params = { programme: 'opioid-stewardship', session: 'why-this-is-a-focus' }
const PROMPT = 'why-this-is-a-focus-next-step'
const TEXT = `reflections.${PROMPT}`
const SHARED = `shared.${PROMPT}`

/** The form as a tab holds it since it was opened: what it was drawn from and what stands in its box. */
async function openTab(store: Store, as: Actor) {
  const { html } = await visit(TopicPage, store, { as, params })
  const drawn = /name="drawn" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const text = new RegExp(`<textarea[^>]*name="${TEXT}"[^>]*>([^<]*)`).exec(html)?.[1] ?? ''
  const shared = new RegExp(`id="${SHARED}"[^>]*checked`).test(html)
  const held = { drawn, [TEXT]: text, ...(shared && { [SHARED]: 'on' }) }
  return {
    held,
    send: (changes: Record<string, string>) =>
      visit(TopicPage, store, { as, params, form: { ...held, ...changes } }),
  }
}

const kept = async (store: Store, person: Actor) =>
  (await listReflections(store.reader, person.id)).map(({ text, sharedAt }) => [text, sharedAt !== null])

describe('a text that is open in two tabs', () => {
  test('is not wiped by the tab that was opened before it was written', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const old = await openTab(store, ann)
    await (await openTab(store, ann)).send({ [TEXT]: 'Written on the desktop' })
    const [part = ''] =
      /read:[a-z0-9-]+/.exec((await visit(TopicPage, store, { as: ann, params })).html) ?? []
    expect((await old.send({ do: part })).status).toBe(303)
    expect(await kept(store, ann)).toEqual([['Written on the desktop', false]])
  })

  test('is refused with both texts when both tabs wrote, and kept at the second try', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const old = await openTab(store, ann)
    await (await openTab(store, ann)).send({ [TEXT]: 'Written on the desktop' })
    const refused = await old.send({ [TEXT]: 'Written on the phone' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('This was changed and saved elsewhere')
    expect(refused.text).toMatch(/Written on the phone.*Kept elsewhere meanwhile.*Written on the desktop/)
    expect(await kept(store, ann)).toEqual([['Written on the desktop', false]])
    const drawn = /name="drawn" value="([^"]*)"/.exec(refused.html)?.[1] ?? ''
    expect((await old.send({ drawn, [TEXT]: 'Both thoughts' })).status).toBe(303)
    expect(await kept(store, ann)).toEqual([['Both thoughts', false]])
  })

  test('is never shared by a tab that took it for private', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await (await openTab(store, ann)).send({ [TEXT]: 'First' })
    const old = await openTab(store, ann)
    await (await openTab(store, ann)).send({ [SHARED]: 'on' })
    const refused = await old.send({ [TEXT]: 'For me alone' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('and shared with your facilitators')
    expect(await kept(store, ann)).toEqual([['First', true]])
  })

  test('stays shared, or taken back, when an older tab keeps something else', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await (await openTab(store, ann)).send({ [TEXT]: 'First', [SHARED]: 'on' })
    const old = await openTab(store, ann)
    const newer = await openTab(store, ann)
    await visit(TopicPage, store, { as: ann, params, form: { drawn: newer.held.drawn, [TEXT]: 'First' } })
    await old.send({ do: 'mark' })
    expect(await kept(store, ann)).toEqual([['First', false]])
  })

  test('is emptied only by the tab that shows it', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await (await openTab(store, ann)).send({ [TEXT]: 'First' })
    const tab = await openTab(store, ann)
    await tab.send({ [TEXT]: '' })
    expect(await kept(store, ann)).toEqual([])
  })

  test('is left alone by a form without its box', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await (await openTab(store, ann)).send({ [TEXT]: 'First' })
    const { held } = await openTab(store, ann)
    await visit(TopicPage, store, { as: ann, params, form: { drawn: held.drawn, do: 'keep' } })
    expect(await kept(store, ann)).toEqual([['First', false]])
  })

  test('comes back as it is kept now when something else on the page is refused', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const old = await openTab(store, ann)
    await (await openTab(store, ann)).send({ [TEXT]: 'Written on the desktop' })
    const refused = await old.send({ 'answers.made-up': ISSUED })
    expect(refused.status).toBe(422)
    expect(refused.html).toMatch(/<textarea[^>]*>Written on the desktop/)
  })
})

describe('what is chosen in a check', () => {
  test('is kept whichever button is pressed, and not again when nothing is new', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const tool = { tool: 'pdsa' }
    const { html } = await visit(ToolPage, store, { as: ann, params: tool })
    const [, question = '', option = ''] = /name="(answers\.[a-z0-9-]+)"[^>]*value="([a-z])"/.exec(html) ?? []
    for (const _ of [1, 2])
      await visit(ToolPage, store, { as: ann, params: tool, form: { do: 'keep', [question]: option } })
    expect((await visit(ToolPage, store, { as: ann, params: tool })).text).toContain('your first go')
  })

  test('stays chosen, without being checked, when a text is refused', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const { html } = await visit(TopicPage, store, { as: ann, params })
    const [, question = '', option = ''] = /name="(answers\.[a-z0-9-]+)"[^>]*value="([a-z])"/.exec(html) ?? []
    const form = { do: 'check', [question]: option, [TEXT]: ISSUED }
    const refused = await visit(TopicPage, store, { as: ann, params, form })
    expect(refused.status).toBe(422)
    expect(refused.html).toMatch(new RegExp(`name="${question}"[^>]*value="${option}" checked`))
    expect(refused.text).not.toMatch(/Right\.|Not quite\./)
  })
})
