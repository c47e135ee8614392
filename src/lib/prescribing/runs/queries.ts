import { and, asc, desc, eq, inArray, isNotNull, lt, or } from 'drizzle-orm'
import { importRuns } from '#db/schema/import-runs.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import type { ImportResult } from '../import-result.ts'
import { canSeeRun } from './policy.ts'
import { FILE_KEPT_MS, LAPSES_AFTER_MS, underWay, unfinished } from './states.ts'

type Row = typeof importRuns.$inferSelect
export type ImportRun = Omit<Row, 'result'> & { result: ImportResult | null; startedByName: string | null }

const asRun = ({ run, name }: { run: Row; name: string | null }): ImportRun => ({
  ...run,
  result: run.result as ImportResult | null,
  startedByName: name,
})

const runs = (reader: Reader) =>
  reader
    .select({ run: importRuns, name: people.name })
    .from(importRuns)
    .leftJoin(people, eq(people.id, importRuns.startedBy))

/** One run, if this person may see it. */
export async function findRun(reader: Reader, viewer: Viewer, id: string): Promise<ImportRun | undefined> {
  const rows = await runs(reader).where(eq(importRuns.id, id))
  return rows.map(asRun).find((run) => canSeeRun(viewer, run))
}

/** The latest runs that a person may see, the newest first. */
export async function listRuns(reader: Reader, viewer: Viewer, limit: number): Promise<ImportRun[]> {
  const own = canSeeRun(viewer, { startedBy: '' }) ? undefined : eq(importRuns.startedBy, viewer.id)
  const rows = await runs(reader).where(own).orderBy(desc(importRuns.startedAt)).limit(limit)
  return rows.map(asRun)
}

/** Runs that have not ended and that a person may see, in the order in which they came. */
export async function listUnfinished(reader: Reader, viewer: Viewer): Promise<ImportRun[]> {
  const rows = await runs(reader)
    .where(inArray(importRuns.state, [...unfinished]))
    .orderBy(asc(importRuns.startedAt))
  return rows.map(asRun).filter((run) => canSeeRun(viewer, run))
}

/** The last files that came by the inbox, for those who import for everyone. */
export async function listFromInbox(reader: Reader, limit: number): Promise<ImportRun[]> {
  const rows = await runs(reader)
    .where(eq(importRuns.source, 'inbox'))
    .orderBy(desc(importRuns.startedAt))
    .limit(limit)
  return rows.map(asRun)
}

/** Whatever waits for a person's answer, the oldest first. */
export async function listUndecided(reader: Reader, viewer: Viewer): Promise<ImportRun[]> {
  const rows = await runs(reader)
    .where(and(eq(importRuns.state, 'finished'), isNotNull(importRuns.waitsAt)))
    .orderBy(asc(importRuns.startedAt))
  return rows.map(asRun).filter((run) => canSeeRun(viewer, run) && run.result?.status === 'needs_decision')
}

/** A run of this person that has not ended: there is at most one upload at a time. */
export async function findUnfinishedRunOf(
  reader: Reader,
  personId: string,
): Promise<{ id: string } | undefined> {
  const [run] = await reader
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(and(eq(importRuns.startedBy, personId), inArray(importRuns.state, [...unfinished])))
  return run
}

/** The run that has waited longest. */
export async function findWaitingRun(reader: Reader): Promise<{ id: string } | undefined> {
  const [run] = await reader
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(eq(importRuns.state, 'waiting'))
    .orderBy(asc(importRuns.startedAt))
    .limit(1)
  return run
}

export const countUnfinished = (reader: Reader, ids: readonly string[]): Promise<number> =>
  reader.$count(importRuns, and(inArray(importRuns.id, [...ids]), inArray(importRuns.state, [...unfinished])))

export async function getRunState(reader: Reader, id: string): Promise<Row> {
  const [run] = await reader.select().from(importRuns).where(eq(importRuns.id, id))
  if (!run) throw new Error(`There is no run ${id}`)
  return run
}

/** Runs whose process has fallen silent. */
export const listLapsed = (reader: Reader, at: Date) =>
  reader
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(
      and(
        inArray(importRuns.state, [...underWay]),
        lt(importRuns.heardAt, new Date(at.getTime() - LAPSES_AFTER_MS)),
      ),
    )

/** Whether a process has to be started for a run, or looked after that has died. */
export async function areRunsDue(reader: Reader, at: Date): Promise<boolean> {
  return (await findWaitingRun(reader)) !== undefined || (await listLapsed(reader, at)).length > 0
}

/** Uploaded files that nobody decided about in time, or that no run needs any more. */
export const listStaleFiles = (reader: Reader, at: Date) =>
  reader
    .select({ id: importRuns.id, waitsAt: importRuns.waitsAt })
    .from(importRuns)
    .where(
      and(
        eq(importRuns.source, 'upload'),
        isNotNull(importRuns.waitsAt),
        or(
          eq(importRuns.state, 'cancelled'),
          and(
            inArray(importRuns.state, ['finished', 'failed']),
            lt(importRuns.finishedAt, new Date(at.getTime() - FILE_KEPT_MS)),
          ),
        ),
      ),
    )

/** Files of the inbox that somebody said are not to be imported. */
export const listCancelledInInbox = (reader: Reader) =>
  reader
    .select({ id: importRuns.id, fileName: importRuns.fileName, waitsAt: importRuns.waitsAt })
    .from(importRuns)
    .where(
      and(eq(importRuns.source, 'inbox'), eq(importRuns.state, 'cancelled'), isNotNull(importRuns.waitsAt)),
    )

/** Where the files lie that runs still need. */
export async function listNeededFiles(reader: Reader): Promise<Set<string>> {
  const rows = await reader
    .select({ waitsAt: importRuns.waitsAt })
    .from(importRuns)
    .where(isNotNull(importRuns.waitsAt))
  return new Set(rows.flatMap(({ waitsAt }) => waitsAt ?? []))
}
