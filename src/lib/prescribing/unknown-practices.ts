import type { Day } from '#lib/day.ts'
import { isClosedIn } from '#lib/practices/rules.ts'
import type { Problems } from './problems.ts'
import type { PracticeMonth } from './reading/reading.ts'

/** The codes that a file of prescribing is compared with. */
export interface KnownPractices {
  codes: ReadonlySet<string>
  /** From the practice register, which alone knows who has closed. */
  isRegister: boolean
  closedOn: ReadonlyMap<string, Day>
}

const NAMED = 10

/**
 * Names the practices of a file that nothing here knows of, or that have closed. They keep no file out: a code may be
 * new, belong to a hospice or an out-of-hours service, or be mistyped. What is said holds while a file waits for an
 * answer too, so it tells what counts and never what was done.
 */
export function reportUnknownPractices(rows: PracticeMonth[], known: KnownPractices, problems: Problems) {
  const found = [...new Set(rows.map(({ practiceCode }) => practiceCode))].sort()
  const unknown = found.filter((code) => !known.codes.has(code))
  if (unknown.length > 0) unknownCodes(unknown, known, problems)
  const late = rows.filter(({ practiceCode, month }) =>
    isClosedIn(month, { closedOn: known.closedOn.get(practiceCode) ?? null }),
  )
  if (late.length > 0) closedCodes(late, problems)
}

function unknownCodes(unknown: string[], known: KnownPractices, problems: Problems) {
  const named = inWords(unknown)
  const [is, own] = unknown.length === 1 ? ['is', 'Its'] : ['are', 'Their']
  if (known.isRegister) {
    const message = `${named} ${is} not in the practice register. ${own} figures count like any other’s: check the code, or import a newer register.`
    return problems.warn('unknown_practice', message)
  }
  if (known.codes.size === 0) {
    const message = `No list of practices is loaded yet, so these codes could not be checked: ${named}. Import the practice register (epraccur), and the list-size file of the month, without which there are no rates either.`
    return problems.note('practices_not_checked', message)
  }
  const message = `${named} ${is} in no list-size file and no one from there takes part. ${own} figures count like any other’s: check the code, or import the practice register (epraccur).`
  problems.warn('unknown_practice', message)
}

/** Late claims go on for months. They are kept, and no value of the practice counts them. */
function closedCodes(late: PracticeMonth[], problems: Problems) {
  const codes = [...new Set(late.map(({ practiceCode }) => practiceCode))].sort()
  const items = late.reduce((total, { sums }) => total + (sums['items'] ?? 0), 0)
  const what = `${items.toLocaleString('en-GB')} ${items === 1 ? 'item is' : 'items are'}`
  const whose = codes.length === 1 ? 'a practice that had closed' : 'practices that had closed'
  const message = `${what} of ${whose} before the month began: ${inWords(codes)}. Late claims are usual for some months. Such months are shown as closed, without values.`
  problems.note('closed_practice_items', message)
}

function inWords(codes: string[]): string {
  const more = codes.length > NAMED ? ` and ${(codes.length - NAMED).toLocaleString('en-GB')} more` : ''
  return `${codes.slice(0, NAMED).join(', ')}${more}`
}
