import type { Day, Month } from '#lib/day.ts'
import { isClosedIn } from '#lib/practices/rules.ts'
import type { Problems } from './problems.ts'

/** The codes that a file of prescribing is compared with. */
export interface KnownPractices {
  codes: ReadonlySet<string>
  /** From the practice register, which alone knows who has closed. */
  isRegister: boolean
  closedOn: ReadonlyMap<string, Day>
}

const NAMED = 10

/** A month of a practice; a download has values where a file of prescribing has sums. */
interface Row {
  practiceCode: string
  month: Month
  sums?: Record<string, number>
}

/**
 * Names the practices of a file that nothing here knows of, or that have closed. They are imported all the same:
 * a code may be new, belong to a hospice or an out-of-hours service, or be mistyped.
 */
export function reportUnknownPractices(rows: readonly Row[], known: KnownPractices, problems: Problems) {
  const found = [...new Set(rows.map(({ practiceCode }) => practiceCode))].sort()
  const unknown = found.filter((code) => !known.codes.has(code))
  const isDownload = rows.every(({ sums }) => sums === undefined)
  if (unknown.length > 0) unknownCodes(unknown, known, isDownload, problems)
  const late = rows.filter(({ practiceCode, month }) =>
    isClosedIn(month, { closedOn: known.closedOn.get(practiceCode) ?? null }),
  )
  if (late.length > 0) closedCodes(late, problems)
}

function unknownCodes(unknown: string[], known: KnownPractices, isDownload: boolean, problems: Problems) {
  const named = inWords(unknown)
  const is = unknown.length === 1 ? 'is' : 'are'
  if (known.isRegister) {
    const message = `${named} ${is} not in the practice register. Imported all the same: check the code, or import a newer register.`
    return problems.warn('unknown_practice', message)
  }
  if (known.codes.size === 0) {
    const message = `No list of practices is loaded yet, so these codes could not be checked: ${named}. Import the practice register (epraccur)${isDownload ? '' : ', and the list-size file of the month, without which there are no rates either'}.`
    return problems.note('practices_not_checked', message)
  }
  const message = `${named} ${is} in no list-size file and no one from there takes part. Imported all the same: check the code, or import the practice register (epraccur).`
  problems.warn('unknown_practice', message)
}

/** Late claims go on for months. They are kept, and no value of the practice counts them. */
function closedCodes(late: readonly Row[], problems: Problems) {
  const codes = [...new Set(late.map(({ practiceCode }) => practiceCode))].sort()
  const noun = late.some(({ sums }) => sums) ? 'item' : 'value'
  const count =
    noun === 'item' ? late.reduce((total, { sums }) => total + (sums?.['items'] ?? 0), 0) : late.length
  const what = `${count.toLocaleString('en-GB')} ${count === 1 ? `${noun} is` : `${noun}s are`}`
  const whose = codes.length === 1 ? 'a practice that had closed' : 'practices that had closed'
  const message = `${what} of ${whose} before the month began: ${inWords(codes)}. Late claims are usual for some months. Such months are shown as closed, without values.`
  problems.note('closed_practice_items', message)
}

function inWords(codes: string[]): string {
  const more = codes.length > NAMED ? ` and ${(codes.length - NAMED).toLocaleString('en-GB')} more` : ''
  return `${codes.slice(0, NAMED).join(', ')}${more}`
}
