import type { Reader } from '#db/store.ts'
import { addMonths, type Month } from '#lib/day.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { SumName } from './definitions/sums.ts'
import { contributionsOf, listCountingImports, listRows, type Row } from './presentation-sums.ts'

/** The lengths that can be asked for; the name is the `months` of the address. */
export const spans = [3, 12] as const
export type Span = (typeof spans)[number]
export const spanOf = (asked: string | null): Span => spans.find((span) => String(span) === asked) ?? 3

/** What one presentation adds to a numerator, in the numerator's own unit. */
export interface PresentationBehind {
  code: string
  name: string
  latest: number
  /** Of the months that they are compared with; null where those are not known. */
  before: number | null
  /** Of the numerator of the latest months, in per cent. */
  share: number
}

/** Figures are sums beside the year before, and means of a month beside a baseline, which has another length. */
export interface PresentationsBehind {
  months: Month[]
  comparedWith: 'the year before' | 'a baseline'
  /** What they are compared with; empty where presentations of it are not kept. */
  monthsBefore: Month[]
  /** How many months of a baseline are not among these, because their presentations are not kept. */
  notKept: number
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
 * The presentations behind a numerator in the latest months, the largest first, beside the same months a year before or
 * beside the months of a `baseline`. Undefined where none are kept: for practices without members, and of files read
 * before they were kept.
 */
export async function findPresentationsBehind(
  reader: Reader,
  practiceCode: string,
  measure: MeasureDefinition,
  span: Span,
  baseline?: readonly Month[],
): Promise<PresentationsBehind | undefined> {
  const counting = await listCountingImports(reader, practiceCode)
  const kept = new Set([...counting].flatMap(([month, each]) => (each.kept ? [month] : [])))
  const newest = [...kept].sort().at(-1)
  if (newest === undefined) return undefined
  const months = Array.from({ length: span }, (_, back) => addMonths(newest, back + 1 - span)).filter(
    (month) => kept.has(month),
  )
  const yearBefore = months.map((month) => addMonths(month, -12))
  const monthsBefore = baseline
    ? baseline.filter((month) => kept.has(month))
    : yearBefore.filter((_, __, all) => all.every((month) => kept.has(month)))
  const rows = await listRows(reader, practiceCode, months, monthsBefore, counting)
  return {
    ...sharesOf(
      measure,
      rows,
      baseline ? [months.length, monthsBefore.length] : [1, monthsBefore.length && 1],
    ),
    months,
    comparedWith: baseline ? 'a baseline' : 'the year before',
    monthsBefore,
    notKept: baseline ? baseline.length - monthsBefore.length : 0,
  }
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

/** `divisors`: by how many months the figures are divided; 0 for the earlier ones where there are none. */
function sharesOf(measure: MeasureDefinition, rows: readonly Row[], [now, then]: [number, number]) {
  const all = contributionsOf(measure, rows)
    .map(({ latest, before, ...one }) => ({
      ...one,
      latest: latest / now,
      before: then > 0 ? before / then : null,
    }))
    .sort((a, b) => b.latest - a.latest || a.name.localeCompare(b.name))
  const total = all.reduce((sum, { latest }) => sum + latest, 0)
  const share = (part: number) => (total === 0 ? 0 : (part / total) * 100)
  const rest = all.slice(SHOWN).filter(({ latest }) => latest > 0)
  return {
    presentations: all.slice(0, SHOWN).map((one) => ({ ...one, share: share(one.latest) })),
    others: { count: rest.length, share: share(rest.reduce((sum, { latest }) => sum + latest, 0)) },
    total,
    totalBefore: then > 0 ? all.reduce((sum, { before }) => sum + (before ?? 0), 0) : null,
  }
}
