import { and, eq, lte, or } from 'drizzle-orm'
import { leases } from '#db/schema/mail.ts'
import type { Tx } from '#db/store.ts'

/**
 * Lets one process at a time do a job. A lease lapses by itself, so a process that dies holds nothing up. It is
 * always real time, and no event for the audit: it says nothing that anyone did.
 */
export async function takeLease(
  tx: Tx,
  name: string,
  holder: string,
  now: Date,
  seconds: number,
): Promise<boolean> {
  const until = new Date(now.getTime() + seconds * 1000)
  const taken = await tx
    .insert(leases)
    .values({ name, holder, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, until },
      setWhere: or(lte(leases.until, now), eq(leases.holder, holder)),
    })
    .returning({ name: leases.name })
  return taken.length > 0
}

/** Gives a lease back before it lapses. */
export async function endLease(tx: Tx, name: string, holder: string) {
  await tx.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)))
}
