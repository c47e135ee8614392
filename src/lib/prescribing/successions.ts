import type { Reader } from '#db/store.ts'
import type { Day } from '#lib/day.ts'
import { nameInWords } from '#lib/practices/names.ts'
import { listPracticeNames, listSuccessions } from '#lib/practices/queries.ts'
import { successionInWords } from '#lib/practices/rules.ts'

export interface SeenSuccession {
  fromDay: Day
  /** "joined by", "merged into": as the practice itself would say it. */
  words: string
  other: { code: string; name: string }
}

/** Mergers and closures that a practice has a part in, on either side, the earliest first. */
export async function listSuccessionsSeenFrom(
  reader: Reader,
  practiceCode: string,
): Promise<SeenSuccession[]> {
  const rows = await listSuccessions(reader, [practiceCode])
  if (rows.length === 0) return []
  const seen = rows.map((row) => ({ ...successionInWords(row, practiceCode), fromDay: row.fromDay }))
  const names = await listPracticeNames(
    reader,
    seen.map(({ other }) => other),
  )
  return seen.map(({ fromDay, words, other }) => ({
    fromDay,
    words,
    other: { code: other, name: nameInWords(names.get(other) ?? other) },
  }))
}

/** When patients came to a practice from others. A new code brings none. */
export const daysOfTakingOver = (
  practiceCode: string,
  successions: Awaited<ReturnType<typeof listSuccessions>>,
): Day[] =>
  successions.flatMap(({ successorCode, kind, fromDay }) =>
    successorCode === practiceCode && kind !== 'renumbered' ? [fromDay] : [],
  )
