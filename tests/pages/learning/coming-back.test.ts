import HelpPage from '../../../src/pages/help/[page].astro'
import HomePage from '../../../src/pages/home.astro'
import LearningPage from '../../../src/pages/learning/index.astro'
import MasterclassesPage from '../../../src/pages/programmes/[programme]/masterclasses.astro'
import TopicPage from '../../../src/pages/programmes/[programme]/sessions/[session].astro'
import ResourcesPage from '../../../src/pages/resources/index.astro'
import SearchPage from '../../../src/pages/search.astro'
import ToolPage from '../../../src/pages/toolkit/[tool].astro'
import ToolkitPage from '../../../src/pages/toolkit/index.astro'
import { shelf } from '../../support/content-files.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { textOf, visit } from '../../support/visit.ts'

const session = { programme: 'opioid-stewardship', session: 'the-complexity-of-pain' }
const marksOn = (html: string) => [...html.matchAll(/value="read:([a-z0-9-]+)"/g)].map(([, id = '']) => id)

describe('coming back to a text', () => {
  test('goes on where someone left off, from any page that leads there', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const [first = '', second = ''] = marksOn(
      (await visit(TopicPage, store, { as: ann, params: session })).html,
    )
    for (const id of [first, second]) {
      const page = await visit(TopicPage, store, { as: ann, params: session, form: { do: `read:${id}` } })
      expect(page.location).toBe(`/programmes/opioid-stewardship/sessions/the-complexity-of-pain#read-${id}`)
    }
    const here = `/programmes/opioid-stewardship/sessions/the-complexity-of-pain#read-${second}`
    for (const page of [LearningPage, HomePage])
      expect((await visit(page, store, { as: ann })).html).toContain(here)
    const again = await visit(TopicPage, store, { as: ann, params: session })
    expect(again.text).toContain('You have read 2 of')
    expect(marksOn(again.html)).not.toContain(first)
  })

  test('is the same in the toolkit', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const params = { tool: 'pdsa' }
    const marks = marksOn((await visit(ToolPage, store, { as: ann, params })).html)
    for (const id of marks) await visit(ToolPage, store, { as: ann, params, form: { do: `read:${id}` } })
    const page = await visit(ToolPage, store, { as: ann, params })
    expect(page.text).toContain(`You have read all ${marks.length} parts`)
    expect((await visit(LearningPage, store, { as: ann })).text).toContain('All read')
  })

  test('keeps the texts that were typed when a part is marked as read', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const before = await visit(TopicPage, store, { as: ann, params: session })
    const prompt = /name="(reflections\.[a-z0-9-]+)"/.exec(before.html)?.[1] ?? ''
    const form = { do: `read:${marksOn(before.html)[0]}`, [prompt]: 'A thought on the way' }
    await visit(TopicPage, store, { as: ann, params: session, form })
    expect((await visit(TopicPage, store, { as: ann, params: session })).html).toContain(
      'A thought on the way',
    )
  })
})

describe('the resource shelf', () => {
  test('keeps what is for patients apart from what is for clinicians', async ({ store }) => {
    const page = await visit(ResourcesPage, store)
    expect(page.text).toMatch(/For clinicians.*For patients/)
    expect(page.html).not.toContain('Mark to find again')
  })

  test('is narrowed by area, stage and kind, by address', async ({ store }) => {
    const all = (await visit(ResourcesPage, store)).html.match(/class="app-card"/g)?.length ?? 0
    const some = await visit(ResourcesPage, store, { url: '/resources?kind=guideline' })
    const shown = some.html.match(/class="app-card"/g)?.length ?? 0
    expect(shown).toBeGreaterThan(0)
    expect(shown).toBeLessThan(all)
    expect(some.text).toContain(`Show all ${all}`)
  })

  test('keeps a mark for who has an account, and takes it away again', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(ResourcesPage, store, { as: ann })
    const id = /name="keep" value="([a-z0-9-]+)"/.exec(page.html)?.[1] ?? ''
    const kept = await visit(ResourcesPage, store, { as: ann, form: { keep: id } })
    expect(kept.location).toBe(`/resources#${id}`)
    expect((await visit(LearningPage, store, { as: ann })).html).toContain(`/resources#${id}`)
    await visit(ResourcesPage, store, { as: ann, form: { drop: id } })
    expect((await visit(LearningPage, store, { as: ann })).html).not.toContain(`/resources#${id}`)
    expect((await visit(ResourcesPage, store, { as: ann, form: { keep: 'made-up' } })).status).toBe(422)
  })
})

