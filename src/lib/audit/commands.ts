import { and, eq, inArray, lt } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import type { Tx } from '#db/store.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import { type Action, SIGN_IN_ACTIONS, type SignInAction } from './describe.ts'

/**
 * Writes down who did what, in the transaction that did it: the last line of every command. `details` holds
 * identifiers and counts, never what a person typed. An action is told by its sentence (`describe.ts`).
 */
export async function audit(
  tx: Tx,
  by: By,
  action: Action,
  subject: string,
  details: Record<string, unknown> = {},
) {
  await tx
    .insert(auditEvents)
    .values({ id: newId(), at: by.at, personId: by.personId, action, subject, details })
}

/**
 * Signing in and out, in the transaction that does it: no command, because whoever signs in has no permission yet
 * (decision 0030).
 */
export async function noteSignIn(
  tx: Tx,
  { personId, at }: { personId: string; at: Date },
  action: SignInAction,
  details: Record<string, unknown> = {},
) {
  await tx.insert(auditEvents).values({ id: newId(), at, personId, action, subject: personId, details })
}

interface Fold {
  /** Says what is folded together: the same one is one event. */
  id: string
  action: SignInAction
  subject: string
  from: Date
  until: Date
  times: Record<string, number>
}

/** Adds to the event in which refusals are counted, so that a flood of them stays one row. */
export async function foldEvent(tx: Tx, { id, action, subject, from, until, times }: Fold) {
  const [known] = await tx.select().from(auditEvents).where(eq(auditEvents.id, id))
  const before = known?.details ?? {}
  const sums = Object.entries(times).map(([because, count]) => {
    const counted = before[because]
    return [because, count + (typeof counted === 'number' ? counted : 0)]
  })
  const details = { ...before, ...Object.fromEntries(sums), until: until.toISOString() }
  if (known) await tx.update(auditEvents).set({ details }).where(eq(auditEvents.id, id))
  else
    await tx
      .insert(auditEvents)
      .values({ id, at: from, personId: 'system:sign-in', action, subject, details })
}

/** How long it is kept who signed in, and who was refused. */
export const SIGN_INS_KEPT_DAYS = 180
const SWEPT_AT_ONCE = 500

/** Deletes what is older, in portions: no transaction of a job holds up the others. Everything else in the audit stays. */
export async function sweepSignInEvents(tx: Tx, at: Date) {
  const before = new Date(at.getTime() - SIGN_INS_KEPT_DAYS * 86_400_000)
  const old = await tx
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(and(inArray(auditEvents.action, SIGN_IN_ACTIONS), lt(auditEvents.at, before)))
    .limit(SWEPT_AT_ONCE)
  const ids = old.map(({ id }) => id)
  if (ids.length > 0) await tx.delete(auditEvents).where(inArray(auditEvents.id, ids))
}
