import { eq } from 'drizzle-orm'
import { failedSignIns, passwords } from '#db/schema/auth.ts'
import type { Store, Tx } from '#db/store.ts'
import { hashPassword, isOutdated, nobodysHash, passwordMatches } from './password-hash.ts'
import { inPasswordQueue } from './password-queue.ts'
import { countFailures, findCredentials } from './queries.ts'
import { noteRefusal } from './refusals.ts'
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
  const attempt = await store.transact((tx) => noteAttempt(tx, digestOf(email), at))
  const known = await findCredentials(store.reader, email)
  const refused = { what: 'sign_in.refused', personId: known?.personId } as const
  if (attempt === undefined) {
    noteRefusal(store, { ...refused, because: 'tooMany' }, at)
    return { outcome: 'too many tries' }
  }
  const matches = await inPasswordQueue(() => passwordMatches(known?.hash ?? nobodysHash, password))
  if (!known?.hash || !matches) {
    noteRefusal(store, { ...refused, because: known ? 'wrong' : 'noAccount' }, at)
    return { outcome: 'no match' }
  }
  await store.transact(async (tx) => {
    await tx.delete(failedSignIns).where(eq(failedSignIns.id, attempt))
  })
  if (isOutdated(known.hash)) await strengthen(store, known.personId, password)
  return { outcome: 'match', personId: known.personId }
}

/**
 * Counts a try as failed before it is looked at, so that many at once cannot slip past the count; one that
 * succeeds is taken back. Undefined when there have been too many.
 */
async function noteAttempt(tx: Tx, account: string, at: Date): Promise<number | undefined> {
  for (const { failures, withinMs } of LIMITS) {
    const since = new Date(at.getTime() - withinMs)
    if ((await countFailures(tx, account, since)) >= failures) return undefined
  }
  const [row] = await tx.insert(failedSignIns).values({ account, at }).returning({ id: failedSignIns.id })
  return row?.id
}

/** The same password, kept with today's cost. */
async function strengthen(store: Store, personId: string, password: string) {
  const hash = await inPasswordQueue(() => hashPassword(password))
  await store.transact(async (tx) => {
    await tx.update(passwords).set({ hash }).where(eq(passwords.personId, personId))
  })
}
