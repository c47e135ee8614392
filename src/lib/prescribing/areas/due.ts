import type { importKinds } from '#db/schema/prescribing.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { CARRIED_FORWARD_AT_MOST } from '../values.ts'

interface ChangedFile {
  kind: (typeof importKinds)[number]
  months: readonly Month[]
}

/**
 * The months whose area figures rest on a file that was published or undone. List sizes are carried forward; a
 * register says of every month which practices are GP practices and where they belong.
 */
export function monthsRestingOn({ kind, months }: ChangedFile, loaded: readonly Month[]): Month[] {
  if (kind === 'epd') return [...new Set(months)].sort()
  if (kind === 'register') return [...new Set(loaded)].sort()
  const reached = new Set(
    months.flatMap((month) =>
      Array.from({ length: CARRIED_FORWARD_AT_MOST + 1 }, (_, later) => addMonths(month, later)),
    ),
  )
  return [...new Set(loaded)].filter((month) => reached.has(month)).sort()
}
