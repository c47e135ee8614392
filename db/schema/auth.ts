import { choice, index, instant, table, text, whole } from '../columns.ts'
import { cohorts } from './cohorts.ts'
import { people } from './people.ts'

/** argon2id in PHC form. */
export const passwords = table('passwords', {
  personId: text()
    .primaryKey()
    .references(() => people.id),
  hash: text().notNull(),
  setAt: instant().notNull(),
})

/** `id` is the SHA-256 of the token in the cookie: a row stolen from here opens nothing. */
export const signInSessions = table(
  'sign_in_sessions',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    browser: text().notNull(),
  },
  (row) => [index('sign_in_sessions_person').on(row.personId)],
)

export const linkPurposes = ['invitation', 'password reset'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** Links that open once. Only the SHA-256 of their secret is kept; a newer link ends the older ones. */
export const oneTimeLinks = table(
  'one_time_links',
  {
    secretHash: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    purpose: choice(linkPurposes).notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (row) => [index('one_time_links_person').on(row.personId)],
)

/** `account` is the SHA-256 of the address that was typed, whether or not anyone has it. */
export const failedSignIns = table(
  'failed_sign_ins',
  { id: whole().primaryKey(), account: text().notNull(), at: instant().notNull() },
  (row) => [index('failed_sign_ins_account').on(row.account, row.at)],
)

/** `participant` is no grant: it follows from being a member of a cohort. */
export const grantableRoles = ['facilitator', 'reviewer', 'admin'] as const
export type GrantableRole = (typeof grantableRoles)[number]

/** A role over one cohort, or over everything when no cohort is named (admin). */
export const roleGrants = table(
  'role_grants',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    role: choice(grantableRoles).notNull(),
    cohortId: text().references(() => cohorts.id),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
    endedAt: instant(),
  },
  (row) => [index('role_grants_person').on(row.personId)],
)
