import { failedSignIns } from '#db/schema/auth.ts'
import type { Store } from '#db/store.ts'
import { nobodysHash, passwordMatches } from './password-hash.ts'
import { inPasswordQueue } from './password-queue.ts'
import { countFailures, findCredentials } from './queries.ts'
import { digestOf } from './secrets.ts'
import { beginSignIn } from './sign-in-sessions.ts'

/** Failures an account may have before its password is not even looked at. Nothing is locked for good. */
export const LIMITS = [
  { failures: 10, withinMs: 15 * 60 * 1000 },
  { failures: 100, withinMs: 60 * 60 * 1000 },
]

export type SignIn =
  | { outcome: 'signed in'; token: string }
  | { outcome: 'no match' }
  | { outcome: 'too many tries' }

/**
 * Checks an address and a password, and begins a sign-in when they belong together. An unknown address costs
 * the same work and gets the same answer as a known one; tries are counted by address, so that many people
 * behind one hospital address do not lock each other out.
 */
export async function signIn(
  store: Store,
  typed: { email: string; password: string },
  browser: string,
  at: Date,
): Promise<SignIn> {
  const account = digestOf(typed.email)
  if (await isThrottled(store, account, at)) return { outcome: 'too many tries' }
  const known = await findCredentials(store.reader, typed.email)
  const matches = await inPasswordQueue(() => passwordMatches(known?.hash ?? nobodysHash, typed.password))
  if (known && matches)
    return { outcome: 'signed in', token: await beginSignIn(store, known.personId, browser, at) }
  await store.transact(async (tx) => {
    await tx.insert(failedSignIns).values({ account, at })
  })
  return { outcome: 'no match' }
}

async function isThrottled(store: Store, account: string, at: Date): Promise<boolean> {
  const counts = await Promise.all(
    LIMITS.map(({ withinMs }) => countFailures(store.reader, account, new Date(at.getTime() - withinMs))),
  )
  return LIMITS.some(({ failures }, index) => (counts[index] ?? 0) >= failures)
}
