import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { stateWords } from '#lib/applications/state.ts'
import { openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
const facilitator = 'imogen.castellan@example.org'
const PASSWORD = 'walnut pebble scooter'
const GITA = { name: 'Gita Newcomer', email: 'gita.newcomer@example.org' }
const MONA = { name: 'Mona Manager', email: 'mona.manager@example.org' }
const OTTO = { name: 'Otto Other', email: 'otto.other@example.org' }
const PIET = { name: 'Piet Prescriber', email: 'piet.prescriber@example.org' }
const NORA = { name: 'Nora Nonprescriber', email: 'nora.nonprescriber@example.org' }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()
const said = (page: Page) => page.getByRole('main').innerText()
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

/** The latest letter to an address, as the demonstration's outbox shows it, and its last link of a kind. */
async function letterTo(email: string, subject: string) {
  const { context, page } = await openWindow(browser, origin)
  await page.goto('/outbox')
  const letter = page
    .locator('article')
    .filter({ hasText: `${email}.` })
    .filter({ hasText: subject })
    .first()
  const text = (await letter.innerText()).replace(/\s+/g, ' ')
  const links = await letter
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const address = links.filter((href) => !href.endsWith('/password-reset')).at(-1) ?? ''
  await context.close()
  return { text, address }
}

async function begin(email: string) {
  const window = await openWindow(browser, origin)
  await window.page.goto('/programmes')
  await window.page
    .getByRole('link', { name: /^Apply for / })
    .first()
    .click()
  expect(await heading(window.page)).toContain('Apply for a place')
  await window.page.getByLabel('Email address').fill(email)
  await press(window.page, 'Send me the link')
  expect(await said(window.page)).toContain(`We have sent a letter to ${email}`)
  const { address, text } = await letterTo(email, 'Your application')
  expect(text).toContain('do not pass it on')
  return { ...window, address }
}

const save = (page: Page) => press(page, 'Save and continue')

async function answerUntilSponsors(page: Page, name: string, profession: string) {
  await page.getByLabel('Full name').fill(name)
  await save(page)
  await page.getByLabel(profession, { exact: true }).check()
  await save(page)
  await save(page)
  await page.getByLabel('Find your practice').fill('Beacon Hill')
  await press(page, 'Search')
  await page.getByLabel('Beacon Hill Practice').check()
  await save(page)
  await page.getByLabel('Starting well', { exact: true }).check()
  await page.getByLabel('Why does it matter where you work?').fill('Short courses become long ones.')
  await save(page)
  await page.getByLabel('Yes, all of them').check()
  await save(page)
  await page.getByRole('checkbox').check()
  await save(page)
}

async function nameEmployer(page: Page, who: typeof MONA) {
  await page.getByLabel('I have an employer or line manager').check()
  await page.getByLabel('Their name').fill(who.name)
  await page.getByLabel('Their email address').fill(who.email)
}

async function sendIt(page: Page) {
  await page.getByLabel('My answers are right, as far as I know').check()
  await press(page, 'Send my application')
}

async function sponsorAnswers(who: typeof MONA, choice: string, because?: string) {
  const { address, text } = await letterTo(who.email, 'asks for your promise')
  expect(text).toContain('24 hours in all')
  const { context, page } = await openWindow(browser, origin)
  await page.goto(address)
  expect(await heading(page)).toContain('asks for your promise')
  await page.getByLabel(choice, { exact: true }).check()
  if (because) await page.getByLabel('If you decline: why').fill(because)
  await press(page, 'Send my answer')
  expect(await heading(page)).toContain('You have answered')
  await context.close()
}

async function openBoard() {
  const window = await openWindow(browser, origin)
  await signIn(window.page, facilitator)
  await window.page.getByRole('link', { name: /^Open the applications/ }).click()
  expect(await heading(window.page)).toContain('Applications')
  return window
}

test('the demonstration shows applications in every state', async () => {
  const { context, page } = await openBoard()
  const states = (await page.getByLabel('State').locator('option').allInnerTexts()).join(' ')
  for (const state of Object.values(stateWords).filter((words) => words !== stateWords.draft))
    expect(states).toContain(state)
  expect(await said(page)).toContain('2 more people are still writing')
  await context.close()
})

test('a GP leaves half-way and comes back, a manager declines, another agrees, and she is enrolled', async () => {
  const { context, page, address } = await begin(GITA.email)
  await page.goto(address)
  await page.getByRole('link', { name: 'Start', exact: true }).click()
  await page.getByLabel('Full name').fill(GITA.name)
  await save(page)
  await context.close()

  // Another day, another window, a new letter: what was answered is there.
  const again = await begin(GITA.email)
  await again.page.goto(again.address)
  expect(await said(again.page)).toContain('1 of 8 questions are answered')
  await again.page.getByRole('link', { name: 'Your name', exact: true }).click()
  expect(await again.page.getByLabel('Full name').inputValue()).toBe(GITA.name)
  await answerUntilSponsors(again.page, GITA.name, 'GP')
  await nameEmployer(again.page, { ...MONA, email: GITA.email })
  await save(again.page)
  expect(await again.page.getByRole('alert').innerText()).toContain('This is your own address')
  await again.page.getByLabel('Their email address').fill(MONA.email)
  await again.page.getByLabel('Their name').fill(MONA.name)
  await save(again.page)
  expect(await heading(again.page)).toBe('Check your answers')
  await sendIt(again.page)
  expect(await said(again.page)).toContain('Waiting for promises')
  expect((await letterTo(GITA.email, 'We have your application')).text).toContain('Thank you for applying')

  await sponsorAnswers(MONA, 'Decline', 'Two colleagues are away.')
  const declined = await letterTo(GITA.email, 'Mona Manager has declined')
  await again.page.goto(declined.address)
  expect(await said(again.page)).toContain('Two colleagues are away.')
  await again.page.getByRole('link', { name: /^Name somebody else/ }).click()
  await nameEmployer(again.page, OTTO)
  await press(again.page, 'Save')
  await sponsorAnswers(OTTO, 'Agree')
  expect((await letterTo(GITA.email, 'Every promise is there')).text).toContain('You need not do anything')

  const board = await openBoard()
  await board.page.getByRole('link', { name: GITA.name }).click()
  expect(await said(board.page)).toContain('Can be offered a place')
  await board.page.getByLabel('Offer a place', { exact: true }).check()
  await board.page.getByLabel('Reason').fill('A practice that is new to us.')
  await press(board.page, 'Save the decision')
  expect(await said(board.page)).toContain('The place is given')
  expect(await board.page.getByRole('row', { name: GITA.name }).innerText()).toContain('Enrolled')
  await board.context.close()

  expect((await letterTo(GITA.email, 'You have a place')).text).toContain('We are glad to offer you a place')
  const invitation = await letterTo(GITA.email, 'Your account with')
  await again.page.goto(invitation.address)
  await again.page.getByLabel('Password').fill(PASSWORD)
  await press(again.page, 'Set password and sign in')
  await again.page.getByRole('link', { name: 'Programme', exact: true }).click()
  expect(await said(again.page)).toContain('Identifying the problem')
  await again.context.close()
})

test('a pharmacist who does not prescribe is refused without a prescriber’s promise and accepted with it', async () => {
  const { context, page, address } = await begin(NORA.email)
  await page.goto(address)
  await page.getByRole('link', { name: 'Start', exact: true }).click()
  await answerUntilSponsors(page, NORA.name, 'Pharmacist who does not prescribe')
  await nameEmployer(page, MONA)
  await save(page)
  expect(await heading(page)).toContain('A prescriber who supports you')
  await page.goto(`${address}/check`)
  expect(await said(page)).toContain('Still to answer')
  await page.goto(`${address}/sponsors/prescriber`)
  await page.getByLabel('Their name').fill(PIET.name)
  await page.getByLabel('Their email address').fill(PIET.email)
  await save(page)
  await sendIt(page)
  await sponsorAnswers(MONA, 'Agree')

  const board = await openBoard()
  await board.page.getByRole('link', { name: NORA.name }).click()
  const decision = board.page.url()
  await board.page.getByLabel('Offer a place', { exact: true }).check()
  await board.page.getByLabel('Reason').fill('She brings a prescriber with her.')
  await press(board.page, 'Save the decision')
  expect(await board.page.getByRole('alert').innerText()).toContain(
    'can join only with the support of a prescriber in the same area of practice, who has not answered yet',
  )
  expect(await board.page.getByLabel('Reason').inputValue()).toBe('She brings a prescriber with her.')

  await sponsorAnswers(PIET, 'Agree')
  await board.page.goto(decision)
  expect(await said(board.page)).toContain('Can be offered a place')
  await board.page.getByLabel('Offer a place', { exact: true }).check()
  await board.page.getByLabel('Reason').fill('She brings a prescriber with her.')
  await press(board.page, 'Save the decision')
  await page.goto(address)
  expect(await said(page)).toContain('You have a place.')
  await Promise.all([context.close(), board.context.close()])
})
