import { describe, expect, test } from 'vitest'
import { connectionOptions, senderAddress } from '#lib/mail/transport.ts'

describe('the connection to the mail server', () => {
  test.for([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, secure: false, requireTLS: true }],
    ['smtp://mail.example.org:2525', { port: 2525, requireTLS: true }],
    ['smtps://mail.example.org', { port: 465, secure: true }],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, requireTLS: false }],
    ['smtp://localhost', { requireTLS: false }],
    ['smtp://[::1]:25', { host: '::1', port: 25, requireTLS: false }],
    ['smtp://a%40b.org:p%3Aw@h.org', { auth: { user: 'a@b.org', pass: 'p:w' } }],
  ] as const)('%s', ([url, expected]) => {
    expect(connectionOptions(url)).toMatchObject(expected)
  })
})

test('the sender is the account when that is an address', () => {
  const settings = { ORIGIN: 'https://steward.example.org', ORGANISATION: 'Test' }
  expect(senderAddress({ ...settings, SMTP_URL: 'smtps://qi%40example.org:x@mail.example.org' })).toBe(
    'qi@example.org',
  )
  expect(senderAddress({ ...settings, SMTP_URL: 'smtps://apikey:x@mail.example.org' })).toBe(
    'no-reply@steward.example.org',
  )
})
