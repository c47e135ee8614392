import { eq } from 'drizzle-orm'
import type { Adapter, DatabaseSession } from 'lucia'
import { signInSessions } from '#db/schema/auth.ts'
import type { Store } from '#db/store.ts'
import { noteSignIn } from '#lib/audit/commands.ts'
import { knownBrowser } from './browser.ts'

/** A sign-in ends this long after it began, however busy the person is. */
export const LONGEST_SIGN_IN_MS = 12 * 60 * 60 * 1000

type Row = typeof signInSessions.$inferSelect

const asLucia = ({ id, personId, expiresAt, ...attributes }: Row): DatabaseSession => ({
  id,
  userId: personId,
  expiresAt,
  attributes,
})

/**
 * Where lucia keeps its sessions. It is given the SHA-256 of the token as its session id, so no token is ever
 * stored; and it may not prolong a session (`updateSessionExpiration` does nothing), because ours end after
 * twelve hours in any case.
 */
export function luciaAdapter(store: Store): Adapter {
  return {
    async getSessionAndUser(id) {
      const [row] = await store.reader.select().from(signInSessions).where(eq(signInSessions.id, id))
      return row ? [asLucia(row), { id: row.personId, attributes: {} }] : [null, null]
    },
    async getUserSessions(personId) {
      const rows = await store.reader
        .select()
        .from(signInSessions)
        .where(eq(signInSessions.personId, personId))
      return rows.map(asLucia)
    },
    setSession: ({ id, userId, attributes }) =>
      store.transact(async (tx) => {
        const expiresAt = new Date(attributes.createdAt.getTime() + LONGEST_SIGN_IN_MS)
        await tx.insert(signInSessions).values({ id, personId: userId, expiresAt, ...attributes })
        const who = { personId: userId, at: attributes.createdAt }
        await noteSignIn(tx, who, 'sign_in.begun', { browser: knownBrowser(attributes.browser) })
      }),
    updateSessionExpiration: async () => undefined,
    deleteSession: (id) =>
      store.transact(async (tx) => void (await tx.delete(signInSessions).where(eq(signInSessions.id, id)))),
    deleteUserSessions: (personId) =>
      store.transact(
        async (tx) => void (await tx.delete(signInSessions).where(eq(signInSessions.personId, personId))),
      ),
    deleteExpiredSessions: async () => undefined,
  }
}
