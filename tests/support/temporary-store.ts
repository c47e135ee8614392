import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import type { Store } from '#db/store.ts'

/** A store for tests in a table, where the `store` fixture cannot be asked for. */
export async function openTemporaryStore(work: (store: Store) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'steward-test-'))
  const file = join(folder, 'steward.sqlite')
  copyFileSync(inject('templateDatabase'), file)
  const store = openSqliteStore(file)
  try {
    await work(store)
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
