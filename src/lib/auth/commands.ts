import { and, eq, isNull } from 'drizzle-orm'
import {
  type GrantableRole,
  type LinkPurpose,
  oneTimeLinks,
  passwords,
  roleGrants,
  signInSessions,
} from '#db/schema/auth.ts'
import { people } from '#db/schema/people.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import { newId } from '#lib/ids.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import type { By } from './by.ts'
import { invitationLetter, passwordChangedLetter, passwordResetLetter } from './letters.ts'
import { digestOf, newSecret } from './secrets.ts'

const DAY_MS = 86_400_000
const LASTS_MS: Record<LinkPurpose, number> = { invitation: 7 * DAY_MS, 'password reset': 60 * 60 * 1000 }

interface Addressee {
  id: string
  name: string
  email: string
}

/**
 * A link that opens once. Earlier ones of the same kind stop working. Answers the secret, which is stored
 * nowhere. Like a sign-in it keeps to the real clock, which a demonstration cannot move.
 */
export async function makeLink(tx: Tx, by: By, person: Addressee, purpose: LinkPurpose): Promise<string> {
  const secret = newSecret()
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + LASTS_MS[purpose])
  await tx
    .delete(oneTimeLinks)
    .where(
      and(
        eq(oneTimeLinks.personId, person.id),
        eq(oneTimeLinks.purpose, purpose),
        isNull(oneTimeLinks.usedAt),
      ),
    )
  await tx
    .insert(oneTimeLinks)
    .values({ secretHash: digestOf(secret), personId: person.id, purpose, createdAt, expiresAt })
  await audit(tx, by, 'auth.link_made', person.id, { purpose })
  return secret
}

/** Sends a person the link with which they choose their password. */
export async function invite(tx: Tx, by: By, person: Addressee): Promise<string> {
  const secret = await makeLink(tx, by, person, 'invitation')
  await queueMail(
    tx,
    { occasion: `invitation:${digestOf(secret)}`, to: person, ...invitationLetter(person.name, secret) },
    by.at,
  )
  await audit(tx, by, 'auth.invited', person.id)
  return secret
}

export async function sendPasswordReset(tx: Tx, by: By, person: Addressee) {
  const secret = await makeLink(tx, by, person, 'password reset')
  await queueMail(
    tx,
    {
      occasion: `password-reset:${digestOf(secret)}`,
      to: person,
      ...passwordResetLetter(person.name, secret),
    },
    by.at,
  )
  await audit(tx, by, 'auth.password_reset_sent', person.id)
}

/** Sets a password that a one-time link allowed to be set. The link is used up and every sign-in of the person ends. */
export async function setPasswordByLink(
  tx: Tx,
  by: By,
  link: { secretHash: string; personId: string },
  hash: string,
) {
  const open = and(eq(oneTimeLinks.secretHash, link.secretHash), isNull(oneTimeLinks.usedAt))
  const used = await tx
    .update(oneTimeLinks)
    .set({ usedAt: by.at })
    .where(open)
    .returning({ purpose: oneTimeLinks.purpose })
  if (used.length === 0)
    throw new Refusal('newPassword', 'This link has been used meanwhile. Sign in, or ask for a new one')
  await setPassword(tx, by, link.personId, hash)
  await audit(tx, by, 'auth.link_used', link.personId)
}

/**
 * Every sign-in of the person ends: a password is changed because someone else may know the old one. The person
 * is told by mail, unless it is their first.
 */
export async function setPassword(tx: Tx, by: By, personId: string, hash: string) {
  const row = { hash, setAt: by.at }
  const [person] = await tx
    .select({ name: people.name, email: people.email, hash: passwords.hash })
    .from(people)
    .leftJoin(passwords, eq(passwords.personId, people.id))
    .where(eq(people.id, personId))
  if (person?.hash) {
    const occasion = `password-changed:${newId()}`
    await queueMail(tx, { occasion, to: person, ...passwordChangedLetter(person.name) }, by.at)
  }
  await tx
    .insert(passwords)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: passwords.personId, set: row })
  await tx.delete(signInSessions).where(eq(signInSessions.personId, personId))
  await tx.delete(oneTimeLinks).where(and(eq(oneTimeLinks.personId, personId), isNull(oneTimeLinks.usedAt)))
  await audit(tx, by, 'auth.password_set', personId, { first: !person?.hash })
}

/** Gives a role. Someone who has it already keeps it as it was given. */
export async function grantRole(
  tx: Tx,
  by: By,
  grant: { personId: string; role: GrantableRole; cohortId: string | null },
) {
  const { personId, role, cohortId } = grant
  const over = cohortId ? eq(roleGrants.cohortId, cohortId) : isNull(roleGrants.cohortId)
  const same = and(
    eq(roleGrants.personId, personId),
    eq(roleGrants.role, role),
    over,
    isNull(roleGrants.endedAt),
  )
  const held = await tx.select({ id: roleGrants.id }).from(roleGrants).where(same)
  if (held.length === 0) {
    await tx.insert(roleGrants).values({ id: newId(), ...grant, grantedBy: by.personId, grantedAt: by.at })
  }
  await audit(tx, by, 'auth.role_granted', personId, { role, cohortId, already: held.length > 0 })
}
