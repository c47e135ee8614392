import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DATABASE } from '#db/store.ts'
import { inspectDatabase } from '#db/upkeep.ts'
import { FACTS, type Facts, readFacts, readSums, SUMS, type Sums } from './contents.ts'
import { CannotBackUp, sumOf } from './files.ts'

export interface Checked {
  sums: Sums
  facts: Facts
}

/** Reads every byte of a backup and throws when it is not as it was made. */
export async function checkBackup(folder: string): Promise<Checked> {
  const list = await readFile(join(folder, SUMS), 'utf8').catch(() => undefined)
  if (list === undefined) throw new CannotBackUp(`${folder} is no backup: it has no ${SUMS}.`)
  const sums = readSums(list)
  if (!sums) throw new CannotBackUp(damaged(folder, `${SUMS} cannot be read`))
  for (const [file, sum] of sums) {
    const found = await sumOf(join(folder, file)).catch(() => undefined)
    if (found === undefined) throw new CannotBackUp(damaged(folder, `${file} is missing or cannot be read`))
    if (found !== sum) throw new CannotBackUp(damaged(folder, `${file} is not as it was`))
  }
  const facts = readFacts(await readFile(join(folder, FACTS), 'utf8'))
  if (!facts)
    throw new CannotBackUp(`The backup in ${folder} was made by a newer version of Steward. Use that one.`)
  const { faults } = inspectDatabase(join(folder, DATABASE))
  if (faults.length > 0) throw new CannotBackUp(damaged(folder, `its database says: ${faults[0]}`))
  return { sums, facts }
}

const damaged = (folder: string, what: string) =>
  `The backup in ${folder} is damaged: ${what}. Nothing was restored. Use another backup.`
