import { auditEvents } from '#db/schema/audit.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { beginAttempt, queueMail, TOO_OLD, UNCLEAR } from '#lib/mail/commands.ts'
import { deliverDue } from '#lib/mail/deliver.ts'
import { hasWork, listOutbox } from '#lib/mail/queries.ts'
import { test as base, describe, expect } from '../../support/test.ts'
import { smtpSink, type Trouble } from './smtp-sink.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const LINK = 'http://localhost:4321/choose-password/mFbQyq8mT4gqCkcCj1o3yq8mT4gqCkcC'

type Sink = Awaited<ReturnType<typeof smtpSink>>
const test = base.extend<{ sinkWith: (trouble?: Trouble) => Promise<Sink> }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  sinkWith: async ({}, use) => {
    const sinks: Sink[] = []
    await use(async (trouble) => {
      const sink = await smtpSink(trouble)
      sinks.push(sink)
      return sink
    })
    for (const sink of sinks) sink.close()
  },
})

const settings = (url?: string) => ({
  SMTP_URL: url,
  ORIGIN: 'https://steward.example.org',
  ORGANISATION: 'South London, Test',
})

async function queued(store: Store, ...names: string[]) {
  await store.transact(async (tx) => {
    for (const name of names) {
      const email = `${name.toLowerCase()}@example.org`
      const body = `Dear ${name}\n\n${LINK}\n`
      await queueMail(
        tx,
        { occasion: `invitation:${name}`, to: { name, email }, subject: 'Grüße, “Ann”', body },
        NOW,
      )
    }
  })
}

const outbox = async (store: Store) => (await listOutbox(store.reader, 100)).toReversed()

describe('delivery', () => {
  test('sends what is due as plain text and forgets the text', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url), NOW)
    const [taken] = sink.taken
    expect(taken).toMatchObject({ from: 'no-reply@steward.example.org', to: ['ann@example.org'] })
    expect(taken?.data).toContain('From: "South London, Test" <no-reply@steward.example.org>')
    expect(taken?.data).toContain('To: Ann <ann@example.org>')
    expect(taken?.data).toContain('Content-Type: text/plain; charset=utf-8')
    expect(taken?.data).toContain('Auto-Submitted: auto-generated')
    expect(taken?.data.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(LINK)
    const [message] = await outbox(store)
    expect(message).toMatchObject({
      sentAt: NOW,
      body: null,
      nextAttemptAt: null,
      failure: null,
      attempts: 1,
    })
    expect(taken?.data).toContain(`Message-ID: <${message?.id}@steward.example.org>`)
  })

  test('sends each message once, over one connection', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    await queued(store, 'Ann', 'Ben', 'Cara')
    await deliverDue(store, settings(sink.url), NOW)
    await deliverDue(store, settings(sink.url), later(1))
    expect(sink.taken.map(({ to }) => to[0]).sort()).toEqual([
      'ann@example.org',
      'ben@example.org',
      'cara@example.org',
    ])
    expect(sink.connections()).toBe(1)
    expect(await hasWork(store.reader, later(1))).toBe(false)
  })

  test('takes a name for a name, whatever is in it', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    const to = { name: 'Ann", <eve@evil.example>, Łucja', email: 'ann@example.org' }
    await store.transact((tx) => queueMail(tx, { occasion: 'a', to, subject: 'Hello', body: 'Hello' }, NOW))
    await deliverDue(store, settings(sink.url), NOW)
    expect(sink.taken).toMatchObject([{ to: ['ann@example.org'] }])
  })

  test('without a mail server leaves everything readable', async ({ store }) => {
    await queued(store, 'Ann')
    await deliverDue(store, settings(), NOW)
    expect(await outbox(store)).toMatchObject([{ body: `Dear Ann\n\n${LINK}\n`, sentAt: null, attempts: 0 }])
  })

  test('waits until a message is due', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url), later(-1))
    expect(sink.taken).toEqual([])
  })

  test('stops between messages when the server stops', async ({ store, sinkWith }) => {
    const stopping = new AbortController()
    const sink = await sinkWith({
      data: () => {
        stopping.abort()
        return undefined
      },
    })
    await queued(store, 'Ann', 'Ben')
    await deliverDue(store, settings(sink.url), NOW, stopping.signal)
    expect(sink.taken).toHaveLength(1)
    await deliverDue(store, settings(sink.url), NOW)
    expect(sink.taken).toHaveLength(2)
  })
})

