import type { Origin } from '#lib/charts/series.ts'
import { longMonth, type Month } from '#lib/day.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { MonthProvenance } from './provenance.ts'

/** The files behind each month of a measure, by name, with the address of their import. */
export function originsOf(
  measure: MeasureDefinition,
  months: readonly MonthProvenance[],
  addressOf: (importId: string) => string,
): Map<Month, Origin[]> {
  const origin = (file: { importId: string; fileName: string }, about = ''): Origin => ({
    label: `${file.fileName}${about}`,
    href: addressOf(file.importId),
  })
  return new Map(
    months.map(({ month, figures, list, downloads }) => {
      const download = downloads.get(measure.id)
      if (!figures) return [month, download ? [origin(download)] : []]
      const isOlder = list && list.month !== month
      const lists =
        list && measure.denominator === 'list size'
          ? [origin(list, isOlder ? ` (list of ${longMonth(list.month)})` : '')]
          : []
      return [month, [origin(figures), ...lists]]
    }),
  )
}
