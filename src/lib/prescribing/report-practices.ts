import type { Reader } from '#db/store.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { listHeldPractices } from './held-practices.ts'
import { type FoundPractices, reportPractices } from './practices-found.ts'
import { reportMissing } from './practices-missing.ts'
import type { Problems } from './problems.ts'
import { listKnownPractices } from './report-queries.ts'

/** Says of a file for everyone which of its practices are unknown, closed or none, and which are missing. */
export async function comparePractices(reader: Reader, found: FoundPractices, problems: Problems) {
  const inFile = new Map<Month, Set<string>>()
  for (const { month, practiceCode } of found.rows) {
    const codes = inFile.get(month)
    if (codes) codes.add(practiceCode)
    else inFile.set(month, new Set([practiceCode]))
  }
  const months = [...inFile.keys()].sort()
  const known = await listKnownPractices(reader, months.at(-1) ?? '')
  reportPractices(found, known, problems)
  const loaded = new Map<Month, Set<string>>()
  for (const month of new Set(months.flatMap((each) => [addMonths(each, -1), each]))) {
    const { forEveryone, own } = await listHeldPractices(reader, 'epd', month)
    loaded.set(month, forEveryone.union(own))
  }
  reportMissing({ inFile, loaded }, known, problems)
}
