import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, inject } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'

/** Tests that touch storage get a real, migrated, empty database of their own. */
export const test = base.extend<{ store: Store; databaseFile: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  databaseFile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-test-'))
    const file = join(folder, 'steward.sqlite')
    copyFileSync(inject('templateDatabase'), file)
    await use(file)
    rmSync(folder, { recursive: true, force: true })
  },
  store: async ({ databaseFile }, use) => {
    const store = openSqliteStore(databaseFile)
    await use(store)
    store.close()
  },
})

export { describe, expect } from 'vitest'
