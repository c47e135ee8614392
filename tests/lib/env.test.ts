import { parseEnv } from '#lib/env.ts'
import { describe, expect, test } from '../support/test.ts'

const parsed = (given: Record<string, string>) => {
  const result = parseEnv(given)
  return 'env' in result ? result.env : result.problems
}

describe('the settings', () => {
  test('have a whole set of defaults: a demonstration on this machine', () => {
    expect(parsed({})).toMatchObject({
      PORT: 4321,
      HOST: '127.0.0.1',
      ORIGIN: 'http://localhost:4321',
      DEMO: true,
      TRUSTED_PROXIES: 0,
      ORGANISATION: 'Steward',
    })
  })

  test('follow one another: the origin has the port, and a public one is no demonstration', () => {
    expect(parsed({ PORT: '8080' })).toMatchObject({ ORIGIN: 'http://localhost:8080' })
    expect(parsed({ ORIGIN: 'https://steward.example.org/' })).toMatchObject({
      ORIGIN: 'https://steward.example.org',
      DEMO: false,
    })
    expect(parsed({ HOST: '0.0.0.0' })).toMatchObject({ DEMO: false })
  })

  test.each([
    [{ PORT: 'http' }, 'PORT: write a whole number'],
    [{ PORT: '0' }, 'PORT: at least 1'],
    [{ ORIGIN: 'steward.example.org' }, 'ORIGIN: write an address such as https://steward.example.org'],
    [{ DEMO: 'yes' }, 'DEMO: write 1 or 0'],
    [{ DEMO: '1', HOST: '0.0.0.0' }, 'DEMO: a demonstration has public passwords'],
    [{ NOW: '2026-11-22T10:00:00Z', DEMO: '0' }, 'NOW: the clock can be moved only in a demonstration'],
    [{ NOW: 'yesterday' }, 'NOW: write an instant'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL: write an address such as smtps://'],
    [{ DATABASE_URL: 'postgres://db' }, 'DATABASE_URL: only SQLite'],
  ])('refuse %j in plain words', (given, words) => {
    expect(String(parsed(given as Record<string, string>))).toContain(words)
  })

  test('an empty value is no value', () => {
    expect(parsed({ PORT: '', ORIGIN: '' })).toMatchObject({ PORT: 4321 })
  })
})
