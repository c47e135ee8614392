import ToolPage from '../../../src/pages/toolkit/[tool].astro'
import ToolkitPage from '../../../src/pages/toolkit/index.astro'
import { openTemporaryStore } from '../../support/temporary-store.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const tools = [
  'aim-statement',
  'driver-diagram',
  'fishbone',
  'process-map',
  'pdsa',
  'measurement',
  'run-charts',
  'stakeholder-map',
  'sustainability',
]

describe('the toolkit', () => {
  test('lists its nine methods in the order in which a project needs them', async ({ store }) => {
    const page = await visit(ToolkitPage, store)
    const links = [...page.html.matchAll(/href="\/toolkit\/([a-z-]+)"/g)].map(([, slug]) => slug)
    expect(links).toEqual(tools)
  })

  test.each(tools)('%s teaches, cites, checks, and offers a blank template', async (tool) => {
    await openTemporaryStore(async (store) => {
      const page = await visit(ToolPage, store, { params: { tool }, url: `/toolkit/${tool}` })
      expect(page.status).toBe(200)
      expect(page.text).toContain('Common mistakes')
      expect(page.text).toContain('A blank template')
      expect(page.html).toMatch(/href="\/toolkit\/[a-z-]+\.pdf"/)
      expect(page.html.match(/<fieldset/g)?.length).toBeGreaterThanOrEqual(3)
      expect(page.html).toMatch(/href="#reference-[a-z0-9-]+"/)
      expect(page.html.match(/<h1[ >]/g)).toHaveLength(1)
      expect(page.text.split(/\s+/).length).toBeGreaterThan(1000)
    })
  })

  test('the driver diagram names the mechanism of each idea, and shows the driver that has none', async ({
    store,
  }) => {
    const page = await visit(ToolPage, store, { params: { tool: 'driver-diagram' } })
    expect(page.text).toContain('To test one 20-minute slot on Tuesday mornings I can have the conversation')
    expect(page.text).toContain('None yet. The team has chosen to leave this for now.')
  })

  test('a decision point can be opened without JavaScript', async ({ store }) => {
    const page = await visit(ToolPage, store, { params: { tool: 'pdsa' } })
    expect(page.html).toMatch(/<details[^>]*id="pdsa-decision-halt-b"/)
    expect(page.text).toContain('Anyone may call a halt')
  })

  test('does not exist for a method that nobody wrote', async ({ store }) => {
    expect((await visit(ToolPage, store, { params: { tool: 'nothing' } })).status).toBe(404)
  })
})
