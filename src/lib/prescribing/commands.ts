import { and, eq, isNotNull, isNull, max } from 'drizzle-orm'
import { registeredPractices } from '#db/schema/practices.ts'
import {
  downloadedValues,
  importProblems,
  imports,
  listSizes,
  practiceMonths,
} from '#db/schema/prescribing.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Month } from '#lib/day.ts'
import { Refusal } from '#lib/refusal.ts'
import { askForAreas } from './areas/commands.ts'
import { definitionVersion } from './definitions/measures.ts'
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
}

/** A few milliseconds of writing, so that nobody else waits for an import. */
const ROWS_AT_ONCE = 500

/**
 * The writes that stage an import, each for a transaction of its own. Nobody sees what they write until the
 * import is published.
 */
export function stagingOf(by: By, input: NewImport, figures: Figures, problems: Problem[]) {
  const { id: importId } = input
  const kind = input.kind === undefined || input.kind === 'unknown' ? figures.kind : input.kind
  const imported = { ...input, kind, definitionVersion, importedBy: by.personId, importedAt: by.at }
  const steps = [(tx: Tx) => tx.insert(imports).values(imported)] as ((tx: Tx) => Promise<unknown>)[]
  const said = problems.map((problem, position) => ({ ...problem, importId, position }))
  if (said.length > 0) steps.push((tx) => tx.insert(importProblems).values(said))
  if (figures.kind === 'epd') {
    const rows = chunksOf(figures.rows.map((row) => ({ ...row, importId })))
    return [...steps, ...rows.map((chunk) => (tx: Tx) => tx.insert(practiceMonths).values(chunk))]
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
  await tx.delete(practiceMonths).where(eq(practiceMonths.importId, importId))
  await tx.delete(listSizes).where(eq(listSizes.importId, importId))
  await tx.delete(downloadedValues).where(eq(downloadedValues.importId, importId))
  await tx.delete(registeredPractices).where(eq(registeredPractices.importId, importId))
  await tx.delete(importProblems).where(eq(importProblems.importId, importId))
  await tx.delete(imports).where(eq(imports.id, importId))
  await audit(tx, by, 'prescribing.import_discarded', importId, {})
}

function chunksOf<T>(rows: T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  )
}
