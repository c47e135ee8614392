import type { Problems } from './problems.ts'
import type { PracticeMonth } from './reading/reading.ts'

const NAMED = 10

/**
 * Names the practices of a file that nothing here knows of. They are imported all the same: a code may be new,
 * belong to a hospice or an out-of-hours service, or be mistyped.
 */
export function reportUnknownPractices(
  rows: PracticeMonth[],
  known: ReadonlySet<string>,
  problems: Problems,
) {
  const found = [...new Set(rows.map(({ practiceCode }) => practiceCode))].sort()
  const unknown = found.filter((code) => !known.has(code))
  if (unknown.length === 0) return
  const more = unknown.length > NAMED ? ` and ${(unknown.length - NAMED).toLocaleString('en-GB')} more` : ''
  const named = `${unknown.slice(0, NAMED).join(', ')}${more}`
  if (known.size === 0) {
    const message = `No list of practices is loaded yet, so these codes could not be checked: ${named}. Import the list-size file of the month, without which there are no rates either.`
    return problems.note('practices_not_checked', message)
  }
  const is = unknown.length === 1 ? 'is' : 'are'
  const message = `${named} ${is} in no list-size file and no one from there takes part. Imported all the same: check the code, or import a newer list-size file.`
  problems.warn('unknown_practice', message)
}
