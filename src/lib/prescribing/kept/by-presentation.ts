import type { Month } from '#lib/day.ts'
import { currentCodeOf } from '../codes.ts'
import type { WatchedRow } from '../reading/reading.ts'

export interface PresentationMonth {
  practiceCode: string
  month: Month
  /** Today's code of it. */
  presentation: string
  items: number
  quantity: number
  quantityOver300: number
  cost: number
}

const LARGE = 300

/** Adds rows up by practice, month and presentation for some practices, and collects the names of all. */
export function byPresentation(practices: ReadonlySet<string>) {
  const sums = new Map<string, PresentationMonth>()
  const names = new Map<string, string>()
  const current = new Map<string, string>()

  /** A million rows name two thousand presentations. */
  function learn({ presentation: written, name }: WatchedRow): string {
    const presentation = currentCodeOf(written)
    current.set(written, presentation)
    if (name !== '') names.set(presentation, name)
    return presentation
  }

  return {
    names,
    add(row: WatchedRow) {
      const presentation = current.get(row.presentation) ?? learn(row)
      const { practiceCode, month } = row
      if (!practices.has(practiceCode)) return
      const key = `${practiceCode} ${month} ${presentation}`
      const sum = sums.get(key) ?? { practiceCode, month, presentation, ...NOTHING }
      sum.items += row.items
      sum.quantity += row.total
      sum.cost += row.cost
      if (row.quantity > LARGE) sum.quantityOver300 += row.total
      sums.set(key, sum)
    },
    /** Rounded to a millionth, as all sums are. */
    rows: (): PresentationMonth[] =>
      [...sums.values()].map((sum) => ({
        ...sum,
        quantity: rounded(sum.quantity),
        quantityOver300: rounded(sum.quantityOver300),
        cost: rounded(sum.cost),
      })),
  }
}

const NOTHING = { items: 0, quantity: 0, quantityOver300: 0, cost: 0 }
const rounded = (value: number) => Math.round(value * 1e6) / 1e6
