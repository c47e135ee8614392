import type { Store } from '#db/store.ts'
import { type By, systemBy } from '#lib/auth/by.ts'
import type { Month } from '#lib/day.ts'
import { publishAreaMonth } from './commands.ts'
import { formMonth } from './form.ts'
import { isNational, listMonthsDue, readAreaMonth, readGround } from './inputs.ts'

/** Well inside the lease of the job; what is left has the next turn. */
const LONGEST_MS = 120_000

/** As work of a process of its own. */
export function formAreas({
  store,
  clock,
  stopped,
}: {
  store: Store
  clock: () => Date
  stopped: AbortSignal
}) {
  const until = performance.now() + LONGEST_MS
  return formDueAreas(store, systemBy('areas', clock()), () => stopped.aborted || performance.now() > until)
}

/**
 * Forms the area figures of every month that is due, the newest first, each published in one short transaction.
 * It reads whole months at once: run it in a process of its own, never in the server. Answers the months formed.
 */
export async function formDueAreas(
  store: Store,
  by: By,
  isStopped: () => boolean = () => false,
): Promise<Month[]> {
  const due = await listMonthsDue(store.reader)
  if (due.length === 0) return []
  const ground = await readGround(store.reader)
  const done: Month[] = []
  for (const { month, askedAt } of due) {
    if (isStopped()) break
    const isLoaded = isNational(ground, month)
    const practices = isLoaded ? await readAreaMonth(store.reader, ground, month) : []
    const figures = formMonth(month, practices, ground.register.size > 0)
    const formed = { month, isLoaded, figures, askedAt }
    await store.transact((tx) => publishAreaMonth(tx, by, formed))
    done.push(month)
  }
  return done
}
