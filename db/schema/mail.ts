import { index, instant, primaryKey, table, text, whole } from '../columns.ts'
import { people } from './people.ts'

/**
 * The outbox. A message is written in the transaction that causes it and sent later. `body` is emptied once a
 * mail server has taken it, because it may hold a one-time link.
 */
export const mailMessages = table(
  'mail_messages',
  {
    id: text().primaryKey(),
    /** The same key is never queued twice. */
    occasion: text().notNull().unique(),
    toName: text().notNull(),
    toEmail: text().notNull(),
    subject: text().notNull(),
    body: text(),
    queuedAt: instant().notNull(),
    attempts: whole().notNull(),
    nextAttemptAt: instant(),
    sentAt: instant(),
    failure: text(),
  },
  (row) => [index('mail_messages_due').on(row.nextAttemptAt)],
)

/** Who runs the periodic jobs just now; it lapses by itself. */
export const leases = table('leases', {
  name: text().primaryKey(),
  holder: text().notNull(),
  until: instant().notNull(),
})

export const mailTopics = ['a chart gained a point'] as const
export type MailTopic = (typeof mailTopics)[number]

/** A letter that a person asked for. Without a row it is not written. */
export const mailWishes = table(
  'mail_wishes',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    topic: text().$type<MailTopic>().notNull(),
    askedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.topic] })],
)
