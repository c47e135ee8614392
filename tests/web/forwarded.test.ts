import { clientAddress } from '#lib/web/forwarded.ts'
import { describe, expect, test } from './steward-server.ts'

describe('who asks', () => {
  const cases: [string, string, number, string][] = [
    ['without proxies only the connection counts', '6.6.6.6', 0, '127.0.0.1'],
    ['one proxy: the right-most address', '6.6.6.6, 10.0.0.9', 1, '10.0.0.9'],
    ['two proxies: the one left of it', '6.6.6.6, 10.0.0.9, 10.0.0.1', 2, '10.0.0.9'],
    ['fewer hops than proxies: as far as there is', '10.0.0.9', 3, '10.0.0.9'],
    ['nothing said', '', 1, '127.0.0.1'],
    ['no address at all', 'unknown', 1, '127.0.0.1'],
    ['an attempt to write lines', '10.0.0.9\nx', 1, '127.0.0.1'],
    ['IPv6', '2001:db8::1', 1, '2001:db8::1'],
  ]
  test.for(cases)('%s', ([, said, proxies, expected]) => {
    expect(clientAddress('127.0.0.1', said, proxies)).toBe(expected)
  })
})

describe('what Astro is told', () => {
  const forged = {
    forwarded: 'for=6.6.6.6;host=evil.example;proto=https',
    'x-forwarded-for': '6.6.6.6, 10.0.0.9',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-port': '666',
    'x-forwarded-proto': 'https',
    'x-forwarded-prefix': '/evil',
    'x-real-ip': '6.6.6.6',
  }

  test('comes from the settings, not from the asker', async ({ serve }) => {
    const { ask } = await serve()
    const { headers } = JSON.parse((await ask('/', { headers: forged })).text)
    expect(headers).not.toHaveProperty('forwarded')
    expect(headers).not.toHaveProperty('x-real-ip')
    expect(Object.entries(headers).filter(([name]) => name.startsWith('x-forwarded'))).toEqual([
      ['x-forwarded-proto', 'http'],
      ['x-forwarded-host', 'localhost:4321'],
      ['x-forwarded-for', '127.0.0.1'],
    ])
  })

  test('behind a proxy has the public address and the person behind it', async ({ serve }) => {
    const { ask } = await serve({ origin: 'https://steward.example.org', trustedProxies: 1 })
    const { headers } = JSON.parse((await ask('/', { headers: forged })).text)
    expect(headers).toMatchObject({
      host: 'steward.example.org',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'steward.example.org',
      'x-forwarded-for': '10.0.0.9',
    })
  })
})
