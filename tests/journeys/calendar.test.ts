import { sync } from 'node-ical'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
const PASSWORD = 'walnut pebble scooter'
const COHORT = 'Calendar 2027'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click()
const typeDay = async (page: Page, legend: string, [day, month, year]: [string, string, string]) => {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

/** A calendar program: it knows an address and nothing else. */
async function readCalendar(address: string) {
  const response = await fetch(address)
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const entries = Object.values(sync.parseICS(await response.text()))
  return entries.filter((entry) => entry?.type === 'VEVENT')
}

test('a cohort is laid out, published and moved across the October clock change, and calendars follow', async () => {
  // An administrator lays out a cohort, looks at its dates and publishes it.
  const staff = await openWindow(browser, origin)
  await signIn(staff.page, 'solomon.birchwood@example.org')
  await staff.page.goto('/admin/cohorts')
  await staff.page.getByLabel('Name').fill(COHORT)
  await typeDay(staff.page, 'First day', ['6', '9', '2027'])
  await press(staff.page, 'Start the cohort')
  expect(await main(staff.page).innerText()).toContain('The clocks go back on 31 October 2027')
  const plan = new URL(staff.page.url()).pathname
  expect(await (await fetch(`${origin}/programmes`)).text()).not.toContain(COHORT)
  await main(staff.page).getByRole('link', { name: 'Publish the cohort' }).click()
  await press(staff.page, 'Publish the cohort')
  expect(await (await fetch(`${origin}/programmes`)).text()).toContain(COHORT)

  // Its facilitator is invited, signs in and gives a calendar program a private address.
  await staff.page.goto('/admin/people')
  await staff.page.getByLabel('Name', { exact: true }).fill('Cal Ender')
  await staff.page.getByLabel('Email address').fill('cal.ender@example.org')
  await staff.page.getByLabel('What they are').selectOption('programme staff')
  await staff.page.getByLabel('Cohort').selectOption({ label: COHORT })
  await staff.page.getByLabel('Facilitator', { exact: true }).check()
  await press(staff.page, 'Invite')
  await staff.page.goto('/admin/outbox')
  const invitation = main(staff.page).getByRole('link', { name: /choose-password/ })
  const { context, page } = await openWindow(browser, origin, { width: 320 })
  await page.goto((await invitation.first().getAttribute('href')) ?? '')
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Set password and sign in')
  await page.goto('/account/calendar')
  await press(page, 'Make my address')
  const address =
    (await main(page)
      .getByRole('link', { name: /\.ics$/ })
      .getAttribute('href')) ?? ''
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

  // Nine sessions, each at its London hour on either side of the clock change.
  const before = await readCalendar(address)
  expect(before).toHaveLength(9)
  const [moved] = before.filter(({ start }) => start < new Date('2027-10-31')).slice(-1)
  expect(moved?.start.toISOString()).toMatch(/T08:30:00/)

  // It moves from summer time into winter time. Same event, later copy, other hour of the world clock.
  await page.goto(plan)
  const title = String(moved?.summary)
  const item = main(page).getByRole('listitem').filter({ hasText: title })
  await item.getByRole('link', { name: /^Change/ }).click()
  await typeDay(page, 'Day', ['3', '11', '2027'])
  await page.getByLabel('Why it changes').fill('The speaker is away')
  await press(page, 'Save and tell everyone')
  const after = (await readCalendar(address)).find(({ uid }) => uid === moved?.uid)
  expect(after?.start.toISOString()).toBe('2027-11-03T09:30:00.000Z')
  expect(Number(after?.sequence)).toBe(Number(moved?.sequence) + 1)
  await staff.page.goto('/admin/outbox')
  expect(await main(staff.page).innerText()).toContain('now Wednesday 3 November 2027')

  // One is cancelled, then the address is ended: the program is told of the first and learns nothing after.
  await page.goto(plan)
  await item.getByRole('link', { name: /^Cancel/ }).click()
  await page.getByLabel('Why').fill('Too few can come')
  await press(page, 'Cancel the session')
  expect((await readCalendar(address)).find(({ uid }) => uid === moved?.uid)?.status).toBe('CANCELLED')
  await page.goto('/account/calendar')
  await page.getByLabel('Stop the address').check()
  await press(page, 'Continue')
  expect((await fetch(address)).status).toBe(404)

  // The cohort is cancelled and leaves the public pages.
  await staff.page.goto(`${plan}/cancellation`)
  await staff.page.getByLabel('Why').fill('It was only a rehearsal')
  await press(staff.page, 'Cancel the cohort')
  expect(await (await fetch(`${origin}/programmes`)).text()).not.toContain(COHORT)
  await Promise.all([context.close(), staff.context.close()])
})
