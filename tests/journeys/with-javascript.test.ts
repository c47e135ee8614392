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
