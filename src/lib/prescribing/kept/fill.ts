import { setTimeout as pause } from 'node:timers/promises'
import { systemBy } from '#lib/auth/by.ts'
import { BETWEEN_STEPS_MS, ROWS_AT_ONCE } from '../chunks.ts'
import type { Surroundings } from '../runs/carry-out.ts'
import { byPresentation, type PresentationMonth } from './by-presentation.ts'
import { addPresentations, forgetKeptRows } from './commands.ts'
import { keptFolder, readKeptRows } from './kept-rows.ts'
import { listKeptImports, listUnfilled } from './queries.ts'

/**
 * Reads kept files again for practices that joined after they came in. The newest file is read last, so that
 * whoever looks at it alone sees whether all were filled.
 */
export async function fillPresentations({ store, dataDir, clock, stopped }: Surroundings) {
  const by = systemBy('presentations', clock())
  for (const { id, keptFile, months } of await listKeptImports(store.reader)) {
    const practices = await listUnfilled(store.reader, id, months)
    if (practices.size === 0) continue
    const presented = byPresentation(practices)
    try {
      await readKeptRows(keptFolder(dataDir), keptFile, presented.add)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
      await store.transact((tx) => forgetKeptRows(tx, by, id))
      continue
    }
    for (const rows of inWholeMonths(presented.rows())) {
      stopped.throwIfAborted()
      await store.transact((tx) => addPresentations(tx, by, id, rows))
      await pause(BETWEEN_STEPS_MS)
    }
  }
}

/** Practices are filled one after the other; a stop between two leaves no half of a month that looks whole. */
function inWholeMonths(rows: PresentationMonth[]): PresentationMonth[][] {
  const chunks: PresentationMonth[][] = []
  for (const one of Object.values(
    Object.groupBy(rows, ({ practiceCode, month }) => `${practiceCode} ${month}`),
  )) {
    const last = chunks.at(-1)
    if (last && last.length + one!.length <= ROWS_AT_ONCE) last.push(...one!)
    else chunks.push([...one!])
  }
  return chunks
}
