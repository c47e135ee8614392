import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Commands and server are started in the folder of the repository. */
const command = () => join(process.cwd(), 'src/lib/prescribing/areas/form-command.ts')

/**
 * Forms what is due in a process of its own, which gives back its memory; stopping ends it after the month at hand.
 * For commands: the server has a runner of its own (`web/children.ts`).
 */
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
