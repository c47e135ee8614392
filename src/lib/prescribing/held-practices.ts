import { and, eq, inArray } from 'drizzle-orm'
import { imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { importCounts, rowsCount } from './counting.ts'

/** Practices of which something counts in a month. One may be in both: its own people brought it in as well. */
export interface HeldPractices {
  forEveryone: ReadonlySet<string>
  own: ReadonlySet<string>
}

/** Whose prescribing or list size is loaded for a month, and by whom. */
export async function listHeldPractices(
  reader: Reader,
  kind: 'epd' | 'list',
  month: Month,
): Promise<HeldPractices> {
  const table = kind === 'epd' ? practiceMonths : listSizes
  const files = await reader
    .select({ id: imports.id, months: imports.months, only: imports.onlyPractices })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, kind)))
  const holding = files.filter(({ months }) => months.includes(month))
  const rows = await reader
    .select({ code: table.practiceCode, importId: table.importId })
    .from(table)
    .innerJoin(imports, eq(imports.id, table.importId))
    .where(
      and(
        rowsCount(table),
        eq(table.month, month),
        inArray(
          table.importId,
          holding.map(({ id }) => id),
        ),
      ),
    )
  const own = new Set(holding.filter(({ only }) => only !== null).map(({ id }) => id))
  return {
    forEveryone: new Set(rows.flatMap(({ code, importId }) => (own.has(importId) ? [] : code))),
    own: new Set(rows.flatMap(({ code, importId }) => (own.has(importId) ? code : []))),
  }
}
