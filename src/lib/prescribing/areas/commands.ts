import { and, eq, sql } from 'drizzle-orm'
import { areaFigures, areaMonthsDue, areaMonthsFormed, areas } from '#db/schema/areas.ts'
import { type importKinds, imports } from '#db/schema/prescribing.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Month } from '#lib/day.ts'
import { chunksOf } from '../chunks.ts'
import { importCounts } from '../counting.ts'
import { definitionVersion } from '../definitions/measures.ts'
import { monthsRestingOn } from './due.ts'
import { ENGLAND, type FormedFigure } from './form.ts'
import { unnamed } from './names.ts'

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

export interface FormedMonth {
  month: Month
  /** Whether a national file of the month is loaded: without one the month is no longer formed. */
  isLoaded: boolean
  figures: readonly FormedFigure[]
  /** When they were asked for, as read before they were formed: somebody may have asked again since. */
  askedAt: Date | null
}

/** Puts the figures of a month in the place of those that stood there. */
export async function publishAreaMonth(tx: Tx, by: By, { month, isLoaded, figures, askedAt }: FormedMonth) {
  await tx.delete(areaFigures).where(eq(areaFigures.month, month))
  await tx.delete(areaMonthsFormed).where(eq(areaMonthsFormed.month, month))
  const codes = [...new Set(figures.map(({ area }) => area))]
  if (codes.length > 0) {
    await tx
      .insert(areas)
      .values(codes.map((code) => areaOf(code)))
      .onConflictDoNothing()
  }
  for (const chunk of chunksOf(figures)) await tx.insert(areaFigures).values(chunk)
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

const areaOf = (code: string): typeof areas.$inferInsert =>
  code === ENGLAND
    ? { code, kind: 'country', name: 'England' }
    : { code, kind: 'sub-ICB location', name: unnamed(code) }

/** Names sub-ICB locations as a prescribing file does. One of an earlier month than are loaded names only the nameless. */
export async function nameAreas(
  tx: Tx,
  by: By,
  { names, months }: { names: ReadonlyMap<string, string>; months: readonly Month[] },
) {
  const loaded = await tx
    .select({ months: imports.months })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, 'epd')))
  const newest = loaded.flatMap((file) => file.months).reduce((a, b) => (a > b ? a : b), '')
  const isNewest = months.some((month) => month >= newest)
  const known = new Map((await tx.select().from(areas)).map(({ code, name }) => [code, name]))
  const changed = Array.from(names, ([code, name]) => ({ ...areaOf(code), name })).filter(
    ({ code, name }) => {
      const now = known.get(code)
      return now !== name && (isNewest || now === undefined || now === unnamed(code))
    },
  )
  if (changed.length > 0) {
    await tx
      .insert(areas)
      .values(changed)
      .onConflictDoUpdate({ target: areas.code, set: { name: sql`excluded.name` } })
  }
  await audit(tx, by, 'prescribing.areas_named', 'sub-ICB locations', {
    codes: changed.map(({ code }) => code),
  })
}