describe('a message that cannot leave', () => {
  test('is tried again, later each time, while others go', async ({ store, sinkWith }) => {
    const sink = await sinkWith({
      rcpt: (address) => (address.startsWith('ann') ? '451 4.7.1 Greylisted, ann@example.org' : undefined),
    })
    await queued(store, 'Ann', 'Ben')
    await deliverDue(store, settings(sink.url), NOW)
    const failed = async () => (await outbox(store)).find(({ toName }) => toName === 'Ann')
    expect(sink.taken.map(({ to }) => to)).toEqual([['ben@example.org']])
    expect(await failed()).toMatchObject({ attempts: 1, nextAttemptAt: later(1), sentAt: null })
    expect((await failed())?.failure).toMatch(/451 4\.7\.1/)
    expect((await failed())?.body).toContain(LINK)
    await deliverDue(store, settings(sink.url), later(1))
    expect(await failed()).toMatchObject({ attempts: 2, nextAttemptAt: later(6) })
  })

  test('is not tried again when it is refused for good', async ({ store, sinkWith }) => {
    const sink = await sinkWith({ rcpt: () => '550 5.1.1 No such person' })
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url), NOW)
    const [message] = await outbox(store)
    expect(message).toMatchObject({ attempts: 1, nextAttemptAt: null, sentAt: null })
    expect(message?.failure).toMatch(/550 5\.1\.1$/)
  })

  test('leaves no word of its text or its address behind', async ({ store, sinkWith }) => {
    const sink = await sinkWith({ data: () => `554 5.7.1 Blocked: ${LINK} to ann@example.org` })
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url), NOW)
    const [message] = await outbox(store)
    const events = await store.reader.select().from(auditEvents)
    expect(message?.failure).toMatch(/554 5\.7\.1$/)
    expect(JSON.stringify([message?.failure, events])).not.toMatch(/mFbQyq8|ann@/)
  })

  test('because the connection broke before its text was handed over is tried again', async ({
    store,
    sinkWith,
  }) => {
    const sink = await sinkWith({ rcpt: () => 'drop' })
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url), NOW)
    expect(await outbox(store)).toMatchObject([{ attempts: 1, nextAttemptAt: later(1) }])
  })

  test('because the mail server is away costs only the first of them a try', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    sink.close()
    await queued(store, 'Ann', 'Ben')
    await deliverDue(store, settings(sink.url), NOW)
    expect((await outbox(store)).map(({ attempts }) => attempts).sort()).toEqual([0, 1])
    expect((await outbox(store)).every(({ nextAttemptAt }) => nextAttemptAt !== null)).toBe(true)
  })

  test('for a wrong password keeps trying: that is ours to mend', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url.replace('//', '//user:wrong@')), NOW)
    const [message] = await outbox(store)
    expect(message?.nextAttemptAt).toEqual(later(1))
    expect(message?.failure).not.toContain('wrong')
  })
})

describe('a message that cannot be composed', () => {
  test('for a malformed account is kept, tried again, and leaves when that is mended', async ({
    store,
    sinkWith,
  }) => {
    const sink = await sinkWith()
    await queued(store, 'Ann', 'Ben')
    await deliverDue(store, settings(sink.url.replace('//', '//50%zz:x@')), NOW)
    const failed = { failure: 'ECOMPOSE', nextAttemptAt: later(1), attempts: 1, sentAt: null }
    expect(await outbox(store)).toMatchObject([failed, failed])
    await deliverDue(store, settings(sink.url), later(1))
    expect(sink.taken).toHaveLength(2)
    expect((await outbox(store)).every(({ sentAt }) => sentAt !== null)).toBe(true)
  })
})

describe('a message that may have left', () => {
  test('is not sent again when the connection broke before the answer', async ({ store, sinkWith }) => {
    const sink = await sinkWith({ data: () => 'drop' })
    await queued(store, 'Ann')
    await deliverDue(store, settings(sink.url), NOW)
    const [message] = await outbox(store)
    expect(message).toMatchObject({ nextAttemptAt: null, sentAt: null })
    expect(message?.failure).toContain(UNCLEAR)
  })

  test('is not sent again when the server died while sending it', async ({ store, sinkWith }) => {
    const sink = await sinkWith()
    await queued(store, 'Ann')
    const [message] = await outbox(store)
    await store.transact((tx) =>
      beginAttempt(tx, systemBy('mail', NOW), { id: message?.id ?? '', attempts: 0 }),
    )
    expect(await hasWork(store.reader, NOW)).toBe(true)
    await deliverDue(store, settings(sink.url), later(60))
    expect(sink.taken).toEqual([])
    expect(await outbox(store)).toMatchObject([{ failure: UNCLEAR, nextAttemptAt: null, attempts: 1 }])
    expect(await hasWork(store.reader, later(60))).toBe(false)
  })
})

test('a mail server that comes after three days does not get what is past', async ({ store, sinkWith }) => {
  const sink = await sinkWith()
  await queued(store, 'Ann')
  await deliverDue(store, settings(sink.url), later(3 * 24 * 60 + 1))
  expect(sink.taken).toEqual([])
  expect(await outbox(store)).toMatchObject([{ failure: TOO_OLD, nextAttemptAt: null }])
})
