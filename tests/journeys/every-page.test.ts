import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { accessibilityProblems, openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
const database = new Database(join(inject('dataDir'), 'steward.sqlite'), { readonly: true })
const pluck = (sql: string) => database.prepare(sql).pluck().get() as string

const id = {
  cohort: pluck('select id from cohorts order by starts_on'),
  next: pluck('select id from cohorts order by starts_on desc'),
  held: pluck("select id from sessions where topic = 'testing' order by held_on"),
  applied: pluck("select id from applications where name = 'Fergus Llewellyn'"),
  coming: pluck("select id from sessions where topic = 'showing-improvement' order by held_on"),
  project: pluck("select id from projects where title like 'A plan for every%'"),
  typed: pluck("select id from measures where title like 'Opioid reviews%'"),
  published: pluck("select id from measures where source = 'prescribing' limit 1"),
  cycle: pluck("select id from cycles where title like 'Questions sent%'"),
  openCycle: pluck("select id from cycles where title like 'The plan becomes%'"),
  accepted: pluck("select id from case_studies where title like 'A plan for every%'"),
  returned: pluck("select id from case_studies where title like 'No repeat%'"),
  code: pluck('select code from certificates'),
  import: pluck("select id from imports where kind = 'epd' limit 1"),
}

/** The private link in the latest letter to somebody who applied or was asked for a promise. */
const linkOf = (email: string, kind: 'applications' | 'promises') =>
  new RegExp(`/${kind}/[\\w-]+`).exec(
    pluck(
      `select body from mail_messages where to_email = '${email}' and body like '%/${kind}/%' order by queued_at desc`,
    ),
  )?.[0] ?? ''
const draft = linkOf('bertrand.okafor@example.org', 'applications')

const programme = '/programmes/opioid-stewardship'
/** The pages of a folder of the content, without the number that orders their files. */
const namesIn = (folder: string) =>
  readdirSync(join('src/content', folder))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => name.replace(/^\d+-/, '').replace('.mdx', ''))
