import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { imports, practiceMonths, presentationMonths, presentations } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { rowsCount } from './counting.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import { type SumDefinition, type SumName, sums } from './definitions/sums.ts'
import { presentationOf } from './presentations.ts'

/** The lengths that can be asked for; the name is the `months` of the address. */
export const spans = [3, 12] as const
export type Span = (typeof spans)[number]
export const spanOf = (asked: string | null): Span => spans.find((span) => String(span) === asked) ?? 3

/** What one presentation adds to a numerator, in the numerator's own unit. */
export interface PresentationBehind {
  code: string
  name: string
  latest: number
  /** The same months a year before; null where they are not all known. */
  before: number | null
  /** Of the numerator of the latest months, in per cent. */
  share: number
}

export interface PresentationsBehind {
  months: Month[]
  /** The same months a year before; empty where presentations of some of them are not kept. */
  monthsBefore: Month[]
  /** The largest first. */
  presentations: PresentationBehind[]
  /** How many more add to the numerator, and how much of it in per cent. */
  others: { count: number; share: number }
  total: number
  totalBefore: number | null
}

const SHOWN = 20

const units: Partial<Record<SumName, string>> = {
  ome_mg: 'mg OME',
  gabapentinoid_ddd: 'defined daily doses',
  pregabalin_mg: 'mg',
  morphine_liquid_mg: 'mg',
  morphine_10mg5ml_ml: 'ml',
  morphine_10mg5ml_over_300_ml: 'ml',
  coproxamol_cost: 'pounds',
}
/** What a numerator is counted in, where nothing else is said in items. */
export const numeratorUnit = (numerator: SumName): string => units[numerator] ?? 'items'

/**
 * The presentations behind a numerator in the latest months, the largest first, beside the same months a year
 * before. Undefined where none are kept: for practices without members, and of files read before they were kept.
 */
export async function findPresentationsBehind(
  reader: Reader,
  practiceCode: string,
  measure: MeasureDefinition,
  span: Span,
): Promise<PresentationsBehind | undefined> {
  const counting = await listCountingImports(reader, practiceCode)
  const kept = new Set([...counting].flatMap(([month, each]) => (each.kept ? [month] : [])))
  const newest = [...kept].sort().at(-1)
  if (newest === undefined) return undefined
  const months = Array.from({ length: span }, (_, back) => addMonths(newest, back + 1 - span)).filter(
    (month) => kept.has(month),
  )
  const yearBefore = months.map((month) => addMonths(month, -12))
  const monthsBefore = yearBefore.every((month) => kept.has(month)) ? yearBefore : []
  return sharesOf(
    measure,
    months,
    monthsBefore,
    await listRows(reader, practiceCode, months, monthsBefore, counting),
  )
}

/**
 * The presentation that adds most to a month beyond the month before: the first to look at where a row may be
 * mistyped. Undefined where presentations of either month are not kept.
 */
export async function findLargestRise(
  reader: Reader,
  practiceCode: string,
  measure: MeasureDefinition,
  month: Month,
): Promise<string | undefined> {
  const counting = await listCountingImports(reader, practiceCode)
  const before = addMonths(month, -1)
  const rows = await listRows(reader, practiceCode, [month], [before], counting)
  const [largest] = contributionsOf(measure, rows).sort((a, b) => b.latest - b.before - (a.latest - a.before))
  return largest && largest.latest > largest.before ? largest.name : undefined
}

function listRows(
  reader: Reader,
  practiceCode: string,
  months: readonly Month[],
  monthsBefore: readonly Month[],
  counting: ReadonlyMap<Month, Counting>,
): Promise<Row[]> {
  return reader
    .select({
      code: presentationMonths.presentation,
      name: presentations.name,
      isLatest: sql<number>`${presentationMonths.month} >= ${months[0] ?? ''}`.as('is_latest'),
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
    .groupBy(presentationMonths.presentation, sql`is_latest`)
}

interface Row {
  code: string
  name: string | null
  isLatest: number
  items: number
  quantity: number
  over300: number
  cost: number
}

function sharesOf(
  measure: MeasureDefinition,
  months: Month[],
  monthsBefore: Month[],
  rows: readonly Row[],
): PresentationsBehind {
  const all = contributionsOf(measure, rows).sort(
    (a, b) => b.latest - a.latest || a.name.localeCompare(b.name),
  )
  const total = all.reduce((sum, { latest }) => sum + latest, 0)
  const share = (part: number) => (total === 0 ? 0 : (part / total) * 100)
  const hasBefore = monthsBefore.length > 0
  const rest = all.slice(SHOWN)
  return {
    months,
    monthsBefore,
    presentations: all.slice(0, SHOWN).map(({ before, ...one }) => ({
      ...one,
      before: hasBefore ? before : null,
      share: share(one.latest),
    })),
    others: { count: rest.length, share: share(rest.reduce((sum, { latest }) => sum + latest, 0)) },
    total,
    totalBefore: hasBefore ? all.reduce((sum, { before }) => sum + before, 0) : null,
  }
}

function contributionsOf(measure: MeasureDefinition, rows: readonly Row[]) {
  const adding = new Map<string, { code: string; name: string; latest: number; before: number }>()
  for (const row of rows) {
    const adds = contributionOf(sums[measure.numerator], row)
    if (adds === 0) continue
    const one = adding.get(row.code) ?? { code: row.code, name: row.name ?? row.code, latest: 0, before: 0 }
    one[row.isLatest ? 'latest' : 'before'] += adds
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
