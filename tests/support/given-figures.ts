import type { Store } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { publishImport, stagingOf } from '#lib/prescribing/commands.ts'
import { findLatestPublication } from '#lib/prescribing/queries.ts'
import type { Figures } from '#lib/prescribing/reading/reading.ts'
import { by } from './given.ts'

/** Ten thousand patients, so that 100 items are 10 for 1,000. */
const PATIENTS = 10_000

/** Published opioid items of a practice by month, and its list sizes, as two imported files would leave them. */
export async function givenFigures(store: Store, practiceCode: string, items: Record<Month, number>) {
  const months = Object.keys(items)
  await publish(store, months, {
    kind: 'epd',
    rows: months.map((month) => ({
      practiceCode,
      month,
      rows: 1,
      sums: { opioid_items: items[month] ?? 0 },
      commissioner: null,
    })),
  })
  await publish(store, months, {
    kind: 'list',
    rows: months.map((month) => ({ practiceCode, month, patients: PATIENTS })),
  })
}

async function publish(store: Store, months: Month[], figures: Figures) {
  const id = newId()
  const counts = { rowsRead: months.length, rowsUsed: months.length, rowsRejected: 0, practices: 1 }
  const file = {
    id,
    fileName: 'figures.csv',
    sha256: id,
    months,
    onlyPractices: null,
    replaces: false,
    ...counts,
  }
  const latest = await findLatestPublication(store.reader)
  await store.transact(async (tx) => {
    for (const step of stagingOf(by, file, figures, [])) await step(tx)
    await publishImport(tx, by, id, latest)
  })
}
