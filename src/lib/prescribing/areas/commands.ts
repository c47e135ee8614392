import { and, eq } from 'drizzle-orm'
import { areaFigures, areaMonthsDue, areaMonthsFormed, areas } from '#db/schema/areas.ts'
import { type importKinds, imports } from '#db/schema/prescribing.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Month } from '#lib/day.ts'
import { importCounts } from '../counting.ts'
import { definitionVersion } from '../definitions/measures.ts'
import { monthsRestingOn } from './due.ts'
import { ENGLAND, type FormedFigure } from './form.ts'

/** Asks for the area figures of every month that rests on a file, after it was published or undone. */
export async function askForAreas(
  tx: Tx,
  by: By,
  file: { kind: (typeof importKinds)[number]; months: readonly Month[] },
) {
  const loaded = await tx
    .select({ months: imports.months })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, 'epd')))
  const months = monthsRestingOn(
    file,
    loaded.flatMap((epd) => epd.months),
  )
  if (months.length > 0) {
    await tx
      .insert(areaMonthsDue)
      .values(months.map((month) => ({ month, askedAt: by.at })))
      .onConflictDoUpdate({ target: areaMonthsDue.month, set: { askedAt: by.at } })
  }
  await audit(tx, by, 'prescribing.areas_asked_for', file.kind, { months })
}

/** 7 values a row: far below what one statement may hold. */
const ROWS_AT_ONCE = 500

export interface FormedMonth {
  month: Month
  /** Whether a national file of the month is loaded: without one the month is no longer formed. */
  isLoaded: boolean
  figures: readonly FormedFigure[]
  /** Names of sub-ICB locations by code, as far as they are known. */
  names: ReadonlyMap<string, string>
  /** When they were asked for, as read before they were formed: somebody may have asked again since. */
  askedAt: Date | null
}

/** Puts the figures of a month in the place of those that stood there. */
export async function publishAreaMonth(
  tx: Tx,
  by: By,
  { month, isLoaded, figures, names, askedAt }: FormedMonth,
) {
  await tx.delete(areaFigures).where(eq(areaFigures.month, month))
  await tx.delete(areaMonthsFormed).where(eq(areaMonthsFormed.month, month))
  for (const code of new Set(figures.map(({ area }) => area))) await nameArea(tx, code, names.get(code))
  for (let from = 0; from < figures.length; from += ROWS_AT_ONCE) {
    await tx.insert(areaFigures).values(figures.slice(from, from + ROWS_AT_ONCE))
  }
  if (isLoaded) {
    await tx.insert(areaMonthsFormed).values({ month, definitionVersion, formedAt: by.at })
  }
  if (askedAt) {
    await tx
      .delete(areaMonthsDue)
      .where(and(eq(areaMonthsDue.month, month), eq(areaMonthsDue.askedAt, askedAt)))
  }
  await audit(tx, by, 'prescribing.areas_formed', month, { figures: figures.length })
}

async function nameArea(tx: Tx, code: string, known: string | undefined) {
  const kind = code === ENGLAND ? 'country' : 'sub-ICB location'
  const name = code === ENGLAND ? 'England' : (known ?? `Sub-ICB location ${code}`)
  const naming = tx.insert(areas).values({ code, kind, name })
  if (known) await naming.onConflictDoUpdate({ target: areas.code, set: { name } })
  else await naming.onConflictDoNothing()
}
