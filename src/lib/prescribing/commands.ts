import { and, eq, isNotNull, isNull, max, sql } from 'drizzle-orm'
import { importRuns } from '#db/schema/import-runs.ts'
import { registeredPractices } from '#db/schema/practices.ts'
import {
  downloadedValues,
  type ImportSource,
  importProblems,
  imports,
  listSizes,
  practiceMonths,
  presentationMonths,
  presentations,
  replacedMonths,
} from '#db/schema/prescribing.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Month } from '#lib/day.ts'
import { Refusal } from '#lib/refusal.ts'
import { askForAreas, nameAreas } from './areas/commands.ts'
import { chunksOf } from './chunks.ts'
import { importCounts } from './counting.ts'
import { definitionVersion } from './definitions/measures.ts'
import type { PresentationMonth } from './kept/by-presentation.ts'
import type { Problem } from './problems.ts'
import type { FileKind } from './reading/layouts.ts'
import type { Counts, Figures } from './reading/reading.ts'

export interface NewImport extends Counts {
  id: string
  /** What the file is; its figures may be of another kind, as list sizes from OpenPrescribing are. */
  kind?: FileKind
  fileName: string
  sha256: string
  months: Month[]
  practices: number
  /** Null when every practice of the file was let in. */
  onlyPractices: string[] | null
  replaces: boolean
  /** Months that it takes the place of as a whole. */
  wholeMonths?: readonly Month[]
  source?: ImportSource | undefined
  keptFile?: string | null
}

/** What one file says of presentations: figures of practices with members, and the names of all. */
export interface PresentationFigures {
  rows: PresentationMonth[]
  names: ReadonlyMap<string, string>
  /** Whether its names are the newest there are. */
  areNewest: boolean
}

/**
 * The writes that stage an import, each for a transaction of its own. Nobody sees what they write until the
 * import is published.
 */
export function stagingOf(
  by: By,
  input: NewImport,
  figures: Figures,
  problems: Problem[],
  presented?: PresentationFigures,
) {
  const { id: importId, wholeMonths = [] } = input
  const kind = input.kind === undefined || input.kind === 'unknown' ? figures.kind : input.kind
  const imported = { ...input, kind, definitionVersion, importedBy: by.personId, importedAt: by.at }
  const steps = [(tx: Tx) => tx.insert(imports).values(imported)] as ((tx: Tx) => Promise<unknown>)[]
  const said = problems.map((problem, position) => ({ ...problem, importId, position }))
  if (said.length > 0) steps.push((tx) => tx.insert(importProblems).values(said))
  const replaced = wholeMonths.map((month) => ({ importId, month }))
  if (replaced.length > 0) steps.push((tx) => tx.insert(replacedMonths).values(replaced))
  if (figures.kind === 'epd') {
    const rows = chunksOf(figures.rows.map((row) => ({ ...row, importId })))
    steps.push(...rows.map((chunk) => (tx: Tx) => tx.insert(practiceMonths).values(chunk)))
    const { areaNames } = figures
    if (areaNames?.size) steps.push((tx) => nameAreas(tx, by, { names: areaNames, months: input.months }))
    return presented ? [...steps, ...presentationSteps(importId, presented)] : steps
  }
  if (figures.kind === 'register') {
    const rows = chunksOf(figures.rows.map(({ practiceCode: code, ...row }) => ({ ...row, code, importId })))
    return [...steps, ...rows.map((chunk) => (tx: Tx) => tx.insert(registeredPractices).values(chunk))]
  }
  if (figures.kind === 'openprescribing') {
    const rows = chunksOf(figures.rows.map((row) => ({ ...row, importId })))
    return [...steps, ...rows.map((chunk) => (tx: Tx) => tx.insert(downloadedValues).values(chunk))]
  }
  const rows = chunksOf(figures.rows.map((row) => ({ ...row, importId })))
  return [...steps, ...rows.map((chunk) => (tx: Tx) => tx.insert(listSizes).values(chunk))]
}

