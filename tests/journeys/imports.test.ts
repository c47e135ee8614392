import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
const folder = mkdtempSync(join(tmpdir(), 'steward-import-'))
const NAME = 'EPD_SNOMED_202608.csv'

/** Larger than any other form may be, and of a month before the demonstration's. */
function largeFile(): string {
  const [head, ...rows] = readFileSync(`tests/fixtures/prescribing/${NAME}`, 'utf8')
    .replaceAll('2026-08', '2024-06')
    .split('\n')
  const own = rows.filter((line) => line.includes(',Z98001,')).join('\n')
  const copies = Array.from({ length: 8000 }, (_, index) => own.replaceAll('Z98001', `A${10_000 + index}`))
  const path = join(folder, 'EPD_SNOMED_202406.csv')
  writeFileSync(path, [head, own, ...copies].join('\n'))
  return path
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a facilitator sends a large file, watches it, sees the result, and undoes the import with a reason', async () => {
  const { context, page } = await openWindow(browser, origin)
  const main = page.getByRole('main')
  await signIn(page, 'imogen.castellan@example.org')
  await page.goto('/prescribing/imports')
  await main.getByRole('link', { name: 'Import files' }).click()
  await page.getByLabel('NHS files').setInputFiles(largeFile())
  await main.getByRole('button', { name: 'Import' }).click()
  await page.waitForURL(/\/prescribing\/imports\/runs\//)
  // The page shows itself anew, without a script, until there is a result.
  await main.getByText('Imported', { exact: true }).waitFor()
  expect(await main.innerText()).toMatch(/rows read, .* kept: June 2024, 7,993 practices/)
  await main.getByRole('link', { name: 'What was imported, and undoing it' }).click()
  expect(await main.innerText()).toContain('by you')
  await main.getByRole('link', { name: 'Undo this import' }).click()
  await main.getByRole('button', { name: 'Undo the import' }).click()
  expect(await page.getByRole('alert').innerText()).toContain('Enter why it is undone')
  await page.getByLabel('Why').fill('It was made up')
  await main.getByRole('button', { name: 'Undo the import' }).click()
  expect(await main.innerText()).toContain('It was made up')
  await page.goto('/prescribing/imports')
  expect(await main.innerText()).toMatch(/EPD_SNOMED_202406\.csv\s+Undone/)
  await context.close()
})

test('a participant is asked before their month is replaced, and leaves it as it is', async () => {
  const { context, page } = await openWindow(browser, origin)
  const main = page.getByRole('main')
  await signIn(page, 'amara.whitfield@example.org')
  await page.goto('/prescribing/imports/new')
  await page.getByLabel('NHS files').setInputFiles(`tests/fixtures/prescribing/${NAME}`)
  await main.getByRole('button', { name: 'Import' }).click()
  await main.getByText('These months are loaded already').waitFor()
  await page.getByLabel('Keep what is loaded, and leave this file out').check()
  await main.getByRole('button', { name: 'Continue' }).click()
  expect(await main.innerText()).toContain('It was left out')
  await context.close()
})
