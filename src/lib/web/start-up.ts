import { installation } from '#db/schema/installation.ts'
import type { Reader } from '#db/store.ts'
import { isUpToDate } from '#db/upkeep.ts'
import type { Env } from '#lib/env.ts'
import { describeFault } from './log.ts'

/** Said to whoever starts a command: something outside the code is not as it must be. */
export class CannotStart extends Error {}

/** Runs a command, and ends the process with a sentence when it cannot start. */
export async function plainly(command: () => Promise<void>) {
  try {
    await command()
  } catch (fault) {
    const why = fault instanceof CannotStart ? fault.message : JSON.stringify(describeFault(fault))
    process.stderr.write(`Steward cannot start: ${why}\n`)
    process.exit(1)
  }
}

export function refuseUnmigrated(dataDir: string) {
  if (isUpToDate(dataDir)) return
  throw new CannotStart(`the database in ${dataDir} is missing or older than this version. Run bin/migrate.`)
}

/** A demonstration has public passwords, so it never leaves the machine it was made on. */
export async function refuseExposedDemonstration(
  reader: Reader,
  { demoPossible }: Pick<Env, 'demoPossible'>,
) {
  const made = await reader.select({ demonstration: installation.demonstration }).from(installation)
  if (demoPossible || !made.some(({ demonstration }) => demonstration)) return
  throw new CannotStart(
    'this data folder holds the demonstration, whose passwords are public. ' +
      'Set HOST=127.0.0.1 and leave ORIGIN unset, or set DATA_DIR to another folder.',
  )
}
