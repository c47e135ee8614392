import { constants, setPriority } from 'node:os'
import { closeStore, openStore } from '#db/store.ts'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { formAreas } from './form-due.ts'

setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort()).once('SIGINT', () => stopping.abort())
const months = await formAreas({
  store: openStore(env().DATA_DIR),
  clock: now,
  stopped: stopping.signal,
})
closeStore()
const largestMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(`${JSON.stringify({ months, largestMemoryMb })}\n`)
