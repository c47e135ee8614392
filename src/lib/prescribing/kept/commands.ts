import { and, eq } from 'drizzle-orm'
import { imports, practiceMonths, presentationMonths } from '#db/schema/prescribing.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Month } from '#lib/day.ts'
import { askForAreas } from '../areas/commands.ts'
import { chunksOf } from '../chunks.ts'
import { definitionVersion } from '../definitions/measures.ts'
import type { PresentationMonth } from './by-presentation.ts'

/** Adds what practices that joined later prescribed of each presentation, as a file that was kept says it. */
export async function addPresentations(tx: Tx, by: By, importId: string, rows: PresentationMonth[]) {
  await tx
    .insert(presentationMonths)
    .values(rows.map((row) => ({ ...row, importId })))
    .onConflictDoNothing()
  await audit(tx, by, 'prescribing.presentations_added', importId, { rows: rows.length })
}

export interface NewSums {
  practiceCode: string
  month: Month
  sums: Record<string, number>
}

const UPDATES_AT_ONCE = 100

/** The writes that put new sums in the place of old ones, a few practices in each. */
export const replacingSums = (importId: string, rows: readonly NewSums[]) =>
  chunksOf(rows, UPDATES_AT_ONCE).map((chunk) => async (tx: Tx) => {
    for (const { practiceCode, month, sums } of chunk) {
      await tx
        .update(practiceMonths)
        .set({ sums })
        .where(
          and(
            eq(practiceMonths.practiceCode, practiceCode),
            eq(practiceMonths.month, month),
            eq(practiceMonths.importId, importId),
          ),
        )
    }
  })

/** All sums of an import are formed with the definitions of today. Said last, so that a stop in between is seen. */
export async function markRecomputed(tx: Tx, by: By, file: { id: string; months: Month[] }) {
  await tx.update(imports).set({ definitionVersion }).where(eq(imports.id, file.id))
  await askForAreas(tx, by, { kind: 'epd', months: file.months })
  await audit(tx, by, 'prescribing.import_recomputed', file.id, { definitionVersion })
}

/** The kept rows of an import are there no longer: whatever needs them asks for its file again. */
export async function forgetKeptRows(tx: Tx, by: By, importId: string) {
  await tx.update(imports).set({ keptFile: null }).where(eq(imports.id, importId))
  await audit(tx, by, 'prescribing.kept_rows_gone', importId)
}
