import type { Reader } from '#db/store.ts'
import type { Comparison } from '#lib/charts/band.ts'
import { type AreaFigure, findAreasOf, listAreaFigures } from './areas/queries.ts'

/** What a practice's line is laid over. The name is the `compare` of the address. */
export const comparisons = ['sub-icb', 'england', 'none'] as const
export type ComparisonChoice = (typeof comparisons)[number]

/** The comparison that an address asks for; unasked, the practices nearby, drawn quietly. */
export const comparisonOf = (asked: string | null): ComparisonChoice =>
  comparisons.find((choice) => choice === asked) ?? 'sub-icb'

/** The part of an address that asks for a choice; nothing where it is what one gets unasked. */
export const comparisonQuery = (choice: ComparisonChoice): string =>
  choice === 'sub-icb' ? '' : `compare=${choice}`

export interface ComparisonOffered {
  choice: ComparisonChoice
  label: string
  current: boolean
}

/** What a practice can be compared with, and the band of the choice; no band where its area has too few practices. */
export async function findComparison(
  reader: Reader,
  practiceCode: string,
  measureId: string,
  asked: ComparisonChoice,
): Promise<{ offered: ComparisonOffered[]; comparison: Comparison | undefined; area: string | undefined }> {
  const { country, subIcb } = await findAreasOf(reader, practiceCode)
  const known = [
    subIcb && { choice: 'sub-icb' as const, label: `Practices of ${subIcb.name}`, area: subIcb },
    country && { choice: 'england' as const, label: `Practices in ${country.name}`, area: country },
  ].filter((each) => each !== undefined)
  if (known.length === 0) return { offered: [], comparison: undefined, area: undefined }
  const chosen = known.find(({ choice }) => choice === asked)
  const current = chosen?.choice ?? 'none'
  const offered = [
    ...known.map(({ choice, label }) => ({ choice, label, current: choice === current })),
    { choice: 'none' as const, label: 'Nothing', current: current === 'none' },
  ]
  if (!chosen) return { offered, comparison: undefined, area: undefined }
  const figures = await listAreaFigures(reader, chosen.area.code, measureId)
  const of = `practices ${chosen.choice === 'england' ? 'in' : 'of'} ${chosen.area.name}`
  return { offered, comparison: comparisonWith(of, figures), area: chosen.area.code }
}

export function comparisonWith(of: string, figures: readonly AreaFigure[]): Comparison | undefined {
  const known = figures.flatMap(({ month, deciles, practices }) =>
    deciles ? [[`${month}-01`, { deciles, count: practices }] as const] : [],
  )
  return known.length > 0 ? { of, periods: new Map(known) } : undefined
}
