import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { hasUpkeep, keepApplications } from '#lib/applications/upkeep.ts'
import { hasRefusals, writeRefusals } from '#lib/auth/refusals.ts'
import { sweepSignIns } from '#lib/auth/sign-in-sessions.ts'
import { now } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { deliverDue } from '#lib/mail/deliver.ts'
import { endLease, takeLease } from '#lib/mail/leases.ts'
import { hasWork } from '#lib/mail/queries.ts'
import { areAreasDue } from '#lib/prescribing/areas/inputs.ts'
import { listGainedPoints, writeGainedPoints } from '#lib/prescribing/gained-points.ts'
import { hasInboxWork, takeFromInbox } from '#lib/prescribing/inbox/scan.ts'
import { areSomeUnfilled, listOutdated } from '#lib/prescribing/kept/queries.ts'
import { needsTidying } from '#lib/prescribing/kept/tidy.ts'
import { areRunsDue } from '#lib/prescribing/runs/queries.ts'
import { inChild } from './children.ts'
import { workOffImports } from './import-line.ts'
import { describeFault, type Log } from './log.ts'
import { areSavedFormsOld, sweepSavedForms } from './saved-forms.ts'

export interface Job {
  name: string
  everySeconds: number
  /** Looks without writing, so that an idle server leaves its disk alone. */
  wanted?(store: Store): Promise<boolean>
  /** Ends soon after `stopped`, leaving nothing half done. */
  run(store: Store, stopped: AbortSignal): Promise<unknown>
}

/** What is done without anyone asking. A new job is a new line. */
export const JOBS: readonly Job[] = [
  {
    name: 'mail',
    everySeconds: 5,
    wanted: async ({ reader }) => env().SMTP_URL !== undefined && (await hasWork(reader, now())),
    run: (store, stopped) => deliverDue(store, env(), now(), stopped),
  },
  {
    name: 'prescribing-inbox',
    everySeconds: 15,
    wanted: (store) => hasInboxWork(store, env().DATA_DIR),
    run: (store) => takeFromInbox(store, env().DATA_DIR, now()),
  },
  {
    name: 'prescribing-files',
    everySeconds: 5,
    wanted: ({ reader }) => areRunsDue(reader, now()),
    run: (store, stopped) => workOffImports(store, stopped),
  },
  {
    name: 'prescribing-presentations',
    everySeconds: 60,
    wanted: ({ reader }) => areSomeUnfilled(reader),
    run: (_, stopped) => inChild('presentations', stopped),
  },
  {
    name: 'prescribing-definitions',
    everySeconds: 86_400,
    wanted: async ({ reader }) => (await listOutdated(reader)).length > 0,
    run: (_, stopped) => inChild('recompute', stopped),
  },
  {
    name: 'prescribing-tidy',
    everySeconds: 3600,
    wanted: ({ reader }) => needsTidying(reader, env().DATA_DIR, now()),
    run: (_, stopped) => inChild('tidy', stopped),
  },
  {
    name: 'prescribing-letters',
    everySeconds: 60,
    wanted: async ({ reader }) => (await listGainedPoints(reader, now())).length > 0,
    run: (store) => writeGainedPoints(store, now()),
  },
  {
    name: 'prescribing-areas',
    everySeconds: 30,
    wanted: ({ reader }) => areAreasDue(reader),
    run: (_, stopped) => inChild('areas', stopped),
  },
  {
    name: 'applications',
    everySeconds: 600,
    wanted: (store) => hasUpkeep(store, now()),
    run: (store, stopped) => keepApplications(store, now(), stopped),
  },
  {
    name: 'saved-forms',
    everySeconds: 3600,
    wanted: (store) => areSavedFormsOld(store, new Date()),
    run: (store) => sweepSavedForms(store, new Date()),
  },
  {
    name: 'refused-sign-ins',
    everySeconds: 10,
    wanted: async (store) => hasRefusals(store),
    run: (store) => writeRefusals(store),
  },
  { name: 'sign-ins', everySeconds: 600, run: (store) => sweepSignIns(store, new Date()) },
]

/** Longer than any job may take, so that a lease lapses only when its holder is gone. */
const LEASE_SECONDS = 180
const holder = randomUUID()

export type Outcome = 'done' | 'nothing to do' | 'done elsewhere' | 'failed'

/** Runs a job unless another process is at it. One that fails is logged and has its next turn. */
export async function runJob(store: Store, log: Log, job: Job, stopped: AbortSignal): Promise<Outcome> {
  try {
    if (job.wanted && !(await job.wanted(store))) return 'nothing to do'
    const lease = `job:${job.name}`
    const taken = await store.transact((tx) => takeLease(tx, lease, holder, new Date(), LEASE_SECONDS))
    if (!taken) return 'done elsewhere'
    try {
      await job.run(store, stopped)
    } finally {
      await store.transact((tx) => endLease(tx, lease, holder))
    }
    return 'done'
  } catch (fault) {
    log.error({ job: job.name, ...describeFault(fault) }, 'job failed')
    return 'failed'
  }
}

/** Runs each job at its own pace until it is stopped; stopping waits for what is under way. */
export function startJobs(store: Store, log: Log, jobs: readonly Job[] = JOBS): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const loops = jobs.map(async (job) => {
    while (!signal.aborted) {
      await runJob(store, log, job, signal)
      await pause(job.everySeconds * 1000, undefined, { signal }).catch(() => undefined)
    }
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}
