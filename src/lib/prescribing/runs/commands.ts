import { and, eq, gt, inArray, ne, notExists } from 'drizzle-orm'
import { importRuns } from '#db/schema/import-runs.ts'
import type { ImportSource } from '#db/schema/prescribing.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import type { ImportResult } from '../import-result.ts'
import { LAPSES_AFTER_MS, underWay } from './states.ts'

export interface NewRun {
  /** Without a path. */
  fileName: string
  source: ImportSource
  /** From DATA_DIR. */
  waitsAt: string
  bytes: number
  replaces: boolean
  /** Null lets every practice in. */
  onlyPractices: string[] | null
}

/** Puts a file in line to be imported. */
export async function startRun(tx: Tx, by: By, run: NewRun): Promise<string> {
  const id = newId()
  await tx.insert(importRuns).values({
    ...run,
    id,
    state: 'waiting',
    bytesRead: 0,
    rowsRead: 0,
    startedBy: by.personId,
    startedAt: by.at,
    heardAt: by.at,
  })
  await audit(tx, by, 'prescribing.import_run_started', id, { source: run.source, bytes: run.bytes })
  return id
}

/** Takes a waiting run on, unless another is under way: then the answer is undefined. One file is read at a time. */
export async function takeUpRun(tx: Tx, by: By, id: string) {
  const alive = new Date(by.at.getTime() - LAPSES_AFTER_MS)
  const others = tx
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(
      and(inArray(importRuns.state, [...underWay]), ne(importRuns.id, id), gt(importRuns.heardAt, alive)),
    )
  const [run] = await tx
    .update(importRuns)
    .set({ state: 'reading', startedAt: by.at, heardAt: by.at, bytesRead: 0, rowsRead: 0 })
    .where(and(eq(importRuns.id, id), eq(importRuns.state, 'waiting'), notExists(others)))
    .returning()
  await audit(tx, by, 'prescribing.import_run_taken_up', id, { taken: run !== undefined })
  return run
}

/** The rows of a run's file are being stored, as this import. */
export async function beginStoring(tx: Tx, by: By, id: string, importId: string) {
  await tx.update(importRuns).set({ state: 'storing', importId }).where(eq(importRuns.id, id))
  await audit(tx, by, 'prescribing.import_run_storing', id)
}

export interface Ended {
  result: ImportResult
  importId: string | null
  /** Where the file waits for a decision or was put; null when it is no longer there. */
  waitsAt: string | null
}

export async function finishRun(tx: Tx, by: By, id: string, { result, importId, waitsAt }: Ended) {
  await tx
    .update(importRuns)
    .set({ state: 'finished', result, rowsRead: result.rowsRead, importId, waitsAt, finishedAt: by.at })
    .where(eq(importRuns.id, id))
  await audit(tx, by, 'prescribing.import_run_finished', id, { status: result.status })
}

/** A run that died. Its file stays for another try. */
export async function failRun(tx: Tx, by: By, id: string) {
  const failed = await tx
    .update(importRuns)
    .set({ state: 'failed', finishedAt: by.at })
    .where(and(eq(importRuns.id, id), inArray(importRuns.state, [...underWay])))
    .returning({ id: importRuns.id })
  if (failed.length > 0) await audit(tx, by, 'prescribing.import_run_failed', id)
}

/** A run that was stopped with the server begins again when the server does. */
export async function putBackRun(tx: Tx, by: By, id: string) {
  await tx
    .update(importRuns)
    .set({ state: 'waiting', bytesRead: 0, rowsRead: 0, heardAt: by.at })
    .where(and(eq(importRuns.id, id), inArray(importRuns.state, [...underWay])))
  await audit(tx, by, 'prescribing.import_run_put_back', id)
}

const TOO_LATE = 'It has ended already. If it was imported, the import can be undone'

/** One that waits ends at once; one under way sees the wish within a second, and stores nothing. */
export async function cancelRun(tx: Tx, by: By, id: string) {
  const [waiting] = await tx
    .update(importRuns)
    .set({ state: 'cancelled', cancelledBy: by.personId, finishedAt: by.at })
    .where(and(eq(importRuns.id, id), eq(importRuns.state, 'waiting')))
    .returning({ id: importRuns.id })
  if (!waiting) {
    const asked = await tx
      .update(importRuns)
      .set({ cancelledBy: by.personId })
      .where(and(eq(importRuns.id, id), inArray(importRuns.state, [...underWay])))
      .returning({ id: importRuns.id })
    if (asked.length === 0) throw new Refusal('answer', TOO_LATE)
  }
  await audit(tx, by, 'prescribing.import_run_cancelled', id)
}

/** The process that was asked to end a run says that it has. */
export async function endCancelled(tx: Tx, by: By, id: string) {
  await tx
    .update(importRuns)
    .set({ state: 'cancelled', finishedAt: by.at })
    .where(and(eq(importRuns.id, id), inArray(importRuns.state, [...underWay])))
  await audit(tx, by, 'prescribing.import_run_ended', id)
}

const GONE = 'The file is kept no longer. Import it again'

/** Reads the file of a run again: after an answer to what it asked, or because it had died. */
export async function resumeRun(
  tx: Tx,
  by: By,
  id: string,
  answer: { replaces?: boolean; measure?: string },
) {
  const [run] = await tx
    .update(importRuns)
    .set({
      ...answer,
      state: 'waiting',
      result: null,
      finishedAt: null,
      cancelledBy: null,
      heardAt: by.at,
      bytesRead: 0,
      rowsRead: 0,
    })
    .where(and(eq(importRuns.id, id), inArray(importRuns.state, ['finished', 'failed'])))
    .returning()
  if (!run) throw new Refusal('answer', 'It is being read again already')
  if (run.waitsAt === null) throw new Refusal('answer', GONE)
  await audit(tx, by, 'prescribing.import_run_resumed', id, answer)
}

/** Leaves what is loaded as it is. The file is not needed any more. */
export async function declineRun(tx: Tx, by: By, id: string) {
  const [run] = await tx
    .update(importRuns)
    .set({ state: 'cancelled', cancelledBy: by.personId })
    .where(and(eq(importRuns.id, id), inArray(importRuns.state, ['finished', 'failed'])))
    .returning()
  if (!run) throw new Refusal('answer', 'It is being read again already')
  await audit(tx, by, 'prescribing.import_run_declined', id)
}

/** Says that the file of a run lies elsewhere now, or nowhere. */
export async function moveFileOfRun(tx: Tx, by: By, id: string, waitsAt: string | null) {
  await tx.update(importRuns).set({ waitsAt }).where(eq(importRuns.id, id))
  await audit(tx, by, 'prescribing.import_run_file_moved', id, { kept: waitsAt !== null })
}