describe('a page that is marked', () => {
  test.for([
    [TopicPage, session, '/programmes/opioid-stewardship/sessions/the-complexity-of-pain'],
    [ToolPage, { tool: 'pdsa' }, '/toolkit/pdsa'],
  ] as const)(
    'is found again under Your learning until the mark is taken away',
    async ([page, params, address], { store }) => {
      const { ann } = await given.cohort(store)
      const marked = async () =>
        /What you marked to find again<\/h2>[\s\S]*?What you wrote/.exec(
          (await visit(LearningPage, store, { as: ann })).html,
        )?.[0]
      const answer = await visit(page, store, { as: ann, params, form: { do: 'mark' } })
      expect(answer).toMatchObject({ status: 303, notice: 'Marked. You find it under Your learning' })
      expect(await marked()).toContain(`href="${address}"`)
      expect((await visit(page, store, { as: ann, params })).html).toContain('value="unmark"')
      await visit(page, store, { as: ann, params, form: { do: 'unmark' } })
      expect(await marked()).not.toContain(`href="${address}"`)
      expect((await visit(page, store, { as: ann, params })).html).toContain('value="mark"')
    },
  )
})

describe('search', () => {
  test.for([
    ['taper', 'taper'],
    ['tapper', 'taper'],
    ['gabapentinoid', 'gabapentinoid'],
    ['gabapentanoid', 'gabapentinoid'],
    ['driver diagram', 'Driver diagram'],
    ['driver diagarm', 'Driver diagram'],
  ] as const)('finds "%s" in what is published', async ([query, word], { store }) => {
    const page = await visit(SearchPage, store, { url: `/search?q=${encodeURIComponent(query)}` })
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/\d+ pages?, the closest first|The first 30 pages/)
    expect(page.text.toLowerCase()).toContain(word.toLowerCase())
  })

  test('says what to do when nothing is found, and shows no markup that was typed', async ({ store }) => {
    const page = await visit(SearchPage, store, { url: '/search?q=%3Cscript%3Ezzqqxx' })
    expect(page.text).toContain('Nothing was found')
    expect(page.html).toContain('<h1>Search for “&lt;script&gt;zzqqxx”</h1>')
  })

  test('says more than the title where only that has the word, and marks it elsewhere', async ({ store }) => {
    const { html } = await visit(SearchPage, store, { url: '/search?q=pregabalin' })
    const results = html.match(/<h3[\s\S]*?<\/li>/g) ?? []
    expect(results.length).toBeGreaterThan(3)
    for (const result of results) {
      const [, title = ''] = /<a[^>]*>([^<]*)<\/a>/.exec(result) ?? []
      expect(textOf(result.split('<p>')[1] ?? '')).not.toBe(textOf(title))
    }
    expect(html).toContain('<mark>pregabalin</mark>')
  })

  test('lists leaflets for patients apart from what is for clinicians', async ({ store }) => {
    const { html } = await visit(SearchPage, store, { url: '/search?q=pain' })
    const [pages = '', leaflets = ''] = html.split('Leaflets for patients')
    expect(pages).toContain('Pages and resources')
    expect(leaflets).toMatch(/<h3/)
    const patient = shelf.filter(({ audience }) => audience === 'patient').map(({ id }) => id)
    const linked = (part: string) => [...part.matchAll(/\/resources#([a-z0-9-]+)/g)].map(([, id = '']) => id)
    expect(linked(leaflets).filter((id) => !patient.includes(id))).toEqual([])
    expect(linked(pages).filter((id) => patient.includes(id))).toEqual([])
  })

  test.for([
    ['/toolkit', ToolkitPage, {}],
    ['/programmes/opioid-stewardship/masterclasses', MasterclassesPage, { programme: 'opioid-stewardship' }],
    ['/help/getting-started', HelpPage, { page: 'getting-started' }],
    ['/resources', ResourcesPage, {}],
  ] as const)('begins on %s', async ([url, page, params], { store }) => {
    expect((await visit(page, store, { url, params })).html).toContain('action="/search"')
  })

  test('puts the page about a method before those that mention it', async ({ store }) => {
    const page = await visit(SearchPage, store, { url: '/search?q=driver+diagram' })
    const [first] = page.html.match(/<li class="app-prose[\s\S]*?<\/a>/) ?? []
    expect(first).toContain('/toolkit/driver-diagram')
  })
})