const pages: Record<string, string[]> = {
  '': [
    '/',
    '/sign-in',
    '/password-reset',
    '/password-reset?asked',
    '/choose-password/gone',
    '/certificates',
    `/certificates/${id.code}`,
    '/outbox',
    '/nothing-here',
    '/programmes',
    programme,
    `${programme}/timetable`,
    `${programme}/masterclasses`,
    ...namesIn('programmes/opioid-stewardship/sessions').map((name) => `${programme}/sessions/${name}`),
    '/toolkit',
    ...namesIn('toolkit').map((name) => `/toolkit/${name}`),
    '/resources',
    '/search',
    '/search?q=pain',
    '/search?q=zzqqxx',
    '/prescribing/definitions',
    '/prescribing/definitions/opioid_ome_per_1000',
    '/prescribing/definitions/high_dose_120_percent',
    '/prescribing/definitions/bzd_zdrug_items_per_1000',
    `/applications/new?cohort=${id.next}`,
    `/applications/new?cohort=${id.next}&asked`,
    '/applications/gone',
    draft,
    ...['name', 'profession', 'registration', 'practice?search=surgery', 'practice?listed=no', 'focus'].map(
      (step) => `${draft}/${step}`,
    ),
    ...['dates', 'promise', 'sponsors/employer', 'check', 'withdrawal'].map((step) => `${draft}/${step}`),
    linkOf('fergus.llewellyn@example.org', 'applications'),
    `${linkOf('esther.quayle@example.org', 'applications')}/sponsors/prescriber`,
    linkOf('winifred.threlfall@example.org', 'promises'),
    linkOf('una.threlfall@example.org', 'promises'),
    linkOf('winifred.nakamura@example.org', 'promises'),
    '/promises/gone',
    ...namesIn('help').map((name) => `/help/${name}`),
    '/legal/privacy',
    '/legal/cookies',
    '/legal/accessibility',
  ],
  'amara.whitfield@example.org': [
    '/home',
    '/account',
    `/cohorts/${id.cohort}`,
    `/sessions/${id.held}`,
    '/projects',
    '/projects/new',
    `/projects/${id.project}`,
    `/projects/${id.project}/aim`,
    `/projects/${id.project}/measures/new`,
    `/projects/${id.project}/measures/new?source=typed`,
    `/projects/${id.project}/measures/new?source=prescribing`,
    `/projects/${id.project}/cycles/new`,
    `/measures/${id.typed}`,
    `/measures/${id.typed}?view=limits`,
    `/measures/${id.published}?view=nhs`,
    `/measures/${id.typed}?view=seasonal`,
    `/measures/${id.typed}/edit`,
    `/measures/${id.typed}/retirement`,
    `/measures/${id.typed}/points`,
    `/measures/${id.typed}/points/pasted`,
    `/measures/${id.typed}/points/corrections`,
    `/measures/${id.published}/baseline`,
    `/measures/${id.typed}/phases`,
    `/measures/${id.typed}/exclusions`,
    `/measures/${id.typed}/targets`,
    `/measures/${id.published}`,
    `/cycles/${id.cycle}`,
    `/cycles/${id.openCycle}`,
    `/cycles/${id.openCycle}/do`,
    '/prescribing/Z98001',
    '/prescribing/Z98001/opioid_items_per_1000',
    '/prescribing/Z98001/opioid_items_per_1000/2026-07',
    '/prescribing/Z98001/high_dose_items_per_1000?compare=england&months=12',
    `/prescribing/cohorts/${id.cohort}`,
    '/prescribing/areas/ENG?measure=opioid_items_per_1000',
    '/prescribing/imports',
    '/prescribing/imports/new',
    '/account/letters',
    '/account/calendar',
    '/account/sign-ins',
    '/learning',
    '/learning/confidence',
    '/resources',
    '/toolkit/pdsa',
    `${programme}/sessions/the-complexity-of-pain`,
    '/cpd',
    `/case-studies/${id.accepted}`,
    '/admin',
  ],
  'beatrix.oyelade@example.org': [
    `/case-studies/${id.returned}`,
    `/case-studies/${id.returned}/edit`,
    `/case-studies/${id.returned}/submission`,
  ],
  'nerys.calloway@example.org': ['/home', '/projects', '/case-studies/new', '/cpd'],
  'imogen.castellan@example.org': [
    '/home',
    `/cohorts/${id.cohort}/progress`,
    `/cohorts/${id.cohort}/reflections`,
    ...['', '/settings', '/dates', '/publication', '/cancellation'].map(
      (part) => `/cohorts/${id.cohort}/plan${part}`,
    ),
    ...['edit', 'cancellation'].map((part) => `/sessions/${id.coming}/${part}`),
    `/cohorts/${id.next}/applications`,
    `/cohorts/${id.next}/applications?missing=any`,
    `/cohorts/${id.next}/applications/${id.applied}`,
    `/cohorts/${id.next}/applications/letters`,
    `/cohorts/${id.next}/applications/letters/ask-employer`,
    `/sessions/${id.held}/register`,
    '/projects',
    '/prescribing',
    '/prescribing?q=wharf',
    '/prescribing/Z98230',
    '/prescribing/Z98010/opioid_items_per_1000',
    '/prescribing/Z98011/opioid_ome_per_1000?view=limits',
    `/prescribing/cohorts/${id.cohort}?measure=opioid_items_per_1000`,
    '/prescribing/networks/U98001',
    '/prescribing/areas/98Z?measure=opioid_ome_per_1000&page=2',
    '/prescribing/imports?kind=epd',
    '/prescribing/imports/runs',
    `/prescribing/imports/${id.import}`,
    `/prescribing/imports/${id.import}/undoing`,
    '/reviews',
  ],
  'marguerite.adeyinka@example.org': ['/home', '/reviews', `/case-studies/${id.accepted}`],
  'solomon.birchwood@example.org': [
    '/home',
    '/admin',
    '/admin/people',
    '/practices?search=surgery',
    '/practices/Z98001',
    '/practices/networks',
    '/admin/cohorts',
    '/admin/outbox',
    '/admin/audit',
    '/admin/audit?person=osei&kind=cohorts&from=2020-01-01',
  ],
}

/** Pages that say that they are not to be had, to those who look at them here. */
const NOT_THERE = /^\/nothing-here$|^\/[a-z-]+\/gone$|^amara.+\/admin$/

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  database.close()
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
