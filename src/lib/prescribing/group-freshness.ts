import { counted } from '#lib/charts/figure.ts'
import { longMonth, type Month } from '#lib/day.ts'
import { measures } from './definitions/measures.ts'
import { monthsWithoutList, monthsWithoutRows } from './overview.ts'
import { type PracticeFigures, valuesOf } from './values.ts'

export interface PracticeFreshness {
  code: string
  name: string
  /** Undefined while nothing of the practice was ever published in a loaded file. */
  lastMonth: Month | undefined
  lastList: Month | undefined
  /** Months between its first and last for which nothing was published. */
  withoutRows: Month[]
  /** Months without any list size to form a rate with. */
  withoutList: Month[]
  /** Months whose rates rest on an older list. */
  olderList: Month[]
  closed: boolean
}

const ANY_RATE = measures.find(({ denominator }) => denominator === 'list size')!

/** How far one practice's figures go and what is missing in them. */
export function freshnessOf(practice: PracticeFigures, name: string): PracticeFreshness {
  const values = valuesOf(ANY_RATE, practice)
  return {
    code: practice.practiceCode,
    name,
    lastMonth: values.findLast(({ numerator }) => numerator !== null)?.month,
    lastList: [...practice.listSizes.keys()].sort().at(-1),
    withoutRows: monthsWithoutRows(values),
    withoutList: monthsWithoutList(values),
    olderList: values
      .filter(({ flags }) => flags?.some((flag) => flag.startsWith('list_carried_forward_')))
      .map(({ month }) => month),
    closed: practice.closedOn !== null,
  }
}

const NAMED = 4

/** What a facilitator may have to see to, in sentences; empty when nothing is missing up to the newest month loaded. */
export function gapsInWords(practice: PracticeFreshness, newest: Month | undefined): string[] {
  const { lastMonth, withoutRows, withoutList, olderList, closed } = practice
  if (!lastMonth) return ['No figures yet.']
  const names = (months: readonly Month[]) => months.map(longMonth).join(', ')
  return [
    newest && lastMonth < newest && !closed && `Nothing published after ${longMonth(lastMonth)}.`,
    closed && 'Closed by the register.',
    withoutRows.length > 0 && `Nothing published for ${names(withoutRows)}.`,
    withoutList.length > 0 && `No list size for ${names(withoutList)}, so no rate.`,
    olderList.length > 0 &&
      `No list size for ${olderList.length > NAMED ? counted(olderList.length, 'month') : names(olderList)}, so the one before is used.`,
  ].filter((sentence) => typeof sentence === 'string')
}
