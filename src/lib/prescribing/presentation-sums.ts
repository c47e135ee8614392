import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { imports, practiceMonths, presentationMonths, presentations } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { rowsCount } from './counting.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import { type SumDefinition, sums } from './definitions/sums.ts'
import { presentationOf } from './presentations.ts'

/** What of each presentation was prescribed in some months and in others; a month may be one of both. */
export function listRows(
  reader: Reader,
  practiceCode: string,
  months: readonly Month[],
  monthsBefore: readonly Month[],
  counting: ReadonlyMap<Month, Counting>,
): Promise<Row[]> {
  const isIn = (those: readonly Month[]) => inArray(presentationMonths.month, [...those])
  return reader
    .select({
      code: presentationMonths.presentation,
      name: presentations.name,
      isLatest: sql<number>`${isIn(months)}`.as('is_latest'),
      isBefore: sql<number>`${isIn(monthsBefore)}`.as('is_before'),
      items: sql<number>`sum(${presentationMonths.items})`,
      quantity: sql<number>`sum(${presentationMonths.quantity})`,
      over300: sql<number>`sum(${presentationMonths.quantityOver300})`,
      cost: sql<number>`sum(${presentationMonths.cost})`,
    })
    .from(presentationMonths)
    .leftJoin(presentations, eq(presentations.code, presentationMonths.presentation))
    .where(
      and(
        eq(presentationMonths.practiceCode, practiceCode),
        isCounting([...months, ...monthsBefore], counting),
      ),
    )
    .groupBy(presentationMonths.presentation, sql`is_latest`, sql`is_before`)
}

export interface Row {
  code: string
  name: string | null
  isLatest: number
  isBefore: number
  items: number
  quantity: number
  over300: number
  cost: number
}

/** What each presentation adds to a numerator, in its own unit; those that add nothing are left out. */
export function contributionsOf(measure: MeasureDefinition, rows: readonly Row[]) {
  const adding = new Map<string, { code: string; name: string; latest: number; before: number }>()
  for (const row of rows) {
    const adds = contributionOf(sums[measure.numerator], row)
    if (adds === 0) continue
    const one = adding.get(row.code) ?? { code: row.code, name: row.name ?? row.code, latest: 0, before: 0 }
    if (row.isLatest) one.latest += adds
    if (row.isBefore) one.before += adds
    adding.set(row.code, one)
  }
  return [...adding.values()]
}

function contributionOf({ counts, weight, perItemOver }: SumDefinition, row: Row): number {
  const figures = { items: row.items, quantity: perItemOver ? row.over300 : row.quantity, cost: row.cost }
  return figures[counts] * weight(presentationOf(row.code))
}

interface Counting {
  importId: string
  /** Whether presentations of that import are kept for the month. */
  kept: boolean
}

/** The import whose figures count, by month: of two that hold the same month the later. */
export async function listCountingImports(
  reader: Reader,
  practiceCode: string,
): Promise<Map<Month, Counting>> {
  const kept = reader
    .select({ one: sql`1` })
    .from(presentationMonths)
    .where(
      and(
        eq(presentationMonths.practiceCode, practiceMonths.practiceCode),
        eq(presentationMonths.month, practiceMonths.month),
        eq(presentationMonths.importId, practiceMonths.importId),
      ),
    )
  const rows = await reader
    .select({
      month: practiceMonths.month,
      importId: practiceMonths.importId,
      kept: sql<number>`exists ${kept}`,
    })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(and(rowsCount(practiceMonths), eq(practiceMonths.practiceCode, practiceCode)))
    .orderBy(asc(imports.publishedAt))
  return new Map(rows.map((row) => [row.month, { importId: row.importId, kept: Boolean(row.kept) }]))
}

const isCounting = (months: readonly Month[], counting: ReadonlyMap<Month, Counting>) =>
  and(
    inArray(presentationMonths.month, [...months]),
    inArray(
      sql`${presentationMonths.month} || ' ' || ${presentationMonths.importId}`,
      months.map((month) => `${month} ${counting.get(month)?.importId}`),
    ),
  )
