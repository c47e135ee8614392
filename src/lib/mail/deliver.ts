import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { beginAttempt, giveUpOld, markUnclear, recordFailure, recordSent, UNCLEAR } from './commands.ts'
import { type Failure, nextAttempt } from './failures.ts'
import { listDue, type OutboxMessage } from './queries.ts'
import { compose, type MailSettings, openSender, type Sender } from './transport.ts'

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
  const sender = openSender({ SMTP_URL })
  const deadline = Date.now() + LONGEST_RUN_MS
  try {
    for (const message of due) {
      if (stopped?.aborted || Date.now() > deadline) return
      const failure = await send(store, { sender, settings }, message, now)
      if (failure?.kind === 'server away') return
    }
  } finally {
    sender.close()
  }
}

interface Through {
  sender: Sender
  settings: MailSettings
}

async function send(store: Store, { sender, settings }: Through, message: OutboxMessage, now: Date) {
  const by = systemBy('mail', now)
  // Before the attempt is marked: a fault found later would look like a message that may have left.
  const composed = await compose(message, settings).catch(() => undefined)
  await store.transact((tx) => beginAttempt(tx, by, message))
  const failure = composed ? await sender.send(composed) : NOT_COMPOSED
  await store.transact((tx) =>
    failure
      ? recordFailure(tx, by, message.id, wordsFor(failure), whenAgain(failure, message, now))
      : recordSent(tx, by, message.id),
  )
  return failure
}

/** Whatever the fault says may quote the account or the letter. */
const NOT_COMPOSED: Failure = { text: 'ECOMPOSE', kind: 'try again' }

const wordsFor = (failure: Failure) =>
  failure.kind === 'unclear' ? `${UNCLEAR} (${failure.text})` : failure.text

const whenAgain = ({ kind }: Failure, { attempts }: OutboxMessage, now: Date) =>
  kind === 'message refused' || kind === 'unclear' ? null : nextAttempt(attempts + 1, now)
