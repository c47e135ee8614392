import { eq } from 'drizzle-orm'
import { applicationLinks, type PromiseLinkPurpose, promiseLinks } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { digestOf, newSecret } from '#lib/auth/secrets.ts'
import { applicationAddress, promiseAddress } from './address.ts'

const DAY_MS = 86_400_000
/** As long as a draft is kept. Every letter to an applicant brings a new one. */
export const APPLICATION_LINK_DAYS = 60
/** How long a sponsor has to answer. */
export const PROMISE_DAYS = 21
const TAKE_BACK_DAYS = 365

export const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS)

/** The address of a way back to an application. Earlier ones go on working: a letter must not end the page somebody is on. */
export async function makeApplicationLink(tx: Tx, by: By, applicationId: string): Promise<string> {
  const secret = newSecret()
  const secretHash = digestOf(secret)
  const expiresAt = daysAfter(by.at, APPLICATION_LINK_DAYS)
  await tx.insert(applicationLinks).values({ secretHash, applicationId, createdAt: by.at, expiresAt })
  await audit(tx, by, 'applications.link_made', applicationId)
  return applicationAddress(secret)
}

/** The address of a sponsor's page, to answer or to take an answer back. */
export async function makePromiseLink(
  tx: Tx,
  by: By,
  promiseId: string,
  purpose: PromiseLinkPurpose,
  until?: Date,
): Promise<string> {
  const secret = newSecret()
  const secretHash = digestOf(secret)
  const expiresAt = until ?? daysAfter(by.at, purpose === 'answer' ? PROMISE_DAYS : TAKE_BACK_DAYS)
  if (purpose === 'answer')
    await tx.update(promiseLinks).set({ expiresAt }).where(eq(promiseLinks.promiseId, promiseId))
  await tx.insert(promiseLinks).values({ secretHash, promiseId, purpose, createdAt: by.at, expiresAt })
  await audit(tx, by, 'promises.link_made', promiseId, { purpose })
  return promiseAddress(secret)
}
