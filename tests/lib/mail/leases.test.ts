import { endLease, takeLease } from '#lib/mail/leases.ts'
import { describe, expect, test } from '../../support/test.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)

describe('a lease', () => {
  test('is held by one at a time, and by its holder again', async ({ store }) => {
    const take = (holder: string, at: Date) => store.transact((tx) => takeLease(tx, 'mail', holder, at, 60))
    expect(await take('first', NOW)).toBe(true)
    expect(await take('second', later(59))).toBe(false)
    expect(await take('first', later(59))).toBe(true)
    expect(await take('second', later(60))).toBe(false)
    expect(await take('second', later(119))).toBe(true)
    expect(await take('first', later(120))).toBe(false)
  })

  test('goes to exactly one of many who ask at once', async ({ store }) => {
    const asked = Array.from({ length: 20 }, (_, index) =>
      store.transact((tx) => takeLease(tx, 'mail', `server ${index}`, NOW, 60)),
    )
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1)
  })

  test('is given back by its holder alone', async ({ store }) => {
    await store.transact((tx) => takeLease(tx, 'mail', 'first', NOW, 60))
    await store.transact((tx) => endLease(tx, 'mail', 'second'))
    expect(await store.transact((tx) => takeLease(tx, 'mail', 'second', NOW, 60))).toBe(false)
    await store.transact((tx) => endLease(tx, 'mail', 'first'))
    expect(await store.transact((tx) => takeLease(tx, 'mail', 'second', NOW, 60))).toBe(true)
  })
})
