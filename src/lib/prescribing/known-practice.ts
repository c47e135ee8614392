import type { Reader } from '#db/store.ts'
import type { Day } from '#lib/day.ts'
import { findPractice } from '#lib/people/queries.ts'
import { nameInWords } from '#lib/practices/names.ts'
import { listRegistered } from '#lib/practices/queries.ts'
import { listLatestMonths } from './queries.ts'

export interface KnownPractice {
  code: string
  name: string
  closedOn: Day | null
}

/** A practice that takes part, stands in the register or was seen in a prescribing file; any other is not known. */
export async function findKnownPractice(
  reader: Reader,
  code: string | undefined,
): Promise<KnownPractice | undefined> {
  if (!code) return undefined
  const [member, [registered]] = await Promise.all([
    findPractice(reader, code),
    listRegistered(reader, [code]),
  ])
  const closedOn = registered?.closedOn ?? null
  if (member || registered)
    return { code, name: member?.name ?? nameInWords(registered?.name ?? code), closedOn }
  const seen = await listLatestMonths(reader, [code])
  return seen.has(code) ? { code, name: `Practice ${code}`, closedOn } : undefined
}
