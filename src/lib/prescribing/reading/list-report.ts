import { reportKept } from './kept-practices.ts'
import type { Context, ListSize } from './reading.ts'

const NO_TOTALS =
  'This file has no line of a practice with SEX and AGE both ALL, only parts of its list, which are never added up. Use gp-reg-pat-prac-all.csv of the same month.'
/** A file of all England has this many practices, and as many patients as there are people. */
const PRACTICES_OF_ENGLAND = 5000
const PATIENTS_OF_ENGLAND = [55_000_000, 70_000_000] as const

/** What can be said of a list-size file only once all of it has been read. */
export function reportList(found: ListSize[], kept: ListSize[], context: Context) {
  const { problems } = context
  const practicesOf = (sizes: ListSize[]) => new Set(sizes.map(({ practiceCode }) => practiceCode)).size
  if (found.length === 0 && !problems.refused) problems.error('no_totals', NO_TOTALS)
  if (!problems.refused) reportKept(practicesOf(found), practicesOf(kept), context)

  const months = [...new Set(found.map(({ month }) => month))].sort()
  if (months.length > 1) {
    const message = `This file holds list sizes of ${months.length} months (${months.join(', ')}). Each is a month of its own.`
    problems.warn('several_months', message)
  }
  const patients = found.reduce((total, size) => total + size.patients, 0)
  const [least, most] = PATIENTS_OF_ENGLAND
  if (months.length === 1 && found.length > PRACTICES_OF_ENGLAND && (patients < least || patients > most)) {
    const message = `The lists of this file add up to ${patients.toLocaleString('en-GB')} patients; those of England are 55 to 70 million. Check that the file is complete.`
    problems.warn('unlikely_total', message)
  }
}
