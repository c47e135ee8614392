import { and, asc, desc, eq, isNotNull, isNull, lt, lte, or } from 'drizzle-orm'
import { type MailTopic, mailMessages, mailWishes } from '#db/schema/mail.ts'
import type { Reader } from '#db/store.ts'

export type OutboxMessage = typeof mailMessages.$inferSelect

/** Stands in `failure` while a message is handed over; found later, it tells of a stop in between. */
export const BEING_SENT = 'Being sent'
const LATE_AFTER_MS = 15 * 60_000

/** The newest messages first, sent or not. What was sent has no text any more. */
export function listOutbox(reader: Reader, limit: number): Promise<OutboxMessage[]> {
  return reader
    .select()
    .from(mailMessages)
    .orderBy(desc(mailMessages.queuedAt), desc(mailMessages.id))
    .limit(limit)
}

export async function findMessage(reader: Reader, id: string): Promise<OutboxMessage | undefined> {
  const [message] = await reader.select().from(mailMessages).where(eq(mailMessages.id, id))
  return message
}

/** What should leave by now, longest waiting first. */
export function listDue(reader: Reader, now: Date, limit: number): Promise<OutboxMessage[]> {
  return reader
    .select()
    .from(mailMessages)
    .where(lte(mailMessages.nextAttemptAt, now))
    .orderBy(asc(mailMessages.nextAttemptAt), asc(mailMessages.id))
    .limit(limit)
}

/** Whether a delivery would find anything to do. */
export async function hasWork(reader: Reader, now: Date): Promise<boolean> {
  const left = and(isNull(mailMessages.sentAt), eq(mailMessages.failure, BEING_SENT))
  return (await reader.$count(mailMessages, or(lte(mailMessages.nextAttemptAt, now), left))) > 0
}

/** Whether a message that will still be tried has been waiting for a quarter of an hour. */
export async function mailIsLate(reader: Reader, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - LATE_AFTER_MS)
  const waiting = and(isNotNull(mailMessages.nextAttemptAt), lt(mailMessages.queuedAt, since))
  return (await reader.$count(mailMessages, waiting)) > 0
}

/** The letters that a person asked for. */
export async function listWishes(reader: Reader, personId: string): Promise<MailTopic[]> {
  const wishes = await reader
    .select({ topic: mailWishes.topic })
    .from(mailWishes)
    .where(eq(mailWishes.personId, personId))
  return wishes.map(({ topic }) => topic)
}
