import { closeStore, openStore } from '#db/store.ts'
import { env } from '#lib/env.ts'
import { JOBS, runJob } from './jobs.ts'
import { openLog, TO_ERRORS } from './log.ts'
import { plainly, refuseUnmigrated } from './start-up.ts'

/** `bin/jobs`: one turn of every job, for whoever does not leave it to the server. */
async function runJobsOnce() {
  const { DATA_DIR, LOG_LEVEL } = env()
  refuseUnmigrated(DATA_DIR)
  const store = openStore(DATA_DIR)
  const log = openLog(LOG_LEVEL, TO_ERRORS)
  const stopping = new AbortController()
  process.once('SIGTERM', () => stopping.abort()).once('SIGINT', () => stopping.abort())
  const results = []
  for (const job of JOBS) {
    results.push({ job: job.name, outcome: await runJob(store, log, job, stopping.signal) })
  }
  closeStore()
  const lines = results.map(({ job, outcome }) => `${job}: ${outcome}\n`).join('')
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(results)}\n` : lines)
  process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0
}

await plainly(runJobsOnce)
