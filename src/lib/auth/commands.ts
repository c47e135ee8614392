import { and, eq, isNull } from 'drizzle-orm'
import {
  type GrantableRole,
  type LinkPurpose,
  oneTimeLinks,
  passwords,
  roleGrants,
  signInSessions,
} from '#db/schema/auth.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import { newId } from '#lib/ids.ts'
import { queueMail } from '#lib/mail/commands.ts'
import type { By } from './by.ts'
import { invitationLetter, passwordResetLetter } from './letters.ts'
import { digestOf, newSecret } from './secrets.ts'

const DAY_MS = 86_400_000
const LASTS_MS: Record<LinkPurpose, number> = { invitation: 7 * DAY_MS, 'password reset': 60 * 60 * 1000 }

interface Addressee {
  id: string
  name: string
  email: string
}

/** A link that opens once. Earlier ones of the same kind stop working. Answers the secret, which is stored nowhere. */
export async function makeLink(tx: Tx, by: By, person: Addressee, purpose: LinkPurpose): Promise<string> {
  const secret = newSecret()
  const expiresAt = new Date(by.at.getTime() + LASTS_MS[purpose])
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
    .values({ secretHash: digestOf(secret), personId: person.id, purpose, createdAt: by.at, expiresAt })
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
  await tx.update(oneTimeLinks).set({ usedAt: by.at }).where(eq(oneTimeLinks.secretHash, link.secretHash))
  await setPassword(tx, by, link.personId, hash)
  await audit(tx, by, 'auth.link_used', link.personId)
}

/** Every other sign-in of the person ends: a password is changed because someone else may know the old one. */
export async function setPassword(tx: Tx, by: By, personId: string, hash: string) {
  const row = { hash, setAt: by.at }
  await tx
    .insert(passwords)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: passwords.personId, set: row })
  await tx.delete(signInSessions).where(eq(signInSessions.personId, personId))
  await audit(tx, by, 'auth.password_set', personId)
}

export async function grantRole(
  tx: Tx,
  by: By,
  grant: { personId: string; role: GrantableRole; cohortId: string | null },
) {
  await tx.insert(roleGrants).values({ id: newId(), ...grant, grantedBy: by.personId, grantedAt: by.at })
  await audit(tx, by, 'auth.role_granted', grant.personId, { role: grant.role, cohortId: grant.cohortId })
}
