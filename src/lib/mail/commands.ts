import { and, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { type MailTopic, mailMessages, mailWishes } from '#db/schema/mail.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import { type By, systemBy } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import { BEING_SENT } from './queries.ts'

/** A control character in a header could add another header, or another recipient. */
const headerText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u)

const Mail = z.object({
  occasion: z.string().min(1).max(200),
  to: z.object({ name: headerText(200), email: z.email().max(254) }),
  subject: headerText(200),
  body: z.string().min(1).max(100_000),
})
export type Mail = z.input<typeof Mail>

export const UNCLEAR = 'Stopped while sending: it may have arrived, so it is not sent again'
export const TOO_OLD = 'Not sent in time'

/**
 * Puts a message in the outbox; it leaves by itself once this transaction is kept. `occasion` names why it is
 * sent, such as `invitation:<id>`: the same one twice is one message.
 */
export async function queueMail(tx: Tx, mail: Mail, at: Date) {
  const checked = Mail.safeParse(mail)
  if (!checked.success) throw new Error(`A mail cannot be sent: ${wrongParts(checked.error)}`)
  const { occasion, to, subject, body } = checked.data
  const id = newId()
  const queued = await tx
    .insert(mailMessages)
    .values({
      id,
      occasion,
      toName: to.name,
      toEmail: to.email,
      subject,
      body,
      queuedAt: at,
      attempts: 0,
      nextAttemptAt: at,
    })
    .onConflictDoNothing({ target: mailMessages.occasion })
    .returning({ id: mailMessages.id })
  if (queued.length > 0) await audit(tx, systemBy('mail', at), 'mail.queued', id)
}

/** Which parts are wrong, without what they say. */
const wrongParts = (error: z.ZodError) => error.issues.map((issue) => issue.path.join('.')).join(', ')

/** Written before a message is handed over, so that a stop in between is seen afterwards. */
export async function beginAttempt(tx: Tx, by: By, message: { id: string; attempts: number }) {
  await tx
    .update(mailMessages)
    .set({ attempts: message.attempts + 1, nextAttemptAt: null, failure: BEING_SENT })
    .where(eq(mailMessages.id, message.id))
  await audit(tx, by, 'mail.attempted', message.id, { attempt: message.attempts + 1 })
}

/** A mail server has taken the message. Its text goes: it may hold a one-time link. */
export async function recordSent(tx: Tx, by: By, id: string) {
  await tx
    .update(mailMessages)
    .set({ sentAt: by.at, body: null, nextAttemptAt: null, failure: null })
    .where(eq(mailMessages.id, id))
  await audit(tx, by, 'mail.sent', id)
}

/** `again` is when to try once more; without it nobody tries again. */
export async function recordFailure(tx: Tx, by: By, id: string, failure: string, again: Date | null) {
  await tx.update(mailMessages).set({ failure, nextAttemptAt: again }).where(eq(mailMessages.id, id))
  await audit(tx, by, 'mail.failed', id, { failure, again: again?.toISOString() ?? null })
}

/** Marks what a process was handing over when it died. Only whoever holds the lease may say so. */
export async function markUnclear(tx: Tx, by: By) {
  const marked = await tx
    .update(mailMessages)
    .set({ failure: UNCLEAR })
    .where(and(isNull(mailMessages.sentAt), eq(mailMessages.failure, BEING_SENT)))
    .returning({ id: mailMessages.id })
  if (marked.length > 0) await audit(tx, by, 'mail.unclear', 'outbox', { ids: marked.map(({ id }) => id) })
}

/** Ends the waiting of messages queued before `oldest`: news that old would surprise, and its links are dead. */
export async function giveUpOld(tx: Tx, by: By, oldest: Date) {
  const ended = await tx
    .update(mailMessages)
    .set({ failure: TOO_OLD, nextAttemptAt: null })
    .where(and(isNotNull(mailMessages.nextAttemptAt), lt(mailMessages.queuedAt, oldest)))
    .returning({ id: mailMessages.id })
  if (ended.length > 0) await audit(tx, by, 'mail.given_up', 'outbox', { ids: ended.map(({ id }) => id) })
}

/** Which letters somebody wants, of those that are written only to people who asked for them. */
export async function chooseLetters(tx: Tx, by: By, personId: string, topics: readonly MailTopic[]) {
  const before = await tx
    .select({ topic: mailWishes.topic })
    .from(mailWishes)
    .where(eq(mailWishes.personId, personId))
  const asked = topics.filter((topic) => !before.some((wish) => wish.topic === topic))
  const dropped = before.filter((wish) => !topics.includes(wish.topic)).map(({ topic }) => topic)
  if (dropped.length > 0) {
    await tx
      .delete(mailWishes)
      .where(and(eq(mailWishes.personId, personId), inArray(mailWishes.topic, dropped)))
  }
  if (asked.length > 0) {
    await tx.insert(mailWishes).values(asked.map((topic) => ({ personId, topic, askedAt: by.at })))
  }
  await audit(tx, by, 'mail.letters_chosen', personId, { topics })
}
