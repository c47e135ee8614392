import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DATABASE } from '#db/store.ts'
import { isUpToDate, lockDataDir } from '#db/upkeep.ts'
import { checkBackup } from './check.ts'
import { FACTS, type Facts, isOfNoAccount } from './contents.ts'
import { CannotBackUp, copyInto, filesBelow, flush, sumOf } from './files.ts'

export interface Restored extends Facts {
  path: string
  files: number
  /** Whether the next start has to bring the database up to date. */
  isOlder: boolean
}

/** Puts a backup into an empty data folder. Leaves no file there when it fails. */
export async function restore(backup: string, dataDir: string): Promise<Restored> {
  const path = resolve(dataDir)
  await refuseUnlessEmpty(path)
  const { sums, facts } = await checkBackup(resolve(backup))
  const isOlder = isOlderThanThis(resolve(backup))
  await mkdir(path, { recursive: true, mode: 0o700 })
  const lock = lockDataDir(path)
  if (!lock) throw new CannotBackUp(`A server is using ${path}. Stop it first.`)
  const files = [...sums].filter(([file]) => file !== FACTS)
  const written: string[] = []
  try {
    for (const [file, sum] of files) {
      const to = join(path, file === DATABASE ? UNFINISHED : file)
      written.push(to)
      const isThere = await copyInto(join(backup, file), to)
      if (!isThere || (await sumOf(to)) !== sum)
        throw new CannotBackUp(`${file} could not be copied whole. Try again.`)
    }
    await rename(join(path, UNFINISHED), join(path, DATABASE))
    written.push(join(path, DATABASE))
    await flush(path)
    return { ...facts, path, files: files.length, isOlder }
  } catch (error) {
    for (const file of written) await rm(file, { force: true })
    throw error
  } finally {
    lock.release()
  }
}

function isOlderThanThis(backup: string): boolean {
  try {
    return !isUpToDate(backup)
  } catch (error) {
    throw new CannotBackUp(
      `The backup in ${backup} does not fit this version of Steward. Restore it with the version that made it, or a newer one. (${(error as Error).message})`,
    )
  }
}

const UNFINISHED = `${DATABASE}.unfinished`

/** Empty folders do not count. */
async function refuseUnlessEmpty(path: string) {
  const inIt = existsSync(path) ? (await filesBelow(path)).filter((file) => !isOfNoAccount(file)) : []
  if (inIt.length === 0) return
  const what = inIt.includes(DATABASE) ? 'a database already' : `something in it (${inIt[0]})`
  throw new CannotBackUp(
    `The data folder ${path} has ${what}. A backup is restored into an empty folder only: set DATA_DIR to a new one, or move this one away first.`,
  )
}
