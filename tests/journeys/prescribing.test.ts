import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const main = (page: Awaited<ReturnType<typeof openWindow>>['page']) => page.getByRole('main')

test('a newcomer finds a practice, reads its chart and sees where a figure comes from, without JavaScript', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, 'imogen.castellan@example.org')
  await page.getByRole('link', { name: 'Prescribing', exact: true }).click()
  expect(await main(page).innerText()).toContain('Data to August 2026')

  // She has only a part of its name, in small letters.
  await page.getByLabel('Find a practice').fill('kiln yard')
  await main(page).getByRole('button', { name: 'Find' }).click()
  expect(await main(page).innerText()).toContain('1 practice found')
  await main(page).getByRole('list').getByRole('link', { name: 'Kiln Yard Surgery' }).first().click()

  const overview = await main(page).innerText()
  expect(overview).toContain('joined by Hawkmoth Wharf Surgery')
  expect(overview).toContain('patients were registered on 1 August 2026')
  expect(overview).toContain('chance alone would give')
  for (const group of ['Opioids overall', 'High dose', 'What may take their place', 'Single medicines'])
    expect(overview).toContain(group)

  // One measure: the fact first, then its sentence, its direction, what happened, and the other practices behind it.
  await page.getByRole('link', { name: 'Opioid items per 1,000 patients', exact: true }).click()
  const measure = await main(page).innerText()
  const fact =
    /August 2026: [\d.]+ items per 1,000 registered patients per month[.,].*(above|below) the median of [\d.]+\./
  expect(measure.search(fact)).toBeGreaterThan(0)
  expect(measure.search(fact)).toBeLessThan(measure.search(/sign of a? ?change beyond chance/))
  expect(measure).toMatch(/No sign of a change beyond chance|A sign of a? ?change beyond chance/)
  expect(measure).toContain('Lower is better')
  expect(measure).toContain('Joined by Hawkmoth Wharf Surgery (Z98230)')
  expect(measure).toContain('10th to 90th percentile')
  await main(page).getByRole('link', { name: 'Nothing', exact: true }).click()
  expect(await main(page).innerText()).not.toContain('10th to 90th percentile')

  // A point of the picture leads to the file, hash and version behind it, and is no stop on the way by keyboard.
  const point = main(page).locator('.chart-layers.chart-wide a[href$="/2026-07"]')
  expect(await point.getAttribute('tabindex')).toBe('-1')
  await point.click()
  const figure = await main(page).innerText()
  expect(figure).toContain('Where the figure of July 2026 comes from')
  for (const fact of [/EPD_SNOMED_202607\.csv/, /[0-9a-f]{64}/, /Version \d{4}-\d{2}-\d{2}/])
    expect(figure).toMatch(fact)
  await page.getByRole('link', { name: 'Back to the chart' }).click()

  // The table, and from a figure in it to the file that it comes from.
  await main(page).getByText('Figures of this chart as a table').click()
  const row = main(page).getByRole('row', { name: /^Jul 2026/ })
  await row.getByRole('link', { name: 'EPD_SNOMED_202607.csv' }).click()
  const file = await main(page).innerText()
  expect(file).toContain('EPD_SNOMED_202607.csv')
  expect(file).toMatch(/[0-9a-f]{64}/)
  await context.close()
})

test('a participant is at their own practice with one click, and the sum of the cohort with one more', async () => {
  const { context, page } = await openWindow(browser, origin, { width: 320 })
  await signIn(page, 'amara.whitfield@example.org')
  await page.getByRole('link', { name: 'Prescribing', exact: true }).click()
  expect(new URL(page.url()).pathname).toBe('/prescribing/Z98001')
  await page.goto('/prescribing/z98001/opioid_items_per_1000')
  expect(new URL(page.url()).pathname).toBe('/prescribing/Z98001/opioid_items_per_1000')
  // On a phone no figure of a presentation is off the screen, and each says what it is.
  const change = main(page)
    .getByRole('row', { name: /^Codeine 30mg/ })
    .getByRole('cell')
    .last()
  const box = await change.boundingBox()
  expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(320)
  expect(await change.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('Change')
  await page.goto('/prescribing')
  await main(page)
    .getByRole('link', { name: /^Cohort / })
    .click()
  const cohort = await main(page).innerText()
  // Other journeys bring practices of their own.
  expect(cohort).toMatch(/\b(1[2-9]) of \1 practices, summed/)
  expect(cohort).not.toContain('How fresh the figures are')
  await page.getByLabel('Measure').selectOption('Total oral morphine equivalent per 1,000 patients')
  await main(page).getByRole('button', { name: 'Show' }).click()
  expect(await main(page).innerText()).not.toContain('Each practice, by name')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await context.close()
})

test('a facilitator lays every practice side by side and sees what is missing', async () => {
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, 'imogen.castellan@example.org')
  await page.goto('/prescribing')
  await main(page).getByRole('link', { name: 'Cohort Summer 2026' }).click()
  await page.getByLabel('Measure').selectOption('Opioid items per 1,000 patients')
  await main(page).getByRole('button', { name: 'Show' }).click()
  const practices = main(page).locator('#practices h3 a')
  const names = await practices.allInnerTexts()
  expect(names.length).toBeGreaterThanOrEqual(12)
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)))
  const starts = () =>
    main(page)
      .locator('#practices svg')
      .evaluateAll((all) => all.map((svg) => svg.querySelector('text[text-anchor="end"]')?.textContent))
  expect(new Set(await starts())).toEqual(new Set(['0']))
  await main(page).getByRole('link', { name: 'Show each on a scale of its own' }).click()
  expect(new Set(await starts()).size).toBeGreaterThan(1)
  const freshness = await main(page).locator('#freshness').innerText()
  expect(freshness).toContain('Nothing published for October 2025')
  expect(freshness).toContain('so the one before is used')
  await context.close()
})
