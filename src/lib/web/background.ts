import { constants, setPriority } from 'node:os'
import { closeStore, openStore } from '#db/store.ts'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { formAreas } from '#lib/prescribing/areas/form-due.ts'
import { fillPresentations } from '#lib/prescribing/kept/fill.ts'
import { recomputeSums } from '#lib/prescribing/kept/recompute.ts'
import { tidyImports } from '#lib/prescribing/kept/tidy.ts'
import { carryOutRuns, type Surroundings } from '#lib/prescribing/runs/carry-out.ts'
import { describeFault, openLog, TO_ERRORS } from './log.ts'

/** What is done in a process of its own; `children.ts` starts it. */
const WORK: Record<string, (around: Surroundings) => Promise<unknown>> = {
  imports: (around) => carryOutRuns(around, (taken) => process.send?.({ taken })),
  tidy: tidyImports,
  presentations: fillPresentations,
  recompute: recomputeSums,
  areas: formAreas,
}

const LINGERS_MS = 2000

const { DATA_DIR, LOG_LEVEL } = env()
const log = openLog(LOG_LEVEL, TO_ERRORS)
const stopping = new AbortController()
const stop = () => stopping.abort(new Error('Stopped'))
process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop)
// Pages come first on a machine with few cores.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const [verb = ''] = process.argv.slice(2)
try {
  const work = WORK[verb]
  if (!work) throw new Error('There is no such work')
  await work({ store: openStore(DATA_DIR), dataDir: DATA_DIR, clock: now, stopped: stopping.signal })
} catch (fault) {
  log.error({ work: verb, ...describeFault(fault) }, 'work in the background failed')
  process.exitCode = 1
}
closeStore()
if (process.connected) process.disconnect()
// The line of imports waits for this process: nothing that was left open may keep it.
setTimeout(() => process.exit(), LINGERS_MS).unref()
