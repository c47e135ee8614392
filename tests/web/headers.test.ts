import { connect } from 'node:net'
import { staticFile } from '#lib/web/static-files.ts'
import { type Answer, describe, expect, type Running, test } from './steward-server.ts'

const EVERYWHERE = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'cache-control',
  'x-request-id',
]

const page = staticFile(Buffer.from('<p>Privacy</p>'), '/legal/privacy/index.html', {
  'content-security-policy': "default-src 'self'; script-src 'sha256-built'",
})
const files = new Map([
  ['/legal/privacy', page],
  ['/robots.txt', staticFile(Buffer.from('User-agent: *'), '/robots.txt', {})],
])

describe('security headers', () => {
  const answers: [string, number, (server: Running) => Promise<Answer>][] = [
    ['a page', 200, ({ ask }) => ask('/')],
    ['a HEAD', 200, ({ ask }) => ask('/', { method: 'HEAD' })],
    ['a file', 200, ({ ask }) => ask('/robots.txt')],
    ['a prerendered page', 200, ({ ask }) => ask('/legal/privacy')],
    ['a redirect', 303, ({ ask }) => ask('/redirect')],
    ['a fault', 500, ({ ask }) => ask('/fault')],
    ['an unreadable address', 400, ({ ask }) => ask('/%zz')],
    [
      'a foreign form',
      403,
      ({ ask }) => ask('/', { method: 'POST', headers: { origin: 'https://evil.example' } }),
    ],
    ['a closed door', 404, ({ ask }) => ask('/_image?href=x')],
    ['a wrong method', 405, ({ ask }) => ask('/', { method: 'DELETE' })],
    ['TRACE', 405, ({ ask }) => ask('/', { method: 'TRACE' })],
    ['too large a body', 413, ({ post }) => post('/', '', { 'content-length': '99999999' })],
    ['an expectation', 200, ({ ask }) => ask('/', { headers: { expect: 'miracles' } })],
    ['an unknown host', 421, ({ ask }) => ask('/', { headers: { host: 'evil.example' } })],
    ['health', 200, ({ ask }) => ask('/healthz')],
    ['readiness', 200, ({ ask }) => ask('/readyz')],
  ]
  test.for(answers)('%s (%i) carries all of them', async ([, status, ask], { serve }) => {
    const server = await serve({
      files,
      handler: (request, response) => {
        if (request.url === '/fault') throw new Error('broken')
        const moved = request.url === '/redirect'
        response
          .writeHead(moved ? 303 : 200, { 'content-type': 'text/html', ...(moved && { location: '/' }) })
          .end()
      },
    })
    const { headers, ...answer } = await ask(server)
    expect(answer.status).toBe(status)
    expect(EVERYWHERE.filter((name) => headers[name] === undefined)).toEqual([])
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['strict-transport-security']).toBeUndefined()
    if (headers['content-type']?.startsWith('text/')) expect(headers['content-type']).toMatch(/charset=utf-8/)
  })

  test('a request that cannot be read is refused with them too', async ({ serve }) => {
    const { port } = await serve()
    const answer = await raw(port, 'GET / HTTP/1.1\r\nbad header\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer).toMatch(/content-security-policy: default-src 'self'/)
    expect(answer).toMatch(/x-content-type-options: nosniff/)
  })

  test('headers of more than 16 kB are refused', async ({ serve }) => {
    const { port } = await serve()
    const answer = await raw(port, `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 431 /)
  })

  test('CONNECT is no method here', async ({ serve }) => {
    const { port } = await serve()
    expect(await raw(port, 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n')).toMatch(
      /^HTTP\/1.1 405 /,
    )
  })

  test('a page keeps its own content policy, everything else gets the strict one', async ({ serve }) => {
    const own = "default-src 'self'; script-src 'sha256-abc'"
    const server = await serve({
      files,
      handler: (_, response) => response.writeHead(200, '', { 'Content-Security-Policy': own }).end(),
    })
    expect((await server.ask('/')).headers['content-security-policy']).toBe(own)
    expect((await server.ask('/legal/privacy')).headers['content-security-policy']).toContain('sha256-built')
    expect((await server.ask('/robots.txt')).headers['content-security-policy']).toBe(
      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    )
  })

  test('browsers are told to stay on https where the address is https', async ({ serve }) => {
    const { ask } = await serve({ origin: 'https://steward.example.org' })
    const { headers } = await ask('/')
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })

  test('an address that holds a secret is told to nobody', async ({ serve }) => {
    const { ask } = await serve()
    for (const path of ['/choose-password/secret', '/invitations/secret', '/x/../%69nvitations/secret']) {
      expect((await ask(path)).headers['referrer-policy']).toBe('no-referrer, strict-origin')
    }
    expect((await ask('/')).headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
  })

  test('a refused form is not called OK', async ({ serve }) => {
    const { port } = await serve({
      handler: (_, response) => {
        response.statusMessage = 'OK'
        response.writeHead(422, { 'set-cookie': ['a=1', 'b=2'] }).end()
      },
    })
    const answer = await raw(port, 'GET / HTTP/1.1\r\nhost: localhost:4321\r\nconnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 422 Unprocessable Entity\r\n/)
    expect(answer.match(/set-cookie: /g)).toHaveLength(2)
  })

  test('what a page says about caching stands', async ({ serve }) => {
    const { ask } = await serve({
      handler: (request, response) => {
        if (request.url === '/kept') response.setHeader('cache-control', 'private, max-age=60')
        response.end()
      },
    })
    expect((await ask('/')).headers['cache-control']).toBe('no-store')
    expect((await ask('/kept')).headers['cache-control']).toBe('private, max-age=60')
  })

  test('the id of a request is ours, whatever the asker calls it', async ({ serve }) => {
    const { ask } = await serve()
    const { headers, text } = await ask('/', { headers: { 'x-request-id': 'mine' } })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    const seen = JSON.parse(text)
    expect(seen.headers['x-request-id']).toBe(headers['x-request-id'])
    expect(seen.locals.requestId).toBe(headers['x-request-id'])
  })

  test('a fault tells its reference and nothing else', async ({ serve }) => {
    const server = await serve({
      handler: () => Promise.reject(new Error('no such table: people at /srv/steward')),
    })
    const { text, headers, status } = await server.ask('/')
    expect(status).toBe(500)
    expect(text).toContain(headers['x-request-id'])
    expect(text).not.toContain('table')
    expect(server.logged().find(({ msg }) => msg === 'request failed')).toMatchObject({
      requestId: headers['x-request-id'],
      fault: 'Error',
    })
  })
})

function raw(port: number, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(words))
    let answer = ''
    socket.on('data', (part) => {
      answer += part
    })
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}
