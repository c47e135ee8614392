import { setTimeout as pause } from 'node:timers/promises'
import { systemBy } from '#lib/auth/by.ts'
import { BETWEEN_STEPS_MS } from '../chunks.ts'
import { currentCodeOf } from '../codes.ts'
import {
  addRow,
  COST,
  emptyTally,
  figuresOfRow,
  ITEMS,
  namedSums,
  QUANTITY,
  type Share,
  sharesOf,
  type Tally,
  TOTAL,
} from '../figures.ts'
import { presentationOf, watchedChemicals } from '../presentations.ts'
import type { WatchedRow } from '../reading/reading.ts'
import type { Surroundings } from '../runs/carry-out.ts'
import { markRecomputed, type NewSums, replacingSums } from './commands.ts'
import { keptFolder, readKeptRows } from './kept-rows.ts'
import { type KeptImport, listOutdated, listSumsOf } from './queries.ts'

/** Imports that the kept rows do not suffice for: their files have to be imported again. */
export interface Recomputed {
  formed: string[]
  lacking: string[]
}

/**
 * Forms the sums of every import anew that was formed with other definitions, from the rows that were kept. Items
 * of everything stay as they were counted. A file that was kept while fewer chemicals were watched is left alone.
 */
export async function recomputeSums({ store, dataDir, clock, stopped }: Surroundings): Promise<Recomputed> {
  const by = systemBy('definitions', clock())
  const done: Recomputed = { formed: [], lacking: [] }
  for (const file of await listOutdated(store.reader)) {
    const formed = await formSums(dataDir, file)
    if (!formed) {
      done.lacking.push(file.id)
      continue
    }
    const rows = (await listSumsOf(store.reader, file.id)).map(({ sums: { items }, ...row }): NewSums => {
      const anew = formed.get(`${row.practiceCode} ${row.month}`)
      return { ...row, sums: { ...(items !== undefined && { items }), ...(anew && namedSums(anew)) } }
    })
    for (const step of replacingSums(file.id, rows)) {
      stopped.throwIfAborted()
      await store.transact(step)
      await pause(BETWEEN_STEPS_MS)
    }
    await store.transact((tx) => markRecomputed(tx, by, file))
    done.formed.push(file.id)
  }
  return done
}

/** By practice and month, without the items of everything. */
async function formSums(dataDir: string, { keptFile }: KeptImport): Promise<Map<string, Tally> | undefined> {
  const tallies = new Map<string, Tally>()
  const shares = new Map<string, Share[]>()
  const figures = new Float64Array(figuresOfRow.length)

  function add({ practiceCode, month, presentation, quantity, items, total, cost }: WatchedRow) {
    const known = shares.get(presentation) ?? sharesOf(presentationOf(currentCodeOf(presentation)))
    shares.set(presentation, known)
    const key = `${practiceCode} ${month}`
    const tally = tallies.get(key) ?? emptyTally()
    tallies.set(key, tally)
    figures[QUANTITY] = quantity
    figures[ITEMS] = items
    figures[TOTAL] = total
    figures[COST] = cost
    addRow(tally, known, figures)
  }

  try {
    const watched = await readKeptRows(keptFolder(dataDir), keptFile, add)
    return watchedChemicals.isSubsetOf(watched) ? tallies : undefined
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
}
