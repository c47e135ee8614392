import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { beginAttempt, giveUpOld, markUnclear, recordFailure, recordSent, UNCLEAR } from './commands.ts'
import { type Failure, nextAttempt } from './failures.ts'
import { listDue, type OutboxMessage } from './queries.ts'
import { type MailSettings, openSender, type Sender } from './transport.ts'

const AT_ONCE = 100
const LONGEST_RUN_MS = 60_000
const OLDEST_MS = 3 * 24 * 60 * 60_000

/**
 * Sends what is due, one message after the other, each in a transaction of its own: a stop in between loses
 * nothing and sends nothing twice. Without a mail server everything stays in the outbox. Run it under a lease.
 */
export async function deliverDue(store: Store, settings: MailSettings, now: Date, stopped?: AbortSignal) {
  const { SMTP_URL } = settings
  if (!SMTP_URL) return
  const by = systemBy('mail', now)
  await store.transact((tx) => markUnclear(tx, by))
  await store.transact((tx) => giveUpOld(tx, by, new Date(now.getTime() - OLDEST_MS)))
  const due = await listDue(store.reader, now, AT_ONCE)
  if (due.length === 0) return
  const sender = openSender({ ...settings, SMTP_URL })
  const deadline = Date.now() + LONGEST_RUN_MS
  try {
    for (const message of due) {
      if (stopped?.aborted || Date.now() > deadline) return
      const failure = await send(store, sender, message, now)
      if (failure?.kind === 'server away') return
    }
  } finally {
    sender.close()
  }
}

async function send(store: Store, sender: Sender, message: OutboxMessage, now: Date) {
  const by = systemBy('mail', now)
  await store.transact((tx) => beginAttempt(tx, by, message))
  const failure = await sender.send(message)
  await store.transact((tx) =>
    failure
      ? recordFailure(tx, by, message.id, wordsFor(failure), whenAgain(failure, message, now))
      : recordSent(tx, by, message.id),
  )
  return failure
}

const wordsFor = (failure: Failure) =>
  failure.kind === 'unclear' ? `${UNCLEAR} (${failure.text})` : failure.text

const whenAgain = ({ kind }: Failure, { attempts }: OutboxMessage, now: Date) =>
  kind === 'message refused' || kind === 'unclear' ? null : nextAttempt(attempts + 1, now)
