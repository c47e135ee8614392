import HelpPage from '../../../src/pages/help/[page].astro'
import StartPage from '../../../src/pages/index.astro'
import LegalPage from '../../../src/pages/legal/[page].astro'
import ProgrammePage from '../../../src/pages/programmes/[programme]/index.astro'
import MasterclassesPage from '../../../src/pages/programmes/[programme]/masterclasses.astro'
import TopicPage from '../../../src/pages/programmes/[programme]/sessions/[session].astro'
import TimetablePage from '../../../src/pages/programmes/[programme]/timetable.astro'
import { given } from '../../support/given.ts'
import { openTemporaryStore } from '../../support/temporary-store.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const programme = 'opioid-stewardship'

describe('the public pages', () => {
  test('start with what it is and what comes next', async ({ store }) => {
    await given.cohort(store)
    const page = await visit(StartPage, store)
    expect(page.text).toContain('Safer opioid prescribing')
    expect(page.text).toContain('Next: showing improvement')
  })

  test('say who may join and what it asks of them', async ({ store }) => {
    const page = await visit(ProgrammePage, store, { params: { programme } })
    expect(page.text).toContain('Prescribing pharmacists')
    expect(page.text).toContain('Attend all three masterclasses and all five collaborative sessions')
    expect(page.text).toContain('4 hours a month')
  })

  test('show the timetable with the dates of the latest run, or in order when there is none', async ({
    store,
  }) => {
    const without = await visit(TimetablePage, store, { params: { programme } })
    expect(without.text).toContain('No run of this programme has dates yet')
    await given.cohort(store)
    const dated = await visit(TimetablePage, store, { params: { programme } })
    expect(dated.text).toContain('Friday 11 September 2026, 9:30am to 12 noon')
    expect(dated.text).toContain('17 hours are taught')
  })

  test('list everything that is taught', async ({ store }) => {
    const page = await visit(MasterclassesPage, store, { params: { programme } })
    for (const title of ['Why is this a focus?', 'The complexity of pain', 'Supporting patients', 'Testing'])
      expect(page.text).toContain(title)
  })

  test('do not exist for a programme or a page that nobody wrote', async ({ store }) => {
    for (const page of [ProgrammePage, TimetablePage, MasterclassesPage]) {
      expect((await visit(page, store, { params: { programme: 'nothing' } })).status).toBe(404)
    }
    expect((await visit(TopicPage, store, { params: { programme, session: 'nothing' } })).status).toBe(404)
    expect((await visit(HelpPage, store, { params: { page: 'nothing' } })).status).toBe(404)
    expect((await visit(LegalPage, store, { params: { page: 'nothing' } })).status).toBe(404)
  })

  test.each(['getting-started', 'reading-a-run-chart', 'what-not-to-write'])('help with %s', async (name) => {
    await openTemporaryStore(async (store) => {
      expect((await visit(HelpPage, store, { params: { page: name } })).status).toBe(200)
    })
  })

  test.each(['privacy', 'cookies', 'accessibility'])('the legal page on %s', async (name) => {
    await openTemporaryStore(async (store) => {
      expect((await visit(LegalPage, store, { params: { page: name } })).status).toBe(200)
    })
  })
})

describe('a masterclass', () => {
  const params = { programme, session: 'why-this-is-a-focus' }

  test('teaches with a chart from the engine, numbered sources and a running order that adds up', async ({
    store,
  }) => {
    const page = await visit(TopicPage, store, { params })
    expect(page.html).toContain('<svg')
    expect(page.text).toContain('9 months in a row')
    expect(page.html).toMatch(/href="#reference-nice-ng193"/)
    expect(page.html).toMatch(/id="reference-nice-ng193"/)
    expect(page.text.split(/\s+/).length).toBeGreaterThan(1200)
  })

  test('offers the blank sheets that it works with', async ({ store }) => {
    const page = await visit(TopicPage, store, { params: { programme, session: 'testing' } })
    expect(page.html).toMatch(/href="\/toolkit\/pdsa\.pdf"[^>]*download/)
    expect(page.text).toContain('PDSA cycle, blank sheet (PDF, 22 kB)')
  })

  test('checks what was learned without JavaScript, and explains each answer', async ({ store }) => {
    const asked = await visit(TopicPage, store, { params })
    const [, question] = /type="radio" name="([^"]+)"/.exec(asked.html) ?? []
    const answered = await visit(TopicPage, store, { params, url: `/x?${question}=a` })
    expect(answered.text).toMatch(/[01] of 5 right\. 4 not answered yet/)
    expect(answered.text).toMatch(/Right\.|Not quite\./)
    const nonsense = await visit(TopicPage, store, { params, url: `/x?${question}=zz` })
    expect(nonsense.text).not.toContain('of 5 right')
  })
})
