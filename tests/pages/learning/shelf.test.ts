import ShelfPage from '../../../src/pages/resources/index.astro'
import { expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

test('the shelf leads to each of its kinds, with how many it has of them', async ({ store }) => {
  const page = await visit(ShelfPage, store)
  const jumps = [...page.html.matchAll(/<a href="#([^"]+)">/g)].map(([, id]) => id)
  expect(jumps).toContain('clinicians-guideline')
  expect(jumps).toContain('patients-patient-story')
  for (const id of jumps) expect(page.html.split(`id="${id}"`)).toHaveLength(2)
  expect(page.text).toMatch(/Guidelines for clinicians \(\d+\)/)
  const narrow = await visit(ShelfPage, store, { url: '/resources?kind=leaflet' })
  expect(narrow.html).not.toContain('app-jumps')
})
