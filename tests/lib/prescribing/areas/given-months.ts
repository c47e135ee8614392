import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import { publishImport, stagingOf } from '#lib/prescribing/commands.ts'
import { findLatestPublication } from '#lib/prescribing/queries.ts'
import type { Figures } from '#lib/prescribing/reading/reading.ts'

export const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))

export const code = (index: number) => `Z98${String(index).padStart(3, '0')}`

/** Publishes figures as a file of them would. Answers the import's id. */
export async function publish(store: Store, figures: Figures, onlyPractices: string[] | null = null) {
  const id = newId()
  const months = 'months' in figures ? figures.months : monthsIn(figures)
  const file = {
    id,
    kind: figures.kind,
    fileName: `${figures.kind}.csv`,
    sha256: id,
    months,
    onlyPractices,
    replaces: false,
    practices: figures.rows.length,
    rowsRead: figures.rows.length,
    rowsUsed: figures.rows.length,
    rowsRejected: 0,
  }
  const latest = await findLatestPublication(store.reader)
  for (const step of stagingOf(by, file, figures, [])) await store.transact(step)
  await store.transact((tx) => publishImport(tx, by, id, latest))
  return id
}

const monthsIn = ({ rows }: Figures) =>
  [...new Set(rows.flatMap((row) => ('month' in row ? [row.month] : [])))].sort()

interface Given {
  code: string
  commissioner?: string | null
  sums?: Record<string, number>
  patients?: number
}

/** A month of prescribing, and list sizes of those that have patients. */
export async function givenMonth(
  store: Store,
  month: string,
  practices: Given[],
  onlyPractices: string[] | null = null,
) {
  const rows = practices.map(({ code: practiceCode, commissioner = null, sums = {} }) => ({
    practiceCode,
    month,
    rows: 1,
    sums,
    commissioner,
  }))
  const lists = practices.flatMap(({ code: practiceCode, patients }) =>
    patients === undefined ? [] : [{ practiceCode, month, patients }],
  )
  if (lists.length > 0) await publish(store, { kind: 'list', rows: lists })
  return publish(store, { kind: 'epd', rows }, onlyPractices)
}
