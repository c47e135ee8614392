import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reader } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { discardImport } from '../commands.ts'
import type { Surroundings } from '../runs/carry-out.ts'
import { moveFileOfRun } from '../runs/commands.ts'
import { listNeededFiles, listStaleFiles } from '../runs/queries.ts'
import { UPLOADS } from '../runs/uploads.ts'
import { keptFolder, removeKept } from './kept-rows.ts'
import { listKeptFiles, listLeftBehind } from './queries.ts'

/** A file that nobody names may be one that is just being written. */
const SURELY_OLD_MS = 3_600_000

/** Whether there is anything to remove, as far as a look tells that costs next to nothing. */
export async function needsTidying(reader: Reader, dataDir: string, at: Date): Promise<boolean> {
  if ((await listLeftBehind(reader)).length > 0 || (await listStaleFiles(reader, at)).length > 0) return true
  const needed = await listNeededFiles(reader)
  const names = await readdir(join(dataDir, UPLOADS)).catch(() => [])
  return names.some((name) => !needed.has(join(UPLOADS, name)))
}

/** Removes what processes that died left behind, and uploads that nobody decided about in a day. */
export async function tidyImports({ store, dataDir, clock }: Surroundings) {
  const by = systemBy('tidy', clock())
  for (const { id, keptFile } of await listLeftBehind(store.reader)) {
    await store.transact((tx) => discardImport(tx, by, id))
    await removeKept(keptFolder(dataDir), keptFile)
  }
  for (const { id, waitsAt } of await listStaleFiles(store.reader, clock())) {
    await store.transact((tx) => moveFileOfRun(tx, by, id, null))
    await rm(join(dataDir, waitsAt ?? ''), { force: true })
  }
  const needed = await listNeededFiles(store.reader)
  await removeOld(join(dataDir, UPLOADS), (name) => needed.has(join(UPLOADS, name)))
  const kept = await listKeptFiles(store.reader)
  await removeOld(keptFolder(dataDir), (name) => kept.has(name))
}

async function removeOld(folder: string, isNamed: (name: string) => boolean) {
  for (const name of await readdir(folder).catch(() => [])) {
    if (isNamed(name)) continue
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > SURELY_OLD_MS) await rm(join(folder, name), { force: true })
  }
}
