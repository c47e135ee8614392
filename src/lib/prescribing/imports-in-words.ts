import type { ImportRunState } from '#db/schema/import-runs.ts'
import type { importKinds } from '#db/schema/prescribing.ts'
import { longMonth, type Month } from '#lib/day.ts'
import type { ImportResult } from './import-result.ts'

export type ImportKind = (typeof importKinds)[number]

/** What a file is, as the list and its filter name it. */
export const kindInWords: Record<ImportKind, string> = {
  epd: 'Prescribing',
  list: 'List sizes',
  register: 'Practice register',
  openprescribing: 'OpenPrescribing download',
}

/** "August 2026", "October 2024 to September 2026"; nothing for a register, which is of no month. */
export function monthsSpan(months: readonly Month[]): string {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return ''
  return first === last ? longMonth(first) : `${longMonth(first)} to ${longMonth(last)}`
}

type Colour = 'grey' | 'blue' | 'green' | 'yellow' | 'orange'

const outcomes: Record<ImportResult['status'], [string, Colour]> = {
  imported: ['Imported', 'green'],
  unchanged: ['Loaded already', 'grey'],
  needs_decision: ['Waits for you', 'yellow'],
  rejected: ['Refused', 'orange'],
}
const states: Record<Exclude<ImportRunState, 'finished'>, [string, Colour]> = {
  waiting: ['In line', 'blue'],
  reading: ['Being read', 'blue'],
  storing: ['Being stored', 'blue'],
  cancelled: ['Not imported', 'grey'],
  failed: ['Failed', 'orange'],
}

/** Where a run stands, in a word or two and a colour beside it. */
export const runInWords = ({
  state,
  result,
}: {
  state: ImportRunState
  result: Pick<ImportResult, 'status'> | null
}): [string, Colour] => (state === 'finished' && result ? outcomes[result.status] : states[state as 'failed'])
