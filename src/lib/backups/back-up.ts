import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { DATABASE } from '#db/store.ts'
import { copyDatabase, inspectDatabase } from '#db/upkeep.ts'
import { belongsInBackup, FACTS, SUMS, writeFacts, writeSums } from './contents.ts'
import { CannotBackUp, copyInto, filesBelow, flush, sizeOf, sumOf } from './files.ts'

export interface BackedUp {
  path: string
  /** An instant. */
  madeAt: string
  files: number
  bytes: number
}

/** Copies the data folder into a folder of its own, while a server goes on using it. Leaves nothing when it fails. */
export async function backUp(dataDir: string, to: string, madeAt: Date): Promise<BackedUp> {
  const path = resolve(to)
  await refuseUnlessNew(dataDir, path)
  const unfinished = `${path}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    const files = await copyAll(dataDir, unfinished)
    const { faults, rows } = inspectDatabase(join(unfinished, DATABASE))
    if (faults.length > 0) throw new CannotBackUp(damaged(faults))
    await write(join(unfinished, FACTS), writeFacts({ format: 1, madeAt: madeAt.toISOString(), rows }))
    const listed = [...files, DATABASE, FACTS]
    const sums = new Map<string, string>()
    for (const file of listed) sums.set(file, await sumOf(join(unfinished, file)))
    await write(join(unfinished, SUMS), writeSums(sums))
    const bytes = await sizeOf(unfinished, listed)
    await rmdir(path).catch(() => undefined)
    await rename(unfinished, path)
    await flush(dirname(path))
    return { path, madeAt: madeAt.toISOString(), files: listed.length, bytes }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if ((error as { code?: string }).code === 'ENOSPC') throw new CannotBackUp(DISK_FULL)
    throw error
  }
}

/** Answers the files beside the database. Looks twice: see README.md. */
async function copyAll(dataDir: string, to: string): Promise<Set<string>> {
  const copied = new Set<string>()
  async function copyFiles() {
    for (const file of (await filesBelow(dataDir)).filter(belongsInBackup)) {
      if (!copied.has(file) && (await copyInto(join(dataDir, file), join(to, file)))) copied.add(file)
    }
  }
  await copyFiles()
  await copyDatabase(dataDir, join(to, DATABASE))
  await copyFiles()
  return copied
}

async function refuseUnlessNew(dataDir: string, path: string) {
  const data = resolve(dataDir)
  if (!existsSync(join(data, DATABASE)))
    throw new CannotBackUp(`There is no database in ${data}. Set DATA_DIR to the data folder of the server.`)
  if (isWithin(data, path) || isWithin(path, data))
    throw new CannotBackUp(
      `${path} and the data folder ${data} are one inside the other. Name a folder elsewhere.`,
    )
  const inIt = await readdir(path).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR')
      throw new CannotBackUp(`${path} is a file. Name a folder that does not exist yet.`)
    throw error
  })
  if (inIt.length > 0)
    throw new CannotBackUp(
      `${path} is not empty. Name a folder that does not exist yet: each backup has its own.`,
    )
}

const isWithin = (folder: string, path: string) => {
  const way = relative(folder, path)
  return way === '' || !(way.startsWith('..') || resolve(way) === way)
}

async function write(path: string, text: string) {
  await writeFile(path, text, { mode: 0o600 })
  await flush(path)
}

const DISK_FULL =
  'The disk is full. Nothing was kept of this backup: make room, or name a folder on another disk.'
const damaged = (faults: string[]) =>
  `The database itself is damaged, so that there is nothing sound to copy: ${faults[0]}. Restore the last backup.`
