import { and, eq, lt, ne, or } from 'drizzle-orm'
import { Lucia, TimeSpan } from 'lucia'
import { failedSignIns, signInSessions } from '#db/schema/auth.ts'
import type { Store } from '#db/store.ts'
import { noteSignIn, sweepSignInEvents } from '#lib/audit/commands.ts'
import { LONGEST_SIGN_IN_MS, luciaAdapter } from './lucia-adapter.ts'
import { digestOf, newSecret } from './secrets.ts'

/** A sign-in ends after this long without a request. */
export const LONGEST_PAUSE_MS = 30 * 60 * 1000
/** Each person's last request is written down at most this often. */
const NOTED_EVERY_MS = 60_000
const FAILURES_KEPT_MS = 24 * 60 * 60 * 1000

interface SessionAttributes {
  createdAt: Date
  lastSeenAt: Date
  browser: string
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof lucia>
    DatabaseSessionAttributes: SessionAttributes
    DatabaseUserAttributes: Record<never, never>
  }
}

function lucia(store: Store) {
  return new Lucia(luciaAdapter(store), {
    sessionExpiresIn: new TimeSpan(LONGEST_SIGN_IN_MS, 'ms'),
    getSessionAttributes: ({ createdAt, lastSeenAt, browser }: SessionAttributes) => ({
      createdAt,
      lastSeenAt,
      browser,
    }),
  })
}

/** Begins a sign-in and answers the token for the cookie: the only time that it exists in the clear. */
export async function beginSignIn(
  store: Store,
  personId: string,
  browser: string,
  at: Date,
): Promise<string> {
  const token = newSecret()
  const attributes = { createdAt: at, lastSeenAt: at, browser: browser.slice(0, 120) }
  await lucia(store).createSession(personId, attributes, { sessionId: digestOf(token) })
  return token
}

/** Whose sign-in a cookie's token belongs to, or undefined when it is unknown, idle too long or too old. */
export async function continueSignIn(store: Store, token: string, at: Date) {
  const { session } = await lucia(store).validateSession(digestOf(token))
  if (!session) return undefined
  const pause = at.getTime() - session.lastSeenAt.getTime()
  // Counted from the start: what lucia calls its expiry has been slid forward by now.
  const age = at.getTime() - session.createdAt.getTime()
  if (pause > LONGEST_PAUSE_MS || age >= LONGEST_SIGN_IN_MS) {
    await lucia(store).invalidateSession(session.id)
    return undefined
  }
  if (pause > NOTED_EVERY_MS) {
    await store.transact(async (tx) => {
      await tx.update(signInSessions).set({ lastSeenAt: at }).where(eq(signInSessions.id, session.id))
    })
  }
  return { personId: session.userId, id: session.id }
}

/** Somebody signs out. */
export const endSignIn = (store: Store, sessionId: string, at: Date) =>
  store.transact(async (tx) => {
    const own = eq(signInSessions.id, sessionId)
    const [ended] = await tx
      .delete(signInSessions)
      .where(own)
      .returning({ personId: signInSessions.personId })
    if (ended) await noteSignIn(tx, { personId: ended.personId, at }, 'sign_in.ended')
  })

/** Ends every sign-in of a person but the one from which they ask. Answers how many. */
export const endOtherSignIns = (store: Store, personId: string, here: string | undefined, at: Date) =>
  store.transact(async (tx) => {
    const others = and(eq(signInSessions.personId, personId), here ? ne(signInSessions.id, here) : undefined)
    const ended = await tx.delete(signInSessions).where(others).returning({ id: signInSessions.id })
    await noteSignIn(tx, { personId, at }, 'sign_in.others_ended', { ended: ended.length })
    return ended.length
  })

/** Removes sign-ins that are over, failures that no longer count, and what was noted of both once its time is over. */
export async function sweepSignIns(store: Store, at: Date) {
  const idleSince = new Date(at.getTime() - LONGEST_PAUSE_MS)
  await store.transact(async (tx) => {
    await tx
      .delete(signInSessions)
      .where(or(lt(signInSessions.expiresAt, at), lt(signInSessions.lastSeenAt, idleSince)))
    await tx.delete(failedSignIns).where(lt(failedSignIns.at, new Date(at.getTime() - FAILURES_KEPT_MS)))
    await sweepSignInEvents(tx, at)
  })
}
