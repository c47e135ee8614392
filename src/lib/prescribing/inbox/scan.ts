import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { mayNamePerson } from '#lib/identifiers/file-names.ts'
import { newId } from '#lib/ids.ts'
import { NAME_NOT_SHOWN, NUMBER_IN_NAME, refusedForItsName } from '../import-result.ts'
import { finishRun, moveFileOfRun, startRun } from '../runs/commands.ts'
import { listCancelledInInbox, listNeededFiles } from '../runs/queries.ts'
import { fittingName, INBOX, inboxFolder, moveTo, putAside, refuseInInbox, whileRead } from './folders.ts'

/** Names that programs give to files which they are still writing. */
const UNFINISHED = /^\.|~$|\.(part|partial|filepart|tmp|crdownload|download)$/i
/** A file that was not written to for so long has arrived, when it is as it was at the look before … */
const QUIET_MS = 20_000
/** … or has been quiet for so long that no look before is needed. */
const LONG_QUIET_MS = 120_000

interface Seen {
  bytes: number
  changedAt: number
}
const lookBefore = new Map<string, Seen>()

export interface Arrived {
  name: string
  bytes: number
}

/** Files that lie in the inbox and have stopped growing. The folder is made when it is missing. */
export async function listArrived(dataDir: string, at = Date.now()): Promise<Arrived[]> {
  const folder = inboxFolder(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
    .map(({ name }) => name)
  const arrived: Arrived[] = []
  for (const name of names.sort()) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found) continue
    const quiet = at - found.mtimeMs
    const before = lookBefore.get(path)
    const isSame = before?.bytes === found.size && before.changedAt === found.mtimeMs
    if (quiet > LONG_QUIET_MS || (quiet > QUIET_MS && isSame)) arrived.push({ name, bytes: found.size })
    lookBefore.set(path, { bytes: found.size, changedAt: found.mtimeMs })
  }
  for (const path of lookBefore.keys()) {
    if (path.startsWith(folder) && !names.some((name) => join(folder, name) === path)) lookBefore.delete(path)
  }
  return arrived
}

export async function hasInboxWork({ reader }: Store, dataDir: string): Promise<boolean> {
  if ((await listCancelledInInbox(reader)).length > 0) return true
  return (await listArrived(dataDir)).length > 0 || (await listStranded({ reader }, dataDir)).length > 0
}

/** Puts every file that has arrived in line to be imported, and aside what nobody wants imported. */
export async function takeFromInbox(store: Store, dataDir: string, at: Date) {
  const by = systemBy('inbox', at)
  for (const run of await listCancelledInInbox(store.reader)) {
    await putAside(dataDir, run)
    await store.transact((tx) => moveFileOfRun(tx, by, run.id, null))
  }
  for (const name of await listStranded(store, dataDir)) {
    await moveTo(
      join(inboxFolder(dataDir), 'reading', name),
      join(inboxFolder(dataDir), name.replace(/^\S+ /, '')),
    )
  }
  for (const { name, bytes } of await listArrived(dataDir)) {
    const run = { source: 'inbox', bytes, replaces: false, onlyPractices: null } as const
    if (mayNamePerson(name)) {
      await refuseInInbox(dataDir, name, NUMBER_IN_NAME)
      await store.transact(async (tx) => {
        const id = await startRun(tx, by, { ...run, fileName: NAME_NOT_SHOWN, waitsAt: INBOX })
        await finishRun(tx, by, id, { result: refusedForItsName, importId: null, waitsAt: null })
      })
      continue
    }
    const fileName = fittingName(name)
    const waitsAt = whileRead({ id: newId(), fileName })
    await moveTo(join(inboxFolder(dataDir), name), join(dataDir, waitsAt))
    await store.transact((tx) => startRun(tx, by, { ...run, fileName, waitsAt }))
  }
}

/** A process that died between taking a file and writing that down left it where no run looks for it. */
async function listStranded({ reader }: Pick<Store, 'reader'>, dataDir: string): Promise<string[]> {
  const names = await readdir(join(inboxFolder(dataDir), 'reading')).catch(() => [])
  if (names.length === 0) return []
  const needed = await listNeededFiles(reader)
  return names.filter((name) => !needed.has(join(INBOX, 'reading', name)))
}
