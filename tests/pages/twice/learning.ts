import ConfidencePage from '../../../src/pages/learning/confidence.astro'
import TopicPage from '../../../src/pages/programmes/[programme]/sessions/[session].astro'
import ShelfPage from '../../../src/pages/resources/index.astro'
import ToolPage from '../../../src/pages/toolkit/[tool].astro'
import { given } from '../../support/given.ts'
import { visit } from '../../support/visit.ts'
import type { Scenes } from './scenes.ts'

const firstOf = (html: string, pattern: RegExp) => pattern.exec(html)?.[1] ?? ''

export const learning: Scenes = {
  '/programmes/[programme]/sessions/[session]': async (store) => {
    const { ann } = await given.cohort(store)
    const params = { programme: 'opioid-stewardship', session: 'why-this-is-a-focus' }
    const { html } = await visit(TopicPage, store, { as: ann, params })
    const question = firstOf(html, /name="answers\.([a-z0-9-]+)"/)
    const thought = { 'reflections.why-this-is-a-focus-next-step': 'We will count on Monday.' }
    return { as: ann, params, form: { do: 'check', [`answers.${question}`]: 'a', ...thought } }
  },
  '/toolkit/[tool]': async (store) => {
    const { ann } = await given.cohort(store)
    const params = { tool: 'pdsa' }
    const { html } = await visit(ToolPage, store, { as: ann, params })
    return { as: ann, params, form: { do: firstOf(html, /name="do" value="(read:[a-z0-9-]+)"/) } }
  },
  '/resources': async (store) => {
    const { ann } = await given.cohort(store)
    const { html } = await visit(ShelfPage, store, { as: ann })
    return { as: ann, form: { keep: firstOf(html, /name="keep" value="([^"]+)"/) } }
  },
  '/learning': async (store) => {
    const { ann } = await given.cohort(store)
    const params = { programme: 'opioid-stewardship', session: 'why-this-is-a-focus' }
    const prompt = 'why-this-is-a-focus-next-step'
    const form = { [`reflections.${prompt}`]: 'For all.', [`shared.${prompt}`]: 'on' }
    await visit(TopicPage, store, { as: ann, params, form })
    return { as: ann, form: { takeBack: `opioid-stewardship/why-this-is-a-focus ${prompt}` } }
  },
  '/learning/confidence': async (store) => {
    const { ann } = await given.cohort(store)
    const { html } = await visit(ConfidencePage, store, { as: ann })
    const names = [...html.matchAll(/name="(ratings\.[a-z0-9-]+)"/g)].map(([, name = '']) => name)
    return { as: ann, form: Object.fromEntries(names.map((name) => [name, '3'])) }
  },
  '/account/letters': async (store) => {
    const { ann } = await given.cohort(store)
    return { as: ann, form: { chartPoints: 'on' } }
  },
  '/account/sign-ins': async (store) => {
    const { ann } = await given.cohort(store)
    return { as: ann, form: {} }
  },
  '/password-reset': async (store) => {
    const { ann } = await given.cohort(store)
    return { form: { email: ann.email } }
  },
}
