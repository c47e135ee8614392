import { importRuns } from '#db/schema/import-runs.ts'
import type { Store } from '#db/store.ts'
import { refusedUnread } from '#lib/prescribing/import-result.ts'
import AdminPage from '../../../src/pages/admin/index.astro'
import HomePage from '../../../src/pages/home.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const at = new Date('2026-11-22T10:00:00Z')

/** A file that came by the inbox and asks something. */
const waits = (store: Store, id: string, fileName: string) =>
  store.transact(async (tx) => {
    await tx.insert(importRuns).values({
      id,
      fileName,
      waitsAt: `inbox/undecided/${id} ${fileName}`,
      source: 'inbox',
      state: 'finished',
      replaces: false,
      bytesRead: 1,
      rowsRead: 1,
      startedBy: 'system:inbox',
      startedAt: at,
      heardAt: at,
      finishedAt: at,
      result: { ...refusedUnread(fileName, 'month_loaded', 'Loaded already'), status: 'needs_decision' },
    })
  })

describe('a file that waits for an answer', () => {
  test('is one line with a link on the home of those who can give it', async ({ store }) => {
    const { fran, ada, cara } = await given.cohort(store)
    expect((await visit(HomePage, store, { as: fran })).text).not.toContain('waits for an answer')
    await waits(store, 'one', 'EPD_SNOMED_202608.csv')
    for (const [page, as] of [
      [HomePage, fran],
      [HomePage, ada],
      [AdminPage, ada],
    ] as const) {
      const { text, html } = await visit(page, store, { as })
      expect(text).toContain(
        'A file of NHS data waits for an answer before it is imported: EPD_SNOMED_202608.csv',
      )
      expect(html).toContain('href="/prescribing/imports/runs/one"')
    }
    expect((await visit(HomePage, store, { as: cara })).text).not.toContain('waits for an answer')
  })

  test('is counted among others, which are all on one page', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await waits(store, 'one', 'EPD_SNOMED_202608.csv')
    await waits(store, 'two', 'EPD_SNOMED_202609.csv')
    const { text, html } = await visit(HomePage, store, { as: fran })
    expect(text).toContain('2 files of NHS data wait for an answer')
    expect(html).toContain('href="/prescribing/imports"')
  })
})
