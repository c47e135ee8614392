import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { accessibilityProblems, openBrowser, openWindow, signIn } from '../support/browser.ts'
import { addressesIn } from './addresses.ts'

const origin = inject('origin')
const { id, pages } = addressesIn(inject('dataDir'))

/** Pages that say that they are not to be had, to those who look at them here. */
const NOT_THERE = /^\/nothing-here$|^\/[a-z-]+\/gone$|^amara.+\/admin$/

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

test.each(Object.entries(pages))(
  'every page that %j sees is accessible, fits a phone, has one heading, and asks for nothing from elsewhere',
  async (email, paths) => {
    const { context, page, complaints } = await openWindow(browser, origin, { javaScript: true })
    const strangers: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
        strangers.push(request.url())
    })
    if (email) await signIn(page, email)
    const problems: string[] = []
    for (const path of paths) {
      await page.setViewportSize({ width: 1280, height: 900 })
      const status = (await page.goto(path))?.status() ?? 0
      if (status >= 400 !== NOT_THERE.test(`${email}${path}`)) problems.push(`${path}: answered ${status}`)
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${path}: ${problem}`))
      const headings = await page.locator('h1').count()
      if (headings !== 1) problems.push(`${path}: ${headings} first headings`)
      if (!(await page.title()).includes(' – ')) problems.push(`${path}: the title does not say where it is`)
      await page.setViewportSize({ width: 320, height: 800 })
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > 320) problems.push(`${path}: ${width} pixels wide on a phone of 320`)
      if (!email && (await page.locator('script[src]').count()) > 0)
        problems.push(`${path}: a public page ships a script`)
    }
    const cookies = (await context.cookies())
      .map(({ name }) => name)
      .filter((name) => !['session', 'notice'].includes(name))
    await context.close()
    expect({ problems, complaints, strangers, cookies }).toEqual({
      problems: [],
      complaints: [],
      strangers: [],
      cookies: [],
    })
  },
)

test('nothing is wider than a phone when the text is twice as large', async () => {
  const { context, page } = await openWindow(browser, origin, { javaScript: true, width: 640 })
  await signIn(page, 'amara.whitfield@example.org')
  const wide: string[] = []
  for (const path of ['/home', `/measures/${id.typed}`, `/projects/${id.project}`, '/cpd']) {
    await page.goto(path)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 640) wide.push(path)
  }
  await context.close()
  expect(wide).toEqual([])
})
