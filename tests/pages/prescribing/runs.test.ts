import { importRuns } from '#db/schema/import-runs.ts'
import type { Store } from '#db/store.ts'
import { type ImportResult, refusedUnread, told } from '#lib/prescribing/import-result.ts'
import type { Problem } from '#lib/prescribing/problems.ts'
import RunPage from '../../../src/pages/prescribing/imports/runs/[run].astro'
import { type Actor, given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const problem = (told: Partial<Problem>): Problem => ({
  level: 'error',
  line: null,
  column: null,
  code: 'test',
  message: '',
  ...told,
})

/** The page of a run that is over, by what the reader was told. */
async function pageOf(
  store: Store,
  as: Actor,
  of: Partial<ImportResult>,
  run: Partial<typeof importRuns.$inferInsert> = {},
) {
  const at = new Date('2026-11-22T10:00:00Z')
  const result = { ...refusedUnread('a.csv', 'test', ''), ...of }
  await store.transact(async (tx) => {
    await tx.insert(importRuns).values({
      id: 'told',
      fileName: 'a.csv',
      waitsAt: 'uploads/a.csv',
      source: 'upload',
      state: 'finished',
      replaces: false,
      bytesRead: 1,
      rowsRead: 1,
      startedBy: as.id,
      startedAt: at,
      heardAt: at,
      finishedAt: at,
      result,
      ...run,
    })
  })
  return visit(RunPage, store, { as, params: { run: 'told' } })
}

describe('what was told of a file', () => {
  test('names its line once', async ({ store }) => {
    const { fran } = await given.cohort(store)
    const page = await pageOf(store, fran, {
      problems: [
        problem({ line: 5, column: 'ITEMS', message: 'Line 5: ITEMS is "two", which is not a number.' }),
        problem({ line: 7, column: 'CODE', message: 'Two rows say the same.' }),
      ],
    })
    expect(page.text).toContain('Error: Line 5: ITEMS is "two"')
    expect(page.text).toContain('Error, line 7, CODE: Two rows say the same.')
  })

  test('that was refused says once that nothing of it was stored', async ({ store }) => {
    const { fran } = await given.cohort(store)
    const result = told({ ...refusedUnread('a.csv', 'test', 'The file is empty.') })
    const { text } = await pageOf(store, fran, result)
    expect(text).toContain('Nothing of it was stored')
    expect(text).not.toContain('Nothing of this file was imported')
  })

  test.for([
    ['register', 'A register is loaded already'],
    ['epd', 'These months are loaded already'],
  ] as const)(
    'of a %s that would replace another asks what is to be done',
    async ([kind, words], { store }) => {
      const { fran } = await given.cohort(store)
      const page = await pageOf(store, fran, { kind, status: 'needs_decision' })
      expect(page.text).toContain(words)
    },
  )

  test('offers the measures that a download is likely to hold first', async ({ store }) => {
    const { fran } = await given.cohort(store)
    const problems = [
      problem({
        level: 'warning',
        code: 'measure_not_named',
        message:
          'Which measure is it? Its values are not fractions between 0 and 1, so it is one for 1,000 patients.',
      }),
    ]
    const page = await pageOf(
      store,
      fran,
      { kind: 'openprescribing', status: 'needs_decision', problems },
      { fileName: 'pregabalin-total-mg.csv' },
    )
    const values = [...page.html.matchAll(/<option value="(\w+)"/g)].map(([, value]) => value)
    expect(values[0]).toBe('pregabalin_mg_per_1000')
    expect(values).toHaveLength(15)
    expect(page.text).toContain('The likely ones come first')
    expect(page.html).toMatch(/<button[^>]*>Continue<\/button>/)
  })
})

test('cancelling an import is offered quietly, and the page says that it refreshes by itself', async ({
  store,
}) => {
  const { fran } = await given.cohort(store)
  const page = await pageOf(store, fran, {}, { state: 'reading', finishedAt: null, result: null })
  expect(page.html).toMatch(/<button class="nhsuk-button nhsuk-button--secondary"[^>]*>Cancel this import</)
  expect(page.text).toContain('This page refreshes by itself every two seconds')
})
