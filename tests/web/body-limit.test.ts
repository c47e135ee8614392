import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { BODY_LIMIT, hasTooManyFields, readBody } from '#lib/web/body-limit.ts'
import { describe, expect, ORIGIN, test } from './steward-server.ts'

const HEAD = `POST /prescribing/imports HTTP/1.1\r\nhost: localhost:4321\r\norigin: ${ORIGIN}\r\n`

describe('a body', () => {
  test('of just twelve megabytes arrives whole', async ({ serve }) => {
    const { post } = await serve({
      handler: (request, response) => response.end(String((request as { body?: Buffer }).body?.length)),
    })
    expect((await post('/', Buffer.alloc(BODY_LIMIT, 'a'))).text).toBe(String(BODY_LIMIT))
  })

  test('that says it is larger is refused before it is sent, and no page is asked', async ({ serve }) => {
    const asked: unknown[] = []
    const { port } = await serve({ handler: (request) => asked.push(request.url) })
    const answer = await exchange(port, [`${HEAD}content-length: ${BODY_LIMIT + 1}\r\n\r\n`])
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(answer).toContain('Send a smaller file.')
    expect(asked).toEqual([])
  })

  test('that says it is larger and is sent all the same gets its answer to the end', async ({ serve }) => {
    const { post } = await serve()
    const { status, headers, text } = await post('/', Buffer.alloc(BODY_LIMIT + 1, 'a'))
    expect([status, headers.connection]).toEqual([413, 'close'])
    expect(text).toContain('</html>')
  })

  test('in chunks is counted while it comes', async ({ serve }) => {
    const asked: unknown[] = []
    const server = await serve({ handler: (request) => asked.push(request.url) })
    const megabyte = `100000\r\n${'a'.repeat(0x100000)}\r\n`
    const chunks = Array.from({ length: 14 }, () => megabyte)
    const answer = await exchange(server.port, [
      `${HEAD}transfer-encoding: chunked\r\n\r\n`,
      ...chunks,
      '0\r\n\r\n',
    ])
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(answer).toContain('</html>')
    expect(asked).toEqual([])
    expect(server.logged()).toMatchObject([{ status: 413, path: '/prescribing/imports' }])
  })

  test('in chunks within the limit arrives whole', async ({ serve }) => {
    const { port } = await serve()
    const answer = await exchange(port, [
      `${HEAD}connection: close\r\ntransfer-encoding: chunked\r\n\r\n`,
      '3\r\na=1\r\n0\r\n\r\n',
    ])
    expect(answer).toContain('"body":"a=1"')
  })

  test('with two lengths is no request', async ({ serve }) => {
    const { port } = await serve()
    const answer = await exchange(port, [
      `${HEAD}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ])
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
  })

  test('is refused while others fill the memory kept for bodies, and that is given back', async () => {
    const sent = () =>
      Object.assign(Readable.from([Buffer.alloc(8), Buffer.alloc(8)]), { headers: {} }) as never
    expect(await readBody(sent(), 10)).toMatchObject({ status: 503, headers: { 'retry-after': '60' } })
    expect(await readBody(sent(), 10)).toMatchObject({ status: 503 })
    expect(await readBody(sent(), 16)).toHaveLength(16)
  })

  test('that stops half way leaves the server as it was', async ({ serve }) => {
    const { port, ask, logged } = await serve()
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`${HEAD}content-length: 100\r\n\r\nhalf`, () => setTimeout(() => socket.destroy(), 30))
      })
      socket.on('close', () => resolve())
    })
    await expect.poll(logged).toMatchObject([{ cutOff: true }])
    expect((await ask('/')).status).toBe(200)
  })
})

/** Writes one part after the other as fast as they are taken and reads all that comes back. */
function exchange(port: number, parts: string[]): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => {
      const next = () => {
        const part = parts.shift()
        if (part !== undefined) socket.write(part, next)
      }
      next()
    })
    socket.on('data', (part) => {
      answer += part
      if (answer.includes('</html>')) socket.destroy()
    })
    socket.on('error', () => undefined).on('close', () => resolve(answer))
    socket.setTimeout(8000, () => socket.destroy())
  })
}

describe('a form with very many fields', () => {
  test.each([
    ['a grid of figures', 'a=1&'.repeat(900), 'application/x-www-form-urlencoded', false],
    ['millions of fields', 'a=1&'.repeat(100_000), 'application/x-www-form-urlencoded', true],
    [
      'an upload of twenty files',
      '\r\nContent-Disposition: form-data; name="f"'.repeat(20),
      'multipart/form-data; boundary=x',
      false,
    ],
    [
      'an upload of thousands of parts',
      '\r\nContent-Disposition: form-data; name="f"'.repeat(3000),
      'multipart/form-data; boundary=x',
      true,
    ],
  ])('%s', (_, body, type, tooMany) => {
    expect(hasTooManyFields(Buffer.from(body), type)).toBe(tooMany)
  })
})
