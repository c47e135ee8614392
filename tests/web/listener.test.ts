import type { RequestListener } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createListener } from '#lib/web/listener.ts'

type Limits = NonNullable<Parameters<typeof createListener>[2]> & { headersTimeout?: number }

async function listening({ headersTimeout = 10_000, ...patience }: Limits = {}) {
  const receive: RequestListener = (request, response) => {
    request.resume().on('end', () => response.end('done'))
  }
  const server = createListener(receive, 'http://localhost:4321', patience)
  Object.assign(server, { headersTimeout })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { server, port }
}

function drip(port: number, words: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(words))
    socket.on('data', (part) => {
      answer += part
    })
    socket.on('error', () => undefined).on('close', () => resolve(answer))
  })
}

describe('nobody holds the server up', () => {
  test('by default headers have ten seconds and a thousand may ask at once', async () => {
    const { server } = await listening()
    expect([server.headersTimeout, server.maxConnections]).toEqual([10_000, 1000])
    server.close()
  })

  test('a body that may take longer does', async () => {
    const { server, port } = await listening({ requestMs: 100, mayTakeLonger: ({ url }) => url === '/slow' })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 6\r\n\r\nabc')
    await new Promise((later) => setTimeout(later, 300))
    socket.write('def')
    const answer = await new Promise((resolve) => socket.once('data', (part) => resolve(String(part))))
    expect(answer).toMatch(/^HTTP\/1.1 200 /)
    socket.destroy()
    server.close()
  })

  test.for([
    ['headers that never end', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: '],
    ['a body that never ends', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc'],
  ] as const)('%s end in 408 with every header', async ([, words]) => {
    const { server, port } = await listening({ headersTimeout: 300, requestMs: 400 })
    const answer = await drip(port, words)
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    expect(answer).toContain('x-content-type-options: nosniff')
    server.close()
  })

  test('an answer that has begun is cut, not written into', async () => {
    const server = createListener((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
    }, 'http://localhost:4321')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const answer = await drip(
      port,
      'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nnot a chunk\r\n',
    )
    expect(answer).toMatch(/^(HTTP\/1.1 200 [\s\S]*half)?$/)
    expect(answer).not.toContain(' 400 ')
    server.close()
  })
})
