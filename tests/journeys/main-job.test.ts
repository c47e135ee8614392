import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { monthsUntil, writeEpdFiles } from '../../db/seeds/epd-files.ts'
import { openBrowser, openWindow, signIn } from '../support/browser.ts'
import { ISSUED } from '../support/nhs-numbers.ts'

const origin = inject('origin')
const PASSWORD = 'walnut pebble scooter'
const NIA = {
  name: 'Nia Prentice',
  email: 'nia.prentice@example.org',
  practice: { code: 'Z98101', name: 'Otter Bank Surgery' },
}
const admin = 'solomon.birchwood@example.org'
const facilitator = 'imogen.castellan@example.org'
const reviewer = 'marguerite.adeyinka@example.org'

let browser: Browser
let files: string[]
const folder = mkdtempSync(join(tmpdir(), 'steward-files-'))

beforeAll(async () => {
  browser = await openBrowser()
  files = await writeEpdFiles(folder, {
    practices: [NIA.practice, { code: 'Z98102', name: 'Somewhere Else' }],
    months: monthsUntil('2026-08', 14),
    seed: 'journey',
  })
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const typeDay = async (page: Page, legend: string, [day, month, year]: [string, string, string]) => {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

/** A window in which somebody of the demonstration is signed in. */
async function windowOf(email: string, password?: string) {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, email, password)
  return { context, page }
}

test('a clinician goes from the invitation to a certificate that anyone can verify, without JavaScript', async () => {
  // An administrator invites her; the letter is in the outbox.
  const staff = await windowOf(admin)
  await staff.page.goto('/admin/people')
  await staff.page.getByLabel('Name', { exact: true }).fill(NIA.name)
  await staff.page.getByLabel('Email address').fill(NIA.email)
  await staff.page.getByLabel('What they are').selectOption('GP')
  await staff.page.getByLabel('Cohort').selectOption({ label: 'Summer 2026' })
  await staff.page.getByLabel('Practice code').fill(NIA.practice.code)
  await staff.page
    .getByLabel('Name of the practice')
    .or(staff.page.getByLabel('Practice name'))
    .fill(NIA.practice.name)
  await staff.page.getByLabel('Participant', { exact: true }).check()
  await press(staff.page, 'Invite')
  expect(await staff.page.getByRole('main').innerText()).toContain('The invitation is in the outbox')
  await staff.page.goto('/admin/outbox')
  const link = await staff.page
    .getByRole('main')
    .getByRole('link', { name: /choose-password/ })
    .first()
    .getAttribute('href')
  await staff.context.close()

  // She chooses a password and sees her programme.
  const { context, page } = await openWindow(browser, origin)
  await page.goto(link ?? '')
  await page.getByLabel('Password').fill('passwordpassword')
  await press(page, 'Set password and sign in')
  expect(await page.getByRole('alert').innerText()).toContain('too easy to guess')
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Set password and sign in')
  expect(await heading(page)).toContain('Home')
  await page.getByRole('link', { name: 'Programme', exact: true }).click()
  expect(await page.getByRole('main').innerText()).toContain('Implementation: showing improvement')

  // She imports the NHS files of her practice and sees its chart.
  await page.getByRole('link', { name: 'Prescribing', exact: true }).click()
  await page.getByRole('link', { name: 'Import prescribing files' }).click()
  await page.getByLabel('NHS files').setInputFiles(files)
  await press(page, 'Import')
  await page.getByRole('heading', { name: 'Files sent' }).waitFor()
  await page
    .getByText(/In line|Being read|Being stored/)
    .first()
    .waitFor({ state: 'detached' })
  expect(await page.getByRole('main').getByText('Imported', { exact: true }).count()).toBe(28)
  await page.getByRole('link', { name: 'Prescribing', exact: true }).first().click()
  await page.getByRole('link', { name: 'Opioid items per 1,000 patients', exact: true }).click()
  expect(await page.locator('svg[role="img"]').count()).toBeGreaterThan(0)
  const facts = await page
    .getByRole('table')
    .first()
    .innerText()
    .catch(() => page.content())
  expect(facts).toContain('Aug 2026')

  // She starts a project with an aim, follows that measure, and plans a cycle.
  await page.goto('/projects/new')
  await page.getByLabel('Title').fill('Every opioid has a reason')
  await page.getByLabel('Starting well').check()
  await page.getByLabel('The problem').fill(`Ask about ${ISSUED}`)
  await press(page, 'Start the project')
  expect(await page.getByRole('alert').innerText()).toContain('looks like an NHS number')
  expect(await page.getByLabel('Title').inputValue()).toBe('Every opioid has a reason')
  await page
    .getByLabel('The problem')
    .fill('New prescriptions have no reason written down in four of ten records we counted.')
  await press(page, 'Start the project')
  const project = new URL(page.url()).pathname
  await page.goto(`${project}/aim`)
  await page.getByLabel('What will change?').fill('opioid items')
  await page.getByLabel('The value you aim for').fill('40')
  await page.getByLabel('Unit').fill('items per 1,000 patients')
  await typeDay(page, 'By when?', ['12', '1', '2027'])
  await page.getByLabel('For whom?').fill('adults with a new opioid')
  await press(page, 'Set the aim')
  await page.goto(`${project}/measures/new?source=prescribing`)
  await page.getByLabel('Opioid items per 1,000 patients', { exact: true }).check()
  await page.getByLabel(/Outcome/).check()
  await press(page, 'Add the measure')
  const measure = new URL(page.url()).pathname
  await page.goto(`${project}/cycles/new`)
  await page.getByLabel('Title').fill('Reason in the first line')
  await page.getByLabel('What question is it to answer?').fill('Is one line enough?')
  await page.getByLabel('What will you do?').fill('Two GPs write the reason in the first line of the record.')
  await page.getByLabel('What do you predict?').fill('Eight of ten records have it.')
  await page.getByLabel('one clinician').check()
  await typeDay(page, 'When does it start?', ['1', '6', '2026'])
  await typeDay(page, 'When does it end?', ['19', '6', '2026'])
  await press(page, 'Plan the cycle')
  expect(await heading(page)).toContain('Reason in the first line')
  const cycle = new URL(page.url()).pathname

  // The cycle is drawn on the chart at its dates.
  await page.goto(measure)
  const key = await page.getByRole('list', { name: 'Letters on the chart' }).innerText()
  expect(key).toContain('Reason in the first line')
  expect(key).toContain('1 June 2026 to 19 June 2026')

  // She writes down what happened, compares it and decides.
  await page.goto(`${cycle}/do`)
  await page.getByRole('textbox').fill('Ten records, nine with a reason.')
  await page.getByRole('main').getByRole('button').last().click()
  await page.goto(`${cycle}/study`)
  await page.getByRole('textbox').fill('One more than predicted.')
  await page.getByRole('main').getByRole('button').last().click()
  await page.goto(`${cycle}/act`)
  await page.getByLabel(/^Adopt/).check()
  await page.getByRole('textbox').fill('It costs nothing.')
  await page.getByRole('main').getByRole('button').last().click()
  expect(await page.getByRole('main').innerText()).toContain('Adopted')

  // A facilitator marks her present; she sees it.
  const host = await windowOf(facilitator)
  await host.page.getByRole('link', { name: 'Sessions', exact: true }).click()
  await host.page.getByRole('link', { name: 'Take the register of Testing' }).click()
  await host.page.getByRole('group', { name: NIA.name }).getByLabel('Present').check()
  await press(host.page, 'Save the register')
  expect(await host.page.getByRole('main').innerText()).toContain('Register saved')
  await page.goto('/cpd')
  expect(await page.getByRole('main').innerText()).toMatch(/1 of 7/)
  expect(await page.getByRole('main').innerText()).toContain('2½ hours')

  // She writes a case study and submits it.
  await page.goto('/case-studies/new')
  await page.getByLabel('Title').fill('Every opioid has a reason at Otter Bank')
  await press(page, 'Start writing')
  for (const box of await page.getByRole('textbox').all()) {
    if ((await box.inputValue()) === '')
      await box.fill('Written for the journey: counts only, nothing about a patient.')
  }
  await page.getByRole('button', { name: 'Save the draft' }).first().click()
  const study = new URL(page.url()).pathname.replace(/\/edit$/, '')
  await page.goto(`${study}/submission`)
  await page.getByRole('checkbox').check()
  await press(page, 'Submit for review')
  expect(await page.getByRole('main').innerText()).toContain('Waiting for review')

  // A reviewer accepts it.
  const reader = await windowOf(reviewer)
  await reader.page.getByRole('link', { name: 'Open the reviews' }).click()
  await reader.page.getByRole('link', { name: 'Every opioid has a reason at Otter Bank' }).click()
  await reader.page.getByLabel(/^Accept/).check()
  await reader.page.getByLabel('Comments to the author').fill('Clear and honest.')
  await press(reader.page, 'Send the decision')

  // She holds a certificate; anyone can verify it and read every fact.
  await page.goto('/cpd')
  const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}/.exec(await page.content())?.[0] ?? ''
  expect(code).not.toBe('')
  const stranger = await openWindow(browser, origin)
  await stranger.page.goto('/certificates')
  await stranger.page.getByLabel(/code/i).fill(code.toLowerCase())
  await stranger.page.getByRole('main').getByRole('button').click()
  const shown = await stranger.page.getByRole('main').innerText()
  for (const fact of [
    NIA.name,
    'Opioid Stewardship Quality Improvement Collaborative',
    '1 attended of 7 held',
    '2½ hours',
    'Every opioid has a reason at Otter Bank',
    'Valid',
    code,
  ]) {
    expect(shown).toContain(fact)
  }
  const pdf = await stranger.page.getByRole('link', { name: /PDF/ }).getAttribute('href')
  const document = await stranger.page.request.get(pdf ?? '')
  expect([document.status(), document.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await document.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await stranger.page.goto(`/certificates/${code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`)
  expect(await stranger.page.getByRole('main').innerText()).not.toContain(NIA.name)

  // The facilitator sees all that in one row.
  await host.page.getByRole('link', { name: 'Cohort', exact: true }).click()
  const row = await host.page.getByRole('row', { name: NIA.name }).innerText()
  for (const fact of ['1 of 7', 'Every opioid has a reason', 'Cycle 1', 'Adopted', 'Aug 2026', 'Accepted'])
    expect(row).toContain(fact)
  await Promise.all([context.close(), host.context.close(), reader.context.close(), stranger.context.close()])
})