/** Names of presentations stand by themselves: they are of use even if the import is discarded. */
export function presentationSteps(importId: string, { rows, names, areNewest }: PresentationFigures) {
  const named = chunksOf(Array.from(names, ([code, name]) => ({ code, name })))
  const naming = (tx: Tx, chunk: { code: string; name: string }[]) => {
    const insert = tx.insert(presentations).values(chunk)
    return areNewest
      ? insert.onConflictDoUpdate({ target: presentations.code, set: { name: sql`excluded.name` } })
      : insert.onConflictDoNothing()
  }
  const figures = chunksOf(rows.map((row) => ({ ...row, importId })))
  return [
    ...named.map((chunk) => async (tx: Tx) => void (await naming(tx, chunk))),
    ...figures.map((chunk) => async (tx: Tx) => {
      await tx.insert(presentationMonths).values(chunk).onConflictDoNothing()
    }),
  ]
}

/**
 * Makes a staged import count, if `latest` is still the import that was published last. Of two imports that
 * hold the same practice and month the later one counts, so no two are published at the same instant.
 */
export async function publishImport(tx: Tx, by: By, importId: string, latest: Date | null) {
  const [newest] = await tx.select({ at: max(imports.publishedAt) }).from(imports)
  if (newest?.at?.getTime() !== latest?.getTime()) {
    throw new Refusal('file', 'Another file was imported at the same time. Import this one again.')
  }
  const publishedAt = new Date(Math.max(by.at.getTime(), (latest?.getTime() ?? 0) + 1))
  const [published] = await tx
    .update(imports)
    .set({ publishedAt })
    .where(and(eq(imports.id, importId), isNull(imports.publishedAt)))
    .returning()
  if (!published) throw new Error(`There is no staged import ${importId}`)
  const { kind, months, practices, rowsUsed, replaces } = published
  await askForAreas(tx, by, { kind, months })
  await audit(tx, by, 'prescribing.import_published', importId, {
    kind,
    months,
    practices,
    rowsUsed,
    replaces,
  })
}

/** Removes an import that was never published, and all that was staged for it. */
export async function discardImport(tx: Tx, by: By, importId: string) {
  const [published] = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.id, importId), isNotNull(imports.publishedAt)))
  if (published) throw new Error(`Import ${importId} is published and cannot be discarded`)
  await tx.update(importRuns).set({ importId: null }).where(eq(importRuns.importId, importId))
  await tx.delete(presentationMonths).where(eq(presentationMonths.importId, importId))
  await tx.delete(practiceMonths).where(eq(practiceMonths.importId, importId))
  await tx.delete(listSizes).where(eq(listSizes.importId, importId))
  await tx.delete(downloadedValues).where(eq(downloadedValues.importId, importId))
  await tx.delete(registeredPractices).where(eq(registeredPractices.importId, importId))
  await tx.delete(importProblems).where(eq(importProblems.importId, importId))
  await tx.delete(replacedMonths).where(eq(replacedMonths.importId, importId))
  await tx.delete(imports).where(eq(imports.id, importId))
  await audit(tx, by, 'prescribing.import_discarded', importId, {})
}

/**
 * Takes a published import back: its figures count no longer, and what it had replaced counts again. Nothing is
 * removed, so that it stays known what was shown and why.
 */
export async function undoImport(tx: Tx, by: By, importId: string, because: string) {
  const [undone] = await tx
    .update(imports)
    .set({ undoneBy: by.personId, undoneAt: by.at, undoneBecause: because })
    .where(and(eq(imports.id, importId), importCounts))
    .returning()
  if (!undone) throw new Refusal('because', 'This import has been undone already')
  const { kind, months } = undone
  await askForAreas(tx, by, { kind, months })
  await audit(tx, by, 'prescribing.import_undone', importId, { kind, months })
}
