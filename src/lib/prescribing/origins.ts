import type { Origin } from '#lib/charts/series.ts'
import { longMonth, type Month } from '#lib/day.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { MonthProvenance, Provenance } from './provenance.ts'

/** A file that a measure's figure of a month rests on, and for what. */
export interface FileBehind extends Provenance {
  holds: 'prescribing' | 'list sizes' | 'a download'
  /** Of a list that is older than the month. */
  listOf?: Month
}

export function filesBehind(
  measure: MeasureDefinition,
  { month, figures, list, downloads }: MonthProvenance,
): FileBehind[] {
  const download = downloads.get(measure.id)
  if (!figures) return download ? [{ ...download, holds: 'a download' }] : []
  const prescribing = { ...figures, holds: 'prescribing' as const }
  if (!list || measure.denominator !== 'list size') return [prescribing]
  const { month: listOf, ...file } = list
  return [prescribing, { ...file, holds: 'list sizes', ...(listOf !== month && { listOf }) }]
}

/** The files behind each month of a measure, by name, with the address of their import. */
export function originsOf(
  measure: MeasureDefinition,
  months: readonly MonthProvenance[],
  addressOf: (importId: string) => string,
): Map<Month, Origin[]> {
  const origin = ({ importId, fileName, listOf }: FileBehind): Origin => ({
    label: `${fileName}${listOf ? ` (list of ${longMonth(listOf)})` : ''}`,
    href: addressOf(importId),
  })
  return new Map(months.map((each) => [each.month, filesBehind(measure, each).map(origin)]))
}
