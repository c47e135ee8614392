import type { Reader } from '#db/store.ts'
import type { Day } from '#lib/day.ts'
import { findPractice } from '#lib/practices/queries.ts'
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
  const practice = await findPractice(reader, code)
  if (practice) return { code, name: practice.name, closedOn: practice.registered?.closedOn ?? null }
  const seen = await listLatestMonths(reader, [code])
  return seen.has(code) ? { code, name: `Practice ${code}`, closedOn: null } : undefined
}
