import { addMonths, longMonth, type Month } from '#lib/day.ts'
import { isClosedIn } from '#lib/practices/rules.ts'
import { LEAST_PART } from './loaded-months.ts'
import type { KnownPractices } from './practices-found.ts'
import type { Problems } from './problems.ts'

/** Whose rows count in some months, loaded or in the file at hand. */
export interface HeldMonths {
  /** Practices of the file, by its months. */
  inFile: ReadonlyMap<Month, ReadonlySet<string>>
  /** Practices with rows that are loaded, of those months and of the ones before. */
  loaded: ReadonlyMap<Month, ReadonlySet<string>>
}

const NAMED = 10

/**
 * Names open GP practices that had rows in the month before and have none now: a month without rows is missing and not
 * zero, and somebody should know. Of a file that is a small part of a month that alone is said.
 */
export function reportMissing({ inFile, loaded }: HeldMonths, known: KnownPractices, problems: Problems) {
  for (const month of [...inFile.keys()].sort()) {
    const monthBefore = addMonths(month, -1)
    const before = new Set([...(loaded.get(monthBefore) ?? []), ...(inFile.get(monthBefore) ?? [])])
    const held = new Set([...(loaded.get(month) ?? []), ...inFile.get(month)!])
    const there = before.intersection(held).size
    if (before.size === 0) continue
    if (there < before.size * LEAST_PART) {
      const message = `Of the ${count(before.size)} practices with rows in ${longMonth(monthBefore)} ${there === 0 ? 'none has' : `${count(there)} ${there === 1 ? 'has' : 'have'}`} rows in ${longMonth(month)} with this file: it is a part of the month. The month is not taken for complete, and the charts of other practices end where they did.`
      problems.warn('part_of_month', message)
      continue
    }
    const missing = [...before.difference(held)].filter((code) => isExpected(code, month, known)).sort()
    if (missing.length === 0) continue
    const one = missing.length === 1
    const more = missing.length - NAMED
    const named = `${missing.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`
    const message = `${one ? 'One open GP practice' : `${count(missing.length)} open GP practices`} with rows in ${longMonth(monthBefore)} ${one ? 'has' : 'have'} none in ${longMonth(month)}: ${named}. No rows are no figure and not a zero: ${one ? 'its charts have' : 'their charts have'} a gap.`
    problems.warn('practices_missing', message)
  }
}

function isExpected(code: string, month: Month, { openGpPractices, closedOn, successions }: KnownPractices) {
  const isFollowed = successions.some(
    ({ practiceCode, fromDay }) => practiceCode === code && fromDay <= `${month}-01`,
  )
  return (
    openGpPractices.has(code) && !isClosedIn(month, { closedOn: closedOn.get(code) ?? null }) && !isFollowed
  )
}

const count = (number: number) => number.toLocaleString('en-GB')
