import { and, count, desc, eq, gt, isNull, type SQL } from 'drizzle-orm'
import { failedSignIns, oneTimeLinks, passwords, roleGrants, signInSessions } from '#db/schema/auth.ts'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { people, practiceMemberships } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import { digestOf } from './secrets.ts'
import { type ViewerFacts, viewerFrom } from './viewer.ts'

/** Everything that policies ask about a person; undefined when the account is gone. */
export async function findViewer(reader: Reader, personId: string) {
  const [person] = await reader
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(eq(people.id, personId))
  if (!person) return undefined
  const [grants, memberships, practices] = await Promise.all([
    reader
      .select({ role: roleGrants.role, cohortId: roleGrants.cohortId })
      .from(roleGrants)
      .where(and(eq(roleGrants.personId, personId), isNull(roleGrants.endedAt))),
    reader
      .select({ id: cohortMembers.cohortId })
      .from(cohortMembers)
      .where(eq(cohortMembers.personId, personId)),
    reader
      .select({ code: practiceMemberships.practiceCode })
      .from(practiceMemberships)
      .where(and(eq(practiceMemberships.personId, personId), isNull(practiceMemberships.endedOn))),
  ])
  const over = (role: string) => grants.flatMap((g) => (g.role === role && g.cohortId ? [g.cohortId] : []))
  const facts: ViewerFacts = {
    person,
    memberOf: memberships.map((cohort) => cohort.id),
    facilitatorOf: over('facilitator'),
    reviewerOf: over('reviewer'),
    admin: grants.some((grant) => grant.role === 'admin'),
    practices: practices.map((practice) => practice.code),
  }
  return viewerFrom(facts)
}

/** Whose address it is, and their password's hash once they have chosen one. */
export async function findCredentials(reader: Reader, email: string) {
  const [found] = await reader
    .select({ personId: people.id, hash: passwords.hash })
    .from(people)
    .leftJoin(passwords, eq(passwords.personId, people.id))
    .where(eq(people.email, email))
  return found
}

export async function countFailures(reader: Reader, account: string, since: Date): Promise<number> {
  const [row] = await reader
    .select({ failures: count() })
    .from(failedSignIns)
    .where(and(eq(failedSignIns.account, account), gt(failedSignIns.at, since)))
  return row?.failures ?? 0
}

/** The person a one-time link still opens the door for. Used, expired and unknown links look the same. */
export const findLink = (reader: Reader, secret: string, at: Date) =>
  linkWhere(reader, secret, and(isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, at)))

const JUST_NOW_MS = 2 * 60 * 1000

/** A link that a press before this one may have used up. */
export const findLinkJustUsed = (reader: Reader, secret: string, at: Date) =>
  linkWhere(reader, secret, gt(oneTimeLinks.usedAt, new Date(at.getTime() - JUST_NOW_MS)))

async function linkWhere(reader: Reader, secret: string, condition: SQL | undefined) {
  const [link] = await reader
    .select({
      secretHash: oneTimeLinks.secretHash,
      purpose: oneTimeLinks.purpose,
      usedAt: oneTimeLinks.usedAt,
      personId: people.id,
      name: people.name,
      email: people.email,
    })
    .from(oneTimeLinks)
    .innerJoin(people, eq(people.id, oneTimeLinks.personId))
    .where(and(eq(oneTimeLinks.secretHash, digestOf(secret)), condition))
  return link
}

/** The places a person is signed in just now, the latest first. */
export function listSignIns(reader: Reader, personId: string) {
  return reader
    .select({
      id: signInSessions.id,
      browser: signInSessions.browser,
      createdAt: signInSessions.createdAt,
      lastSeenAt: signInSessions.lastSeenAt,
    })
    .from(signInSessions)
    .where(eq(signInSessions.personId, personId))
    .orderBy(desc(signInSessions.lastSeenAt))
}

export async function findPersonByEmail(reader: Reader, email: string) {
  const [person] = await reader
    .select({ id: people.id, name: people.name, email: people.email, hash: passwords.hash })
    .from(people)
    .leftJoin(passwords, eq(passwords.personId, people.id))
    .where(eq(people.email, email))
  return (
    person && { id: person.id, name: person.name, email: person.email, hasPassword: person.hash !== null }
  )
}
