import { describe, expect, test } from 'vitest'
import { ceiling } from '#lib/web/ceilings.ts'

const from = (address: string) => ({ request: { headers: new Headers({ 'x-forwarded-for': address }) } })
const MINUTE = 60_000

describe('a ceiling for one client', () => {
  test('is reached after so many times, says when it ends, and ends', () => {
    let time = 0
    const tries = ceiling({ most: 2, withinMs: MINUTE }, () => time)
    tries.count(from('192.0.2.1'))
    expect(tries.secondsToWait(from('192.0.2.1'))).toBe(0)
    time = 20_000
    tries.count(from('192.0.2.1'))
    expect(tries.secondsToWait(from('192.0.2.1'))).toBe(40)
    expect(tries.secondsToWait(from('192.0.2.2'))).toBe(0)
    time = MINUTE
    expect(tries.secondsToWait(from('192.0.2.1'))).toBe(0)
    tries.count(from('192.0.2.1'))
    expect(tries.secondsToWait(from('192.0.2.1'))).toBe(0)
  })

  test.for([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002::', true],
    ['2001:db8::1', '2001:db8:0:0:5::1', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['::ffff:192.0.2.1', '192.0.2.2', false],
  ] as const)('takes %s and %s for one: %s', ([one, other, same]) => {
    const tries = ceiling({ most: 1, withinMs: MINUTE })
    tries.count(from(one))
    expect(tries.secondsToWait(from(other)) > 0).toBe(same)
  })

  test.for(['127.0.0.1', '::1', '::ffff:127.0.0.1', ''])(
    'there is none for this machine itself: %s',
    (own) => {
      const tries = ceiling({ most: 1, withinMs: MINUTE })
      for (let n = 0; n < 3; n++) tries.count(from(own))
      expect(tries.secondsToWait(from(own))).toBe(0)
    },
  )

  test('remembers no more clients than fit, the latest of them', () => {
    const tries = ceiling({ most: 1, withinMs: MINUTE })
    for (let n = 0; n <= 20_000; n++) tries.count(from(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`))
    expect(tries.secondsToWait(from('10.0.0.0'))).toBe(0)
    expect(tries.secondsToWait(from('10.0.0.1'))).toBe(60)
  })
})
