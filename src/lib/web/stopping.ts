import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const LONGEST_MS = 10_000
const SWEEP_MS = 50

/** Takes no more requests, lets those under way finish, and waits for both no longer than ten seconds. */
export async function drain(server: Server, jobs: { stop(): Promise<unknown> }, longest = LONGEST_MS) {
  const closed = new Promise((resolve) => server.close(resolve))
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const over = new AbortController()
  const deadline = pause(longest, undefined, { signal: over.signal }).catch(() => undefined)
  await Promise.race([Promise.all([closed, jobs.stop()]), deadline])
  over.abort()
  clearInterval(sweep)
  server.closeAllConnections()
}
