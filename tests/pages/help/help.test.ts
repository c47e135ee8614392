import HelpPage from '../../../src/pages/help/[page].astro'
import { openTemporaryStore } from '../../support/temporary-store.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const guides = [
  'reading-a-run-chart',
  'reading-a-chart-with-limits',
  'reading-the-nhs-view',
  'why-the-anhoj-rules',
]

describe('a help page', () => {
  test.each(guides)('%s leads to every other guide to charts', async (name) => {
    await openTemporaryStore(async (store) => {
      const page = await visit(HelpPage, store, { params: { page: name } })
      const [text = '', list = ''] = page.html.split('id="help-pages"')
      for (const other of guides.filter((guide) => guide !== name)) {
        expect(text, `the text leads to ${other}`).toContain(`href="/help/${other}"`)
        expect(list, `the list names ${other}`).toContain(`href="/help/${other}"`)
      }
      expect(list.split('</nav>')[0]).not.toContain(`href="/help/${name}"`)
    })
  })

  test('lists them in their order, beginning with how to start', async ({ store }) => {
    const page = await visit(HelpPage, store, { params: { page: 'what-not-to-write' } })
    const list = page.html.split('id="help-pages"')[1] ?? ''
    expect(list.indexOf('getting-started')).toBeLessThan(list.indexOf('reading-a-run-chart'))
    expect(list.indexOf('reading-a-run-chart')).toBeLessThan(list.indexOf('why-the-anhoj-rules'))
  })
})
