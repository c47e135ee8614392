import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { importRuns } from '#db/schema/import-runs.ts'
import type { Store } from '#db/store.ts'
import { onBehalfOf, systemBy } from '#lib/auth/by.ts'
import { importFile } from '../import-file.ts'
import type { ImportResult } from '../import-result.ts'
import { settleInInbox } from '../inbox/folders.ts'
import { keptFolder } from '../kept/kept-rows.ts'
import { hashedFile } from '../reading/hashed-file.ts'
import {
  beginStoring,
  endCancelled,
  failRun,
  finishRun,
  moveFileOfRun,
  putBackRun,
  takeUpRun,
} from './commands.ts'
import { noteProgress } from './heartbeat.ts'
import { findWaitingRun } from './queries.ts'

type Run = typeof importRuns.$inferSelect

const PULSE_MS = 1000
/** Of unpacked text: four times the largest month there is. A packed file may unpack to anything. */
const MOST_BYTES = 30_000_000_000
const CANCELLED = new Error('Cancelled')

export interface Surroundings {
  store: Store
  dataDir: string
  clock: () => Date
  /** Aborted when this process is to end soon. */
  stopped: AbortSignal
}

/** Imports every file that waits, one after the other, and says of each that it was taken up. */
export async function carryOutRuns(around: Surroundings, tell: (id: string) => void) {
  const { store, clock, stopped } = around
  for (let next = await findWaitingRun(store.reader); next && !stopped.aborted; ) {
    const { id } = next
    const run = await store.transact((tx) => takeUpRun(tx, systemBy('import-runs', clock()), id))
    if (!run) return
    tell(id)
    await carryOut(around, run)
    next = await findWaitingRun(store.reader)
  }
}

/**
 * Imports the file of a run, and says once a second how far it is. Stopped, the run waits again; it ends with
 * nothing stored when somebody cancels it or when it fails.
 */
async function carryOut(around: Surroundings, run: Run) {
  const { store, clock, stopped } = around
  const { id } = run
  const by = onBehalfOf(run, clock())
  const ending = new AbortController()
  const stop = () => ending.abort(stopped.reason)
  stopped.addEventListener('abort', stop, { once: true })
  const pulse = takePulse(around, id, () => ending.abort(CANCELLED))
  let importId: string | null = null
  try {
    if (stopped.aborted) stop()
    const result = await importFile(store, by, fileOf(around, run), {
      replace: run.replaces,
      measure: run.measure ?? undefined,
      onlyPractices: run.onlyPractices ?? undefined,
      source: run.source,
      keepIn: keptFolder(around.dataDir),
      mostBytes: MOST_BYTES,
      signal: ending.signal,
      onProgress: ({ bytesTaken, rows }) => pulse.note(bytesTaken, rows),
      onStoring: async (staged) => {
        importId = staged
        await store.transact((tx) => beginStoring(tx, by, id, staged))
      },
    })
    await pulse.end()
    if (result.status !== 'imported') importId = null
    const waitsAt = await settle(around, run, result)
    await store.transact((tx) => finishRun(tx, onBehalfOf(run, clock()), id, { result, importId, waitsAt }))
    if (waitsAt === null && run.source === 'upload') await removeFile(around, run)
  } catch (fault) {
    await pulse.end()
    await endEarly(around, run, ending.signal.aborted ? ending.signal.reason : fault)
  } finally {
    stopped.removeEventListener('abort', stop)
  }
}

const fileOf = ({ dataDir }: Surroundings, { fileName, waitsAt }: Run) => ({
  name: fileName,
  bytes: hashedFile(join(dataDir, waitsAt ?? 'gone')),
})

/** Where the file lies from now on: an upload is needed until it is decided about, one of the inbox is never deleted. */
async function settle({ dataDir }: Surroundings, run: Run, result: ImportResult): Promise<string | null> {
  if (run.source === 'inbox') return settleInInbox(dataDir, run, result)
  return result.status === 'needs_decision' ? run.waitsAt : null
}

const removeFile = async ({ dataDir }: Surroundings, { waitsAt }: Run) => {
  if (waitsAt !== null) await rm(join(dataDir, waitsAt), { force: true })
}

async function endEarly(around: Surroundings, run: Run, reason: unknown) {
  const { store, clock, stopped } = around
  const by = systemBy('import-runs', clock())
  if (reason === CANCELLED) {
    await store.transact((tx) => endCancelled(tx, by, run.id))
    if (run.source === 'upload') {
      await store.transact((tx) => moveFileOfRun(tx, by, run.id, null))
      await removeFile(around, run)
    }
    return
  }
  if (stopped.aborted) return store.transact((tx) => putBackRun(tx, by, run.id))
  await store.transact((tx) => failRun(tx, by, run.id))
  throw reason
}

/** Writes down how far a run is, at its own pace and one write after the other. */
function takePulse({ store, clock }: Surroundings, id: string, cancel: () => void) {
  let last = { bytesRead: 0, rowsRead: 0 }
  let writing: Promise<unknown> = Promise.resolve()
  let busy = false
  const beat = async () => {
    if (busy) return
    busy = true
    // Another process may hold the database for a moment; the next beat says the same and more.
    const wanted = await store
      .transact((tx) => noteProgress(tx, id, { ...last, at: clock() }))
      .catch(() => false)
    busy = false
    if (wanted) cancel()
  }
  const timer = setInterval(() => {
    writing = beat()
  }, PULSE_MS)
  return {
    note(bytesRead: number, rowsRead: number) {
      last = { bytesRead, rowsRead }
    },
    async end() {
      clearInterval(timer)
      await writing
      await store.transact((tx) => noteProgress(tx, id, { ...last, at: clock() }))
    },
  }
}
