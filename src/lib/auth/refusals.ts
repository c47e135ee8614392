import type { Store } from '#db/store.ts'
import { foldEvent } from '#lib/audit/commands.ts'

/** Stands in the audit where an address was typed that has no account: the address itself is kept nowhere. */
export const NO_ACCOUNT = 'no-account'

/** Why somebody was not let in, or not written to. */
export type Because = 'wrong' | 'tooMany' | 'noAccount' | 'fromOneNetwork'

interface Refusal {
  what: 'sign_in.refused' | 'sign_in.reset_refused'
  /** Whose account it was about; undefined when no account has the address. */
  personId: string | undefined
  because: Because
}

/** Refusals of one kind about one person within a quarter of an hour are one event with a count. */
const FOLDED_MS = 15 * 60 * 1000

interface Counted {
  what: Refusal['what']
  subject: string
  from: Date
  until: Date
  times: Partial<Record<Because, number>>
}

const HANDLE = Symbol.for('steward.refusals')
type Holder = { [HANDLE]?: WeakMap<Store, Map<string, Counted>> }

/** What waits to be written. It lies on `globalThis`, because the pages that count and the job that writes are two bundles. */
function waitingFor(store: Store): Map<string, Counted> {
  const holder = globalThis as Holder
  holder[HANDLE] ??= new WeakMap()
  const found = holder[HANDLE].get(store) ?? new Map<string, Counted>()
  holder[HANDLE].set(store, found)
  return found
}

/**
 * Counts a refusal in memory. Nothing is written here: a flood costs a number, and an address that has an account
 * takes no longer to refuse than one that has none.
 */
export function noteRefusal(store: Store, { what, personId, because }: Refusal, at: Date) {
  add(waitingFor(store), {
    what,
    subject: personId ?? NO_ACCOUNT,
    from: at,
    until: at,
    times: { [because]: 1 },
  })
}

export const hasRefusals = (store: Store): boolean => waitingFor(store).size > 0

/** Writes down what was counted, one event a person and quarter of an hour, in one transaction. */
export async function writeRefusals(store: Store) {
  const waiting = waitingFor(store)
  const counted = [...waiting]
  waiting.clear()
  try {
    await store.transact(async (tx) => {
      for (const [id, { what, subject, from, until, times }] of counted)
        await foldEvent(tx, { id, action: what, subject, from, until, times })
    })
  } catch (fault) {
    for (const [, one] of counted) add(waiting, one)
    throw fault
  }
}

function add(waiting: Map<string, Counted>, one: Counted) {
  const id = `${one.what}:${one.subject}:${Math.floor(one.from.getTime() / FOLDED_MS)}`
  const known = waiting.get(id)
  if (!known) return waiting.set(id, { ...one, times: { ...one.times } })
  if (one.from < known.from) known.from = one.from
  if (one.until > known.until) known.until = one.until
  for (const [because, times] of Object.entries(one.times) as [Because, number][])
    known.times[because] = (known.times[because] ?? 0) + times
  return waiting
}
