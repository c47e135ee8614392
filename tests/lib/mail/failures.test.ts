import { describe, expect, test } from 'vitest'
import { nextAttempt, readFailure } from '#lib/mail/failures.ts'

const NOW = new Date('2026-11-22T09:00:00Z')

test('the next try comes later each time, and after two days none', () => {
  const minutes = Array.from({ length: 10 }, (_, index) => {
    const next = nextAttempt(index + 1, NOW)
    return next && (next.getTime() - NOW.getTime()) / 60_000
  })
  expect(minutes).toEqual([1, 5, 15, 60, 120, 240, 480, 720, 1440, null])
})

describe('what a failure means', () => {
  const cases: [object, string, string][] = [
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 no ann' },
      'message refused',
      'EENVELOPE RCPT TO 550 5.1.1',
    ],
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 relay denied' },
      'try again',
      'EENVELOPE RCPT TO 554 5.7.1',
    ],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'try again', 'EENVELOPE RCPT TO 451'],
    [
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 },
      'server away',
      'EENVELOPE MAIL FROM 553',
    ],
    [{ code: 'EENVELOPE', command: 'API' }, 'message refused', 'EENVELOPE API'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'message refused', 'EMESSAGE DATA 554'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, 'try again', 'EMESSAGE DATA 452'],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'server away', 'EAUTH AUTH PLAIN 535'],
    [{ code: 'ESOCKET', command: 'CONN' }, 'server away', 'ESOCKET CONN'],
    [{ code: 'ETLS', command: 'STARTTLS' }, 'server away', 'ETLS STARTTLS'],
    [{}, 'server away', 'Unknown'],
  ]
  test.for(cases)('%o is: %s', ([fault, kind, text]) => {
    expect(readFailure(fault, false)).toEqual({ kind, text })
  })

  test('silence after the message was handed over is unclear, an answer is not', () => {
    expect(readFailure({ code: 'ECONNECTION', command: 'CONN' }, true).kind).toBe('unclear')
    expect(readFailure({ code: 'ETIMEDOUT' }, true).kind).toBe('unclear')
    expect(readFailure({ code: 'EMESSAGE', command: 'DATA', responseCode: 451 }, true).kind).toBe('try again')
  })
})
