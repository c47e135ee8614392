import { auditEvents } from '#db/schema/audit.ts'
import type { Store } from '#db/store.ts'
import { type Mail, queueMail } from '#lib/mail/commands.ts'
import { findMessage, listOutbox } from '#lib/mail/queries.ts'
import { describe, expect, test } from '../../support/test.ts'

const AT = new Date('2026-11-22T09:00:00Z')
const hello: Mail = {
  occasion: 'invitation:1',
  to: { name: 'Ann Example', email: 'ann@example.org' },
  subject: 'Your invitation',
  body: 'Dear Ann',
}

const queue = (store: Store, mail: Mail, at = AT) => store.transact((tx) => queueMail(tx, mail, at))

describe('a queued message', () => {
  test('waits in the outbox with its text, due at once', async ({ store }) => {
    await queue(store, hello)
    expect(await listOutbox(store.reader, 10)).toMatchObject([
      {
        occasion: 'invitation:1',
        toName: 'Ann Example',
        toEmail: 'ann@example.org',
        subject: 'Your invitation',
        body: 'Dear Ann',
        queuedAt: AT,
        nextAttemptAt: AT,
        attempts: 0,
        sentAt: null,
        failure: null,
      },
    ])
  })

  test('is queued once for one occasion', async ({ store }) => {
    await queue(store, hello)
    await queue(store, { ...hello, subject: 'Again' }, new Date(AT.getTime() + 1000))
    const outbox = await listOutbox(store.reader, 10)
    expect(outbox.map(({ subject }) => subject)).toEqual(['Your invitation'])
    expect(await store.reader.select().from(auditEvents)).toHaveLength(1)
  })

  test('goes with the transaction it belongs to', async ({ store }) => {
    const failing = store.transact(async (tx) => {
      await queueMail(tx, hello, AT)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await listOutbox(store.reader, 10)).toEqual([])
  })

  test('is audited without a word of it', async ({ store }) => {
    await queue(store, hello)
    const [message] = await listOutbox(store.reader, 1)
    expect(await store.reader.select().from(auditEvents)).toMatchObject([
      { action: 'mail.queued', personId: 'system:mail', subject: message?.id, details: {} },
    ])
  })

  const hostile: [string, Partial<Mail>][] = [
    [
      'a second header in the address',
      { to: { name: 'Ann', email: 'ann@example.org\r\nBcc: eve@evil.example' } },
    ],
    ['two addresses', { to: { name: 'Ann', email: 'ann@example.org, eve@evil.example' } }],
    ['a name inside the address', { to: { name: 'Ann', email: 'Eve <eve@evil.example>' } }],
    ['no address', { to: { name: 'Ann', email: 'ann' } }],
    ['an empty address', { to: { name: 'Ann', email: '' } }],
    ['a line break in the name', { to: { name: 'Ann\nBcc: eve@evil.example', email: 'ann@example.org' } }],
    ['an empty name', { to: { name: ' ', email: 'ann@example.org' } }],
    ['a line break in the subject', { subject: 'Hello\r\nBcc: eve@evil.example' }],
    ['a lone carriage return in the subject', { subject: 'Hello\rBcc: eve@evil.example' }],
    ['an escape in the subject', { subject: 'Hello\u001b[2J' }],
    ['an empty subject', { subject: '' }],
    ['an empty text', { body: '' }],
    ['a file for a text', { body: { path: '/etc/hostname' } as unknown as string }],
  ]
  test.for(hostile)('cannot have %s', async ([, wrong], { store }) => {
    const queueing = queue(store, { ...hello, ...wrong })
    await expect(queueing).rejects.toThrow(/^A mail cannot be sent: (to\.\w+|subject|body)$/)
    expect(await listOutbox(store.reader, 10)).toEqual([])
  })
})

describe('the outbox', () => {
  test('lists the newest first, and no more than asked for', async ({ store }) => {
    for (const day of [1, 3, 2]) {
      await queue(
        store,
        { ...hello, occasion: `day ${day}`, subject: `Day ${day}` },
        new Date(`2026-11-0${day}T09:00:00Z`),
      )
    }
    expect((await listOutbox(store.reader, 2)).map(({ subject }) => subject)).toEqual(['Day 3', 'Day 2'])
  })

  test('finds one message', async ({ store }) => {
    await queue(store, hello)
    const [message] = await listOutbox(store.reader, 1)
    expect(await findMessage(store.reader, message?.id ?? '')).toEqual(message)
    expect(await findMessage(store.reader, 'other')).toBeUndefined()
  })
})
