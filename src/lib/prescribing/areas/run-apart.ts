import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Reader } from '#db/store.ts'
import { listMonthsDue } from './inputs.ts'

/** Commands and server are started in the folder of the repository. */
const command = () => join(process.cwd(), 'src/lib/prescribing/areas/form-command.ts')

export const areAreasDue = async (reader: Reader) => (await listMonthsDue(reader)).length > 0

/** Forms what is due in a process of its own, so that no page waits for it; stopping ends it after the month at hand. */
export async function formAreasApart(stopped: AbortSignal) {
  if (stopped.aborted) return
  const child = spawn(process.execPath, [command()], { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (piece: Buffer) => said.push(piece))
  const stop = () => child.kill('SIGTERM')
  stopped.addEventListener('abort', stop, { once: true })
  const [code] = (await once(child, 'close')) as [number | null]
  stopped.removeEventListener('abort', stop)
  if (code !== 0 && !stopped.aborted) {
    throw new Error(
      `Area figures were not formed (exit ${code}): ${Buffer.concat(said).toString().slice(-500)}`,
    )
  }
}
