import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { accessibilityProblems, cookieOf, openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
const amara = 'amara.whitfield@example.org'
const solomon = 'solomon.birchwood@example.org'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

function pluck(sql: string, ...values: unknown[]) {
  const database = new Database(join(inject('dataDir'), 'steward.sqlite'), { readonly: true })
  const found = database
    .prepare(sql)
    .pluck()
    .get(...values)
  database.close()
  return found as number
}
const projects = (title: string) => pluck('select count(*) from projects where title = ?', title)

/** Fills in a project, and leaves the button to whoever presses it. */
async function fillIn(page: Page, title: string) {
  await page.goto('/projects/new')
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Starting well').check()
  await page.getByLabel('The problem').fill('Nobody knows who was reviewed.')
  return page.getByRole('button', { name: 'Start the project' })
}

test('a form that is sent eight times at the same moment makes one project, and each answer leads to it', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, amara)
  await fillIn(page, 'Eight at once')
  const body = new URLSearchParams({
    once: (await page.locator('input[name="once"]').getAttribute('value')) ?? '',
    title: 'Eight at once',
    focusArea: 'Starting well',
    problem: 'Nobody knows who was reviewed.',
  })
  const headers = { origin, cookie: await cookieOf(context) }
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      fetch(`${origin}/projects/new`, { method: 'POST', redirect: 'manual', headers, body }),
    ),
  )
  const led = answers.map(({ status, headers: given }) => `${status} ${given.get('location')}`)
  expect(new Set(led).size).toBe(1)
  expect(led[0]).toMatch(/^303 \/projects\/\w+$/)
  expect(answers.every(({ headers: given }) => given.getSetCookie().join().includes('You%20lead%20it'))).toBe(
    true,
  )
  expect(projects('Eight at once')).toBe(1)
  await context.close()
})

test('a double click makes one project and leads to it, without JavaScript', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, amara)
  await (await fillIn(page, 'A double click')).dblclick()
  await page.waitForURL(/\/projects\/(?!new)\w+$/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('A double click')
  expect(await page.getByRole('main').innerText()).toContain('Project started. You lead it')
  expect(projects('A double click')).toBe(1)
  await context.close()
})

test('whoever goes back and presses again is asked, keeps every word, and can mean it', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, amara)
  await (await fillIn(page, 'Back and again')).click()
  await page.waitForURL(/\/projects\/(?!new)\w+$/)
  const made = page.url()
  await page.goBack()
  expect(await page.getByRole('main').innerText()).toContain('You sent this form a few minutes ago')
  const press = () => page.getByRole('button', { name: 'Start the project' }).click()
  await press()
  const said = await page.getByRole('main').innerText()
  expect(said).toContain('Exactly this was saved from here within the last hour')
  expect(await page.getByLabel('Title').inputValue()).toBe('Back and again')
  expect(await page.getByLabel('The problem').inputValue()).toBe('Nobody knows who was reviewed.')
  const first = page.getByRole('link', { name: 'See what was saved the first time' })
  expect(new URL((await first.getAttribute('href')) ?? '', origin).href).toBe(made)
  expect(projects('Back and again')).toBe(1)
  await press()
  await page.waitForURL(/\/projects\/(?!new)\w+$/)
  expect(page.url()).not.toBe(made)
  expect(projects('Back and again')).toBe(2)
  await context.close()
})

test('an invitation that is pressed twice sends one letter', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, solomon)
  await page.goto('/admin/people')
  await page.getByLabel('Name', { exact: true }).fill('Twyla Double')
  await page.getByLabel('Email address').fill('twyla.double@example.org')
  await page.getByLabel('What they are').selectOption('GP')
  await page.getByLabel('Cohort').selectOption({ index: 1 })
  await page.getByLabel('Participant').check()
  await page.getByRole('button', { name: 'Invite' }).dblclick()
  await page.getByText('The invitation is in the outbox').waitFor()
  expect(pluck('select count(*) from mail_messages where to_email = ?', 'twyla.double@example.org')).toBe(1)
  await context.close()
})

test('with JavaScript a double click is sent once, and the next press goes through', async () => {
  const { context, page, complaints } = await openWindow(browser, origin, { javaScript: true })
  await signIn(page, amara)
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  const button = await fillIn(page, '')
  await button.dblclick()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  expect(sent).toHaveLength(1)
  await page.getByLabel('Title').fill('Pressed with JavaScript')
  await button.dblclick()
  await page.waitForURL(/\/projects\/(?!new)\w+$/)
  expect(sent).toHaveLength(2)
  await fillIn(page, 'Pressed with JavaScript')
  expect(await accessibilityProblems(page)).toEqual([])
  await button.click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
