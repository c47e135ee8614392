import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('with JavaScript the chart becomes interactive, and says by keyboard what the table says', async () => {
  const database = new Database(join(inject('dataDir'), 'steward.sqlite'), { readonly: true })
  const measure = database.prepare("select id from measures where title like 'Opioid reviews%'").pluck().get()
  database.close()
  const { context, page, complaints } = await openWindow(browser, origin, { javaScript: true })
  await signIn(page, 'amara.whitfield@example.org')
  await page.goto(`/measures/${measure}`)
  const canvas = page.locator('run-chart canvas')
  await canvas.waitFor()
  await page.locator('run-chart [tabindex="0"]').first().focus()
  await page.keyboard.press('ArrowRight')
  const spoken = await page.locator('run-chart [aria-live]').innerText()
  await page.getByText('Figures of this chart as a table').click()
  const table = await page.getByRole('table').innerText()
  const [, numerator, denominator] = /(\d+)\D+of\D+(\d+)|(\d+)\/(\d+)/.exec(spoken) ?? []
  expect(spoken.length).toBeGreaterThan(10)
  if (numerator && denominator) expect(table).toContain(numerator)
  expect(complaints).toEqual([])
  await context.close()
})

test.each(['run', 'limits', 'nhs', 'seasonal'])(
  'both drawings of the %s view say the same of every figure, and so does the table',
  async (view) => {
    const { context, page, complaints } = await openWindow(browser, origin, { javaScript: true })
    await signIn(page, 'amara.whitfield@example.org')
    await page.goto(`/prescribing/Z98001/opioid_items_per_1000?view=${view}`)
    expect(await page.getByLabel('Views of this chart').locator('[aria-current="page"]').count()).toBe(1)
    await page.locator('run-chart canvas').waitFor()
    const drawn = await page.locator('svg.chart-wide g title').allTextContents()
    await page.locator('run-chart [tabindex="0"]').first().focus()
    const spoken: string[] = []
    for (let at = 0; at < drawn.length; at++) {
      await page.keyboard.press(at === 0 ? 'Home' : 'ArrowRight')
      spoken.push(await page.locator('run-chart [aria-live]').innerText())
    }
    await page.getByText('Figures of this chart as a table').click()
    const rows = await page
      .getByRole('region', { name: /^Figures of/ })
      .locator('tbody tr')
      .allInnerTexts()
    expect(drawn.length).toBeGreaterThan(20)
    expect(rows).toHaveLength(drawn.length)
    for (const [at, title] of drawn.entries()) {
      const [, label = '?', value = '?', standing = ''] = /^(.+?): ([^ ]+?)(?:\. (.*))?$/.exec(title) ?? []
      for (const words of [value, standing]) {
        expect(spoken[at]).toContain(words)
        expect(rows[at]).toContain(words)
      }
      expect(rows[at]).toContain(label)
      expect(spoken[at]).toContain('Source: NHSBSA')
    }
    expect(await page.locator('svg.chart-wide desc').textContent()).toContain(
      await page
        .locator('.chart-sentence')
        .first()
        .innerText()
        .then((words) => words.replace(/ \S+ is better\.$/, '')),
    )
    expect(complaints).toEqual([])
    await context.close()
  },
)

test('a click on a figure, Enter and the link below all lead to where it comes from', async () => {
  const { context, page, complaints } = await openWindow(browser, origin, { javaScript: true })
  await signIn(page, 'amara.whitfield@example.org')
  const here = '/prescribing/Z98001/opioid_items_per_1000'
  const path = () => new URL(page.url()).pathname
  await page.goto(here)
  await page.locator('run-chart canvas').waitFor()
  const live = page.locator('run-chart [tabindex="0"]').first()

  // By keyboard: the newest figure, then Enter.
  await live.focus()
  await page.keyboard.press('End')
  const link = page.locator('a.chart-from')
  expect(await link.innerText()).toBe('Where the figure of August 2026 comes from')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${here}/2026-08`)
  await page.goBack()

  // By mouse: each place along the newest figure is tried until the hand shows that there is one.
  await page.locator('run-chart canvas').waitFor()
  const box = (await page.locator('run-chart canvas').boundingBox())!
  const cursor = () =>
    page.locator('.chart-canvas').evaluate((element) => (element as HTMLElement).style.cursor)
  await page.mouse.click(box.x + box.width / 2, box.y + 2)
  expect(path()).toBe(here)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  expect(await cursor()).toBe('pointer')
  for (let y = box.y + 40; y < box.y + box.height - 40 && path() === here; y += 8) {
    await page.mouse.click(box.x + box.width / 2, y)
  }
  await page.waitForURL(`**${here}/20*`)
  expect(await page.getByRole('main').innerText()).toMatch(/[0-9a-f]{64}/)

  // Without a stop for each figure.
  await page.goto(here)
  await page.locator('run-chart canvas').waitFor()
  expect(await page.locator('run-chart :is(a, [tabindex="0"]):visible').count()).toBeLessThanOrEqual(2)
  expect(complaints).toEqual([])
  await context.close()
})

test('a view is saved as the files that its links name', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, 'amara.whitfield@example.org')
  await page.goto('/prescribing/Z98001/opioid_items_per_1000')
  await page.getByRole('link', { name: 'With limits', exact: true }).click()
  for (const format of ['SVG', 'PNG', 'CSV']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: new RegExp(`^${format}`) }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(
      new RegExp(`^opioid-items-.*-limits\\.${format.toLowerCase()}$`),
    )
  }
  await context.close()
})
