import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'

const BUILT = 'dist/background.mjs'
const SOURCE = 'src/lib/web/background.ts'
const STOPS_WITHIN_MS = 15_000

/** Built by `bin/build` beside the server, which starts in 0.15 s; whatever runs from source starts the source. */
function program(): string {
  const built = join(process.cwd(), BUILT)
  return process.argv[1]?.endsWith('dist/start.mjs') && existsSync(built)
    ? built
    : join(process.cwd(), SOURCE)
}

/**
 * Does work that would hold up pages in a process of its own, on the same data folder and clock. Answers when it
 * has ended, and how. It ends soon after `stopped`, and when this process is gone.
 */
export async function inChild(
  work: string,
  stopped: AbortSignal,
  hear: (said: unknown) => void = () => undefined,
): Promise<{ code: number | null }> {
  const { DATA_DIR, NOW } = env()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program(), work], {
    env: { ...process.env, DATA_DIR, ...(NOW && { NOW: now().toISOString() }) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', hear)
  const ended = once(child, 'exit')
  let patience: NodeJS.Timeout | undefined
  const stop = () => {
    child.kill('SIGTERM')
    patience = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS)
  }
  stopped.addEventListener('abort', stop, { once: true })
  if (stopped.aborted) stop()
  try {
    const [code] = (await ended) as [number | null]
    return { code }
  } finally {
    clearTimeout(patience)
    stopped.removeEventListener('abort', stop)
  }
}
