import { connect } from 'node:net'
import { describe, expect, ORIGIN, test } from './steward-server.ts'

describe('the name a server is asked by', () => {
  const hosts: [string, number][] = [
    ['localhost:4321', 200],
    ['LOCALHOST:4321', 200],
    ['127.0.0.1:4321', 200],
    ['localhost', 421],
    ['localhost:80', 421],
    ['localhost:4321.evil.example', 421],
    ['evil.example', 421],
    ['evil.example:4321', 421],
    ['[::1]:4321', 421],
    ['', 421],
  ]
  test.for(hosts)('%s → %i', async ([host, status], { serve }) => {
    const { ask } = await serve()
    expect((await ask('/', { headers: { host } })).status).toBe(status)
  })

  test('behind https the port may be left out, and loopback is nobody', async ({ serve }) => {
    const { ask } = await serve({ origin: 'https://steward.example.org' })
    const status = async (host: string) => (await ask('/', { headers: { host } })).status
    expect(await status('steward.example.org')).toBe(200)
    expect(await status('steward.example.org:443')).toBe(200)
    expect(await status('steward.example.org:80')).toBe(421)
    expect(await status('127.0.0.1')).toBe(421)
    expect(await status('localhost')).toBe(421)
  })

  test('a request without a name is refused', async ({ serve }) => {
    const { port } = await serve()
    expect(await statusLine(port, 'GET / HTTP/1.0\r\n\r\n')).toContain(' 421 ')
  })

  test('an address in full is not read as one of ours', async ({ serve }) => {
    const { port } = await serve()
    const asked = 'GET http://evil.example/ HTTP/1.1\r\nhost: localhost:4321\r\n\r\n'
    expect(await statusLine(port, asked)).toContain(' 400 ')
  })

  test('monitors may use any name', async ({ serve }) => {
    const { ask } = await serve()
    for (const path of ['/healthz', '/readyz']) {
      expect((await ask(path, { headers: { host: '10.0.0.7:4321' } })).status).toBe(200)
    }
  })
})

describe('a form', () => {
  const ours = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }
  const accepted: Record<string, string>[] = [
    ours,
    { origin: ORIGIN },
    { origin: 'http://127.0.0.1:4321', 'sec-fetch-site': 'same-origin' },
  ]
  test.for(accepted)('is taken from our own page: %o', async (headers, { serve }) => {
    const { ask } = await serve()
    expect((await ask('/', { method: 'POST', headers, body: 'a=1' })).status).toBe(200)
  })

  const refused: Record<string, string>[] = [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { referer: `${ORIGIN}/` },
    { ...ours, origin: 'null' },
    { ...ours, origin: '' },
    { ...ours, origin: 'https://evil.example' },
    { ...ours, origin: `${ORIGIN}.evil.example` },
    { ...ours, origin: `${ORIGIN}/` },
    { ...ours, origin: 'http://localhost' },
    { ...ours, origin: 'http://localhost:4322' },
    { ...ours, origin: 'https://localhost:4321' },
    { ...ours, origin: 'http://sub.localhost:4321' },
    { ...ours, 'sec-fetch-site': 'same-site' },
    { ...ours, 'sec-fetch-site': 'cross-site' },
    { ...ours, 'sec-fetch-site': 'none' },
    { ...ours, 'sec-fetch-site': '' },
    { 'x-http-method-override': 'GET' },
  ]
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json',
    'text/plain',
    '',
  ]
  test.for(refused)('is refused from anywhere else, whatever its type: %o', async (headers, { serve }) => {
    const asked: string[] = []
    const { ask } = await serve({ handler: (request) => asked.push(request.url ?? '') })
    for (const type of types) {
      const answer = await ask('/', {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body: 'a=1',
      })
      expect(answer.status).toBe(403)
    }
    expect(asked).toEqual([])
  })

  test('twice named origins are refused', async ({ serve }) => {
    const { port } = await serve()
    const asked = `POST / HTTP/1.1\r\nhost: localhost:4321\r\norigin: ${ORIGIN}\r\norigin: ${ORIGIN}\r\nsec-fetch-site: same-origin\r\nsec-fetch-site: cross-site\r\ncontent-length: 0\r\n\r\n`
    expect(await statusLine(port, asked)).toContain(' 403 ')
  })

  test('of the other site reaches nothing by GET headers either', async ({ serve }) => {
    const { ask } = await serve()
    expect(
      (await ask('/', { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } }))
        .status,
    ).toBe(200)
  })
})

describe('methods', () => {
  const methods = [
    'PUT',
    'DELETE',
    'PATCH',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'MKCOL',
    'LOCK',
    'PURGE',
    'SEARCH',
  ]
  test.for(methods)('%s is not allowed', async (method, { serve }) => {
    const { ask } = await serve()
    const { status, headers } = await ask('/', { method, headers: { origin: ORIGIN } })
    expect(status).toBe(405)
    expect(headers.allow).toBe('GET, HEAD, POST')
  })

  test('health is only read', async ({ serve }) => {
    const { post } = await serve()
    const { status, headers } = await post('/healthz', '')
    expect(status).toBe(405)
    expect(headers.allow).toBe('GET, HEAD')
  })
})

describe('doors of Astro that nothing uses', () => {
  const doors = [
    '/_image',
    '/_image?href=/x',
    '/_image/',
    '/_server-islands/Thing',
    '/_actions/sign',
    '/%5fimage',
    '/a/../_image',
    '/a/%2e%2e/_image',
    '//_image',
    '/\\_actions/x',
  ]
  test.for(doors)('%s is not there', async (path, { serve }) => {
    const { ask } = await serve()
    expect((await ask(path)).status).toBe(404)
  })

  test('a name that only begins like one is a page', async ({ serve }) => {
    const { ask } = await serve()
    expect((await ask('/_images')).status).toBe(200)
  })
})

function statusLine(port: number, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(words))
    socket.on('error', reject).once('data', (part) => {
      socket.destroy()
      resolve(String(part).split('\r\n')[0] ?? '')
    })
  })
}
