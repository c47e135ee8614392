import { eq } from 'drizzle-orm'
import { failedSignIns, passwords } from '#db/schema/auth.ts'
import type { Store } from '#db/store.ts'
import { hashPassword, isOutdated, nobodysHash, passwordMatches } from './password-hash.ts'
import { inPasswordQueue } from './password-queue.ts'
import { countFailures, findCredentials } from './queries.ts'
import { digestOf } from './secrets.ts'
import { beginSignIn } from './sign-in-sessions.ts'

/** Failures an account may have before its password is not even looked at. Nothing is locked for good. */
export const LIMITS = [
  { failures: 10, withinMs: 15 * 60 * 1000 },
  { failures: 100, withinMs: 60 * 60 * 1000 },
]

interface Typed {
  email: string
  password: string
}

type Checked =
  | { outcome: 'match'; personId: string }
  | { outcome: 'no match' }
  | { outcome: 'too many tries' }
export type SignIn =
  | { outcome: 'signed in'; token: string }
  | { outcome: 'no match' }
  | { outcome: 'too many tries' }

/** Checks an address and a password, and begins a sign-in when they belong together. */
export async function signIn(store: Store, typed: Typed, browser: string, at: Date): Promise<SignIn> {
  const checked = await checkPassword(store, typed, at)
  if (checked.outcome !== 'match') return checked
  return { outcome: 'signed in', token: await beginSignIn(store, checked.personId, browser, at) }
}

/**
 * Whether an address and a password belong together. An unknown address costs the same work and gets the same
 * answer as a known one; tries are counted by address, so that many people behind one hospital address do not
 * lock each other out.
 */
export async function checkPassword(store: Store, { email, password }: Typed, at: Date): Promise<Checked> {
  const account = digestOf(email)
  if (await isThrottled(store, account, at)) return { outcome: 'too many tries' }
  const known = await findCredentials(store.reader, email)
  const matches = await inPasswordQueue(() => passwordMatches(known?.hash ?? nobodysHash, password))
  if (known && matches) {
    if (isOutdated(known.hash)) await strengthen(store, known.personId, password)
    return { outcome: 'match', personId: known.personId }
  }
  await store.transact(async (tx) => {
    await tx.insert(failedSignIns).values({ account, at })
  })
  return { outcome: 'no match' }
}

/** The same password, kept with today's cost. */
async function strengthen(store: Store, personId: string, password: string) {
  const hash = await inPasswordQueue(() => hashPassword(password))
  await store.transact(async (tx) => {
    await tx.update(passwords).set({ hash }).where(eq(passwords.personId, personId))
  })
}

async function isThrottled(store: Store, account: string, at: Date): Promise<boolean> {
  const counts = await Promise.all(
    LIMITS.map(({ withinMs }) => countFailures(store.reader, account, new Date(at.getTime() - withinMs))),
  )
  return LIMITS.some(({ failures }, index) => (counts[index] ?? 0) >= failures)
}
