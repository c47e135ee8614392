import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { now } from '#lib/clock.ts'
import { failRun } from '#lib/prescribing/runs/commands.ts'
import { countUnfinished, findWaitingRun, getRunState, listLapsed } from '#lib/prescribing/runs/queries.ts'
import { isUnderWay } from '#lib/prescribing/runs/states.ts'
import { inChild } from './children.ts'
import { noteFault } from './faults.ts'

interface Line {
  working: Promise<void> | undefined
  /** Somebody joined the line while its last run was looked for. */
  again: boolean
  stopping: AbortController
}

const HANDLE = Symbol.for('steward.import-line')
type Holder = { [HANDLE]?: Line }

/** Pages and jobs are two bundles of one process, and there is one line. */
function theLine(): Line {
  const holder = globalThis as Holder
  holder[HANDLE] ??= { working: undefined, again: false, stopping: new AbortController() }
  return holder[HANDLE]
}

/** Imports what waits, one file after the other, in a process of its own. Never fails: runs say what became of them. */
export function workOffImports(store: Store, stopped?: AbortSignal): Promise<void> {
  const line = theLine()
  stopped?.addEventListener('abort', () => line.stopping.abort(), { once: true })
  line.again = true
  line.working ??= work(store, line)
    .catch(noteFault)
    .finally(() => {
      line.working = undefined
    })
  return line.working
}

const LOOK_AGAIN_MS = 40

/** Waits until runs have ended, and no longer than a while: what is small is shown at once. */
export async function endedWithin({ reader }: Store, ids: readonly string[], milliseconds: number) {
  const until = performance.now() + milliseconds
  while (performance.now() < until && (await countUnfinished(reader, ids)) > 0) await pause(LOOK_AGAIN_MS)
}

/** Ends what is under way: it waits again, and nothing of it is stored. */
export async function stopImports() {
  const line = theLine()
  line.stopping.abort()
  await line.working
}

async function work(store: Store, line: Line) {
  const { signal } = line.stopping
  await endLapsed(store, signal)
  while (line.again && !signal.aborted) {
    line.again = false
    if (!(await findWaitingRun(store.reader))) continue
    const taken: string[] = []
    await inChild('imports', signal, (said) => taken.push((said as { taken: string }).taken))
    const last = taken.at(-1)
    // Another process is at a file: a later turn finds what waits.
    if (last === undefined) return
    const { state } = await getRunState(store.reader, last)
    if (isUnderWay(state)) await failAndTidy(store, [{ id: last }], signal)
    line.again ||= !signal.aborted && (await findWaitingRun(store.reader)) !== undefined
  }
}

async function endLapsed(store: Store, stopped: AbortSignal) {
  const lapsed = await listLapsed(store.reader, now())
  if (lapsed.length > 0) await failAndTidy(store, lapsed, stopped)
}

async function failAndTidy(store: Store, runs: { id: string }[], stopped: AbortSignal) {
  for (const { id } of runs) {
    await store.transact((tx) => failRun(tx, systemBy('import-runs', now()), id))
  }
  await inChild('tidy', stopped)
}
