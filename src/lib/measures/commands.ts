import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { directions, frequencies, MeasureKind, valueKinds } from '#db/schema/measures.ts'
import { measures, measureWordings, pointCorrections, points } from '#db/schema/measures.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { longPeriod } from '#lib/charts/calendar.ts'
import { type Day, dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import type { MeasureDefinition } from '#lib/prescribing/definitions/measures.ts'
import { Refusal } from '#lib/refusal.ts'
import { changesTo, conflictInWords, type GridRows } from './changes.ts'
import { listPoints } from './queries.ts'
import { askWhy, hasWords } from './reason.ts'

interface TypedMeasure {
  title: string
  kind: MeasureKind
  every: (typeof frequencies)[number]
  valueKind: (typeof valueKinds)[number]
  numeratorMeans: string
  denominatorMeans: string | null
  unit: string
  direction: (typeof directions)[number]
  target: number | null
  startsOn: Day
}

interface Home {
  id: string
  practiceCode: string | null
}

/** Defines a measure that the team counts itself. */
export async function defineMeasure(tx: Tx, by: By, project: Home, measure: TypedMeasure): Promise<string> {
  return insertMeasure(tx, by, project, {
    ...measure,
    source: 'typed',
    prescribingMeasure: null,
    decimals: 0,
  })
}

/** Follows one of the published prescribing measures at the project's practice. */
export async function followPrescribing(
  tx: Tx,
  by: By,
  project: Home,
  input: { definition: MeasureDefinition; kind: MeasureKind; target: number | null },
): Promise<string> {
  const { definition, kind, target } = input
  const { id: prescribingMeasure, title, unit, decimals, direction } = definition
  return insertMeasure(tx, by, project, {
    title,
    kind,
    source: 'prescribing',
    prescribingMeasure,
    every: 'month',
    valueKind: unit.startsWith('%') ? 'percentage' : 'count',
    numeratorMeans: definition.note ?? title,
    denominatorMeans: null,
    unit,
    decimals,
    direction,
    target,
    startsOn: dayOf(by.at),
  })
}

type Written = Omit<
  typeof measures.$inferInsert,
  'id' | 'projectId' | 'practiceCode' | 'definedBy' | 'definedAt'
>

async function insertMeasure(tx: Tx, by: By, { id: projectId, practiceCode }: Home, words: Written) {
  const id = newId()
  await tx
    .insert(measures)
    .values({ id, projectId, practiceCode, ...words, definedBy: by.personId, definedAt: by.at })
  const { source, kind, prescribingMeasure } = words
  await audit(tx, by, 'measure.defined', id, { projectId, source, kind, prescribingMeasure })
  return id
}

type Words = Pick<
  TypedMeasure,
  'title' | 'kind' | 'numeratorMeans' | 'denominatorMeans' | 'unit' | 'direction' | 'target'
>

/** Puts a measure in better words, or changes its first target. How it was worded is kept with the reason. */
export async function rewordMeasure(
  tx: Tx,
  by: By,
  measureId: string,
  { reason, ...words }: Partial<Words> & { reason: string },
): Promise<{ changed: (keyof Words)[] }> {
  const [now] = await tx.select().from(measures).where(eq(measures.id, measureId))
  if (!now) throw new Refusal('form', 'This measure is not there')
  const changed = (Object.keys(words) as (keyof Words)[]).filter((name) => words[name] !== now[name])
  if (changed.length === 0) return { changed }
  const { title, kind, numeratorMeans, denominatorMeans, unit, direction, target } = now
  const before = { title, kind, numeratorMeans, denominatorMeans, unit, direction, target }
  const id = newId()
  const stamp = { reason, rewordedBy: by.personId, rewordedAt: by.at }
  await tx.insert(measureWordings).values({ id, measureId, ...before, ...stamp })
  await tx.update(measures).set(words).where(eq(measures.id, measureId))
  await audit(tx, by, 'measure.reworded', measureId, { wording: id, changed })
  return { changed }
}

/** Takes a measure out of the project's sight. Its figures, chart and decisions stay, and it can be taken up again. */
export async function retireMeasure(tx: Tx, by: By, measureId: string, { reason }: { reason: string }) {
  const retired = { retiredBy: by.personId, retiredAt: by.at, retiredBecause: reason }
  const standing = and(eq(measures.id, measureId), isNull(measures.retiredAt))
  const rows = await tx.update(measures).set(retired).where(standing).returning({ id: measures.id })
  if (rows.length === 0) throw new Refusal('form', 'A colleague has retired this measure already')
  await audit(tx, by, 'measure.retired', measureId)
}

/** Shows a retired measure among the others again. */
export async function takeUpMeasure(tx: Tx, by: By, measureId: string) {
  const standing = { retiredBy: null, retiredAt: null, retiredBecause: null }
  const retired = and(eq(measures.id, measureId), isNotNull(measures.retiredAt))
  const rows = await tx.update(measures).set(standing).where(retired).returning({ id: measures.id })
  if (rows.length === 0) throw new Refusal('form', 'A colleague has taken this measure up again already')
  await audit(tx, by, 'measure.taken_up', measureId)
}

/**
 * Saves lines of the grid: new figures, corrections and figures taken away, all or none. Lines that say what is
 * already there are left alone, so that they keep who typed them. What a figure was before is kept with the reason.
 */
export async function recordPoints(tx: Tx, by: By, measureId: string, input: Recorded) {
  const { rows, reason = '' } = input
  const stored = await listPoints(tx, [measureId])
  const changes = changesTo(stored, rows)
  const { entered, corrected, cleared } = changes
  await refuseConflicts(tx, measureId, changes)
  if (changes.needsReason && !hasWords(reason)) throw new Refusal('reason', askWhy)

  await keepEarlier(tx, by, { stored, corrected, cleared, reason })
  const stamp = { enteredBy: by.personId, enteredAt: by.at }
  const written = [...entered, ...corrected].map((point) => ({ measureId, ...point, ...stamp }))
  if (written.length > 0) {
    const set = {
      numerator: sql`excluded.numerator`,
      denominator: sql`excluded.denominator`,
      note: sql`excluded.note`,
      ...stamp,
    }
    await tx
      .insert(points)
      .values(written)
      .onConflictDoUpdate({ target: [points.measureId, points.period], set })
  }
  if (cleared.length > 0) {
    await tx.delete(points).where(and(eq(points.measureId, measureId), inArray(points.period, cleared)))
  }
  const counts = { entered: entered.length, corrected: corrected.length, cleared: cleared.length }
  await audit(tx, by, 'measure.points_recorded', measureId, {
    ...counts,
    periods: [...written.map(({ period }) => period), ...cleared],
  })
  return counts
}

interface Recorded {
  rows: GridRows
  /** Needed when a figure that was saved is changed or taken away. */
  reason?: string
}

type Stored = Awaited<ReturnType<typeof listPoints>>[number]

async function refuseConflicts(
  tx: Tx,
  measureId: string,
  { conflicts }: { conflicts: { period: Day; earlier: Stored | undefined }[] },
) {
  const [first] = conflicts
  if (!first) return
  const [measure] = await tx
    .select({ every: measures.every })
    .from(measures)
    .where(eq(measures.id, measureId))
  const name = longPeriod(first.period, measure?.every ?? 'week')
  throw new Refusal(`rows.${first.period}.numerator`, conflictInWords(first.earlier, name))
}

interface Earlier {
  stored: readonly Stored[]
  corrected: readonly { period: Day }[]
  cleared: readonly Day[]
  reason: string
}

async function keepEarlier(tx: Tx, by: By, { stored, corrected, cleared, reason }: Earlier) {
  const changed = [...corrected.map(({ period }) => period), ...cleared]
  const kept = stored
    .filter(({ period }) => changed.includes(period))
    .map(({ enteredBy: _, enteredById: enteredBy, ...earlier }) => ({
      ...earlier,
      id: newId(),
      enteredBy,
      reason: reason || 'Only the note was changed',
      correctedBy: by.personId,
      correctedAt: by.at,
    }))
  if (kept.length > 0) await tx.insert(pointCorrections).values(kept)
}
