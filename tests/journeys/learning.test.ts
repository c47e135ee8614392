import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { accessibilityProblems, openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
/** Has read nothing in the demonstration. */
const UMAR = 'umar.lindqvist@example.org'
const masterclass = '/programmes/opioid-stewardship/sessions/the-complexity-of-pain'
const folder = mkdtempSync(join(tmpdir(), 'steward-learning-'))

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Presses the first such button that can be seen: the one for the Enter key stands before all others. */
const press = (page: Page, name: string) =>
  page
    .getByRole('main')
    .getByRole('button', { name, exact: true })
    .and(page.locator(':not([tabindex])'))
    .first()
    .click()
const main = (page: Page) => page.getByRole('main').innerText()

test('a masterclass is begun on a phone and completed on a desktop, without JavaScript', async () => {
  const phone = await openWindow(browser, origin, { width: 320 })
  await signIn(phone.page, UMAR)
  await phone.page.goto('/learning')
  await phone.page.getByRole('link', { name: 'The complexity of pain' }).click()
  await press(phone.page, 'Mark this page to find it again')
  expect(await main(phone.page)).toContain('Marked. You find it under Your learning')
  const parts = await phone.page.getByRole('button', { name: 'I have read this part' }).count()
  for (const _ of [1, 2]) await press(phone.page, 'I have read this part')
  const reached = phone.page.url()
  await phone.page.getByLabel('Your thoughts').fill('It may sound like a way to end the talk.')
  await press(phone.page, 'Keep what I wrote')
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

  const desktop = await openWindow(browser, origin)
  await signIn(desktop.page, UMAR)
  await desktop.page.goto('/learning')
  const onPhone = /#read-[a-z-]+$/.exec(reached)?.[0] ?? 'nowhere'
  const goOn = desktop.page.getByRole('main').getByRole('link', { name: 'The complexity of pain' }).first()
  expect(await goOn.getAttribute('href')).toBe(`${masterclass}${onPhone}`)
  await goOn.click()
  expect(await main(desktop.page)).toContain(`You have read 2 of ${parts} parts`)
  expect(await desktop.page.getByLabel('Your thoughts').inputValue()).toContain('a way to end the talk')
  for (let part = 2; part < parts; part++) await press(desktop.page, 'I have read this part')
  for (const group of await desktop.page.getByRole('group').all())
    if ((await group.getByRole('radio').count()) > 0) await group.getByRole('radio').first().check()
  await press(desktop.page, 'Check my answers')
  expect(await main(desktop.page)).toMatch(/\d of \d right\..*This was your first go/)

  // The phone shows what the desktop did, and its old page wipes nothing.
  await press(phone.page, 'Keep what I wrote')
  await phone.page.goto('/learning')
  const mine = await main(phone.page)
  expect(mine).toContain('All read')
  expect(mine).toContain('It may sound like a way to end the talk.')
  expect(mine).toMatch(/The complexity of pain, \d of \d right/)
  await Promise.all([phone.context.close(), desktop.context.close()])
})

test('two tabs with the same page lose nothing that was written in either', async () => {
  const { context, page: first } = await openWindow(browser, origin, { width: 320 })
  await signIn(first, UMAR)
  const second = await context.newPage()
  for (const page of [first, second]) await page.goto('/toolkit/pdsa')
  await first.getByLabel('Your thoughts').fill('Three requests, on Thursday')
  await press(first, 'Keep what I wrote')
  await second.getByLabel('Your thoughts').fill('One letter')
  await press(second, 'Keep what I wrote')
  expect(await main(second)).toContain('Three requests, on Thursday')
  expect(await second.getByLabel('Your thoughts').inputValue()).toBe('One letter')
  await second.getByLabel('Your thoughts').fill('Three requests and one letter')
  await press(second, 'Keep what I wrote')
  await first.goto('/learning')
  expect(await main(first)).toContain('Three requests and one letter')
  await context.close()
})

test('a masterclass on paper has what its reader wrote, and no buttons or boxes', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, 'amara.whitfield@example.org')
  await page.goto(masterclass)
  await page.emulateMedia({ media: 'print' })
  const visible = async (role: 'button' | 'textbox') => {
    const all = await page.getByRole('main').getByRole(role).all()
    return (await Promise.all(all.map((one) => one.isVisible()))).filter(Boolean).length
  }
  expect([await visible('button'), await visible('textbox')]).toEqual([0, 0])
  expect(await main(page)).toMatch(/What you wrote\s+I often say that the scan/i)
  expect((await page.pdf({ path: join(folder, 'masterclass.pdf') })).length).toBeGreaterThan(10_000)
  await context.close()
})

test.each([
  ['taper', 'tapper'],
  ['gabapentinoid', 'gabapentanoid'],
  ['driver diagram', 'driver diagarm'],
])('a search finds "%s", and the same for "%s"', async (word, misspelt) => {
  const { context, page } = await openWindow(browser, origin, { width: 320 })
  await page.goto('/toolkit')
  for (const query of [word, misspelt]) {
    await page.getByRole('searchbox').fill(query)
    await press(page, 'Search')
    const found = await main(page)
    expect(found.toLowerCase()).toContain(word)
    expect(await page.locator('main mark').count()).toBeGreaterThan(0)
    expect(found.includes('Nothing has these words')).toBe(query === misspelt)
  }
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  await context.close()
})

test('whoever is not signed in gets the same page each time, without a cookie or a script', async () => {
  for (const path of [masterclass, '/toolkit/pdsa', '/resources', '/search?q=taper']) {
    const answers = await Promise.all([fetch(`${origin}${path}`), fetch(`${origin}${path}`)])
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()))
    expect(first).toBe(second)
    expect(answers.map((answer) => answer.headers.get('set-cookie'))).toEqual([null, null])
    expect(first).not.toContain('<script')
  }
})

test('what a refused page of learning looks like is accessible too', async () => {
  const { context, page } = await openWindow(browser, origin, { javaScript: true, width: 320 })
  await signIn(page, UMAR)
  await page.goto(masterclass)
  await page.getByLabel('Your thoughts').fill('x'.repeat(5001))
  await press(page, 'Keep what I wrote')
  expect(await main(page)).toContain('A reflection must be 5000 characters or fewer')
  expect(await accessibilityProblems(page)).toEqual([])
  await context.close()
})
