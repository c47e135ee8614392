import { figure } from '#lib/charts/figure.ts'
import { addMonths, longMonth, type Month } from '#lib/day.ts'

export interface ListChange {
  month: Month
  patients: number
  /** The list nearest to a year before; undefined where there is none at least nine months older. */
  before: { month: Month; patients: number } | undefined
}

const OLDEST_MONTHS = 12
const YOUNGEST_MONTHS = 9

/** The newest list size and the one of a year before, or of nine months at least. */
export function listChangeOf(lists: ReadonlyMap<Month, number>): ListChange | undefined {
  const month = [...lists.keys()].sort().at(-1)
  if (month === undefined) return undefined
  const ages = Array.from({ length: OLDEST_MONTHS - YOUNGEST_MONTHS + 1 }, (_, less) => OLDEST_MONTHS - less)
  const earlier = ages.map((age) => addMonths(month, -age)).find((each) => lists.has(each))
  return {
    month,
    patients: lists.get(month) ?? 0,
    before: earlier ? { month: earlier, patients: lists.get(earlier) ?? 0 } : undefined,
  }
}

/** "8,802 patients were registered on 1 September 2026, 1.9% more than on 1 September 2025 (8,640)." */
export function listChangeInWords({ month, patients, before }: ListChange): string {
  const now = `${figure(patients, 0)} patients were registered on 1 ${longMonth(month)}`
  if (!before || before.patients === 0) return `${now}.`
  const change = (patients / before.patients - 1) * 100
  const then = `on 1 ${longMonth(before.month)} (${figure(before.patients, 0)})`
  if (Math.abs(change) < 0.05) return `${now}, as many as ${then}.`
  return `${now}, ${figure(Math.abs(change), 1)}% ${change > 0 ? 'more' : 'fewer'} than ${then}.`
}

/** A jump that no practice grows by itself: a merger, a closed neighbour, a corrected list. */
export const JUMP = 0.1

export interface ListJump {
  month: Month
  from: number
  to: number
}

/** Months whose list differs by a tenth or more from the last one known before it. */
export function listJumps(lists: ReadonlyMap<Month, number>): ListJump[] {
  const months = [...lists.keys()].sort()
  return months.flatMap((month, at) => {
    const from = lists.get(months[at - 1] ?? '') ?? 0
    const to = lists.get(month) ?? 0
    return from > 0 && Math.abs(to / from - 1) >= JUMP ? [{ month, from, to }] : []
  })
}
