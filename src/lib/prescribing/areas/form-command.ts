import { constants, setPriority } from 'node:os'
import { closeStore, openStore } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { formDueAreas } from './form-due.ts'

/** Well inside the lease of the job; what is left has the next turn. */
const LONGEST_MS = 120_000

setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort()).once('SIGINT', () => stopping.abort())
const until = performance.now() + LONGEST_MS
const months = await formDueAreas(
  openStore(env().DATA_DIR),
  systemBy('areas', now()),
  () => stopping.signal.aborted || performance.now() > until,
)
closeStore()
process.stdout.write(`${JSON.stringify({ months })}\n`)
