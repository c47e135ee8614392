import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { IncomingMessage, type ServerResponse } from 'node:http'
import { connect, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { endUnread } from '#lib/web/streamed.ts'
import { type Received, receiveFiles, removeFiles } from '#lib/web/upload.ts'
import { ISSUED } from '../support/nhs-numbers.ts'
import { test as base, describe, expect, ORIGIN } from './steward-server.ts'

const PATH = '/prescribing/imports/new'
const EDGE = 'edge-of-a-part'
const TYPE = { 'content-type': `multipart/form-data; boundary=${EDGE}` }
const part = (head: string, content: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`--${EDGE}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
const file = (name: string, content: string | Buffer) => part(`name="files"; filename="${name}"`, content)
const text = (name: string, value: string) => part(`name="${name}"`, value)
const END = Buffer.from(`--${EDGE}--\r\n`)

type Asked = Parameters<typeof receiveFiles>[0]

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-upload-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

/** The real entry, with a page that receives files and says what it got. */
const receiving =
  (folder: string, got: Received[], most?: number) =>
  async (_: IncomingMessage, response: ServerResponse, __: undefined, locals: object) => {
    const asked = { request: new Request(`${ORIGIN}${PATH}`, { method: 'POST' }), locals } as Asked
    got.push(await receiveFiles(asked, { folder, sender: 'ann', mostBytes: most }))
    response.end(got[0]?.fault ?? 'received')
  }

describe('a form with large files', () => {
  test('is written to disk as it comes, readable for us alone, with its texts', async ({ serve, folder }) => {
    const got: Received[] = []
    const { post } = await serve({ handler: receiving(folder, got) })
    const big = Buffer.alloc(30_000_000, 'twelve bytes')
    const body = Buffer.concat([
      text('replace', 'on'),
      file('a.csv', big),
      file('C:\\Users\\x\\b.csv', 'b'),
      END,
    ])
    expect((await post(PATH, body, TYPE)).text).toBe('received')
    const form = await got[0]!.request.formData()
    expect(form.get('replace')).toBe('on')
    expect(form.getAll('files').map((one) => (one as File).name)).toEqual(['a.csv', 'b.csv'])
    expect(got[0]!.files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a.csv', 30_000_000],
      ['b.csv', 1],
    ])
    expect(readFileSync(got[0]!.files[0]!.path).equals(big)).toBe(true)
    expect(statSync(got[0]!.files[0]!.path).mode & 0o777).toBe(0o600)
    await removeFiles(got[0]!.files)
    expect(readdirSync(folder)).toEqual([])
  })

  test('holds none of it in memory', async ({ serve, folder }) => {
    const { port } = await serve({ handler: receiving(folder, []) })
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    }, 5)
    const answer = await drip(port, file('a.csv', ''), Buffer.alloc(1_000_000), 60)
    clearInterval(watch)
    expect(answer).toContain('received')
    expect(most).toBeLessThan(40_000_000)
  })

  test.for([
    ['too large', [file('a.csv', Buffer.alloc(3_000_000)), END], 1_000_000],
    ['name may be a number of a patient', [file(`${ISSUED}.csv`, 'x'), END], undefined],
    ['unreadable', [file('a.csv', 'x')], undefined],
    ['unreadable', [...Array.from({ length: 101 }, () => file('a.csv', 'x')), END], undefined],
  ] as const)(
    'that is %s leaves nothing behind, and its sender is told',
    async ([fault, parts, most], { serve, folder }) => {
      const { post } = await serve({ handler: receiving(folder, [], most) })
      expect((await post(PATH, Buffer.concat(parts), TYPE)).text).toBe(fault)
      expect(readdirSync(folder)).toEqual([])
    },
  )

  test('that would fill a disk which others fill meanwhile is given up', async ({ serve, folder }) => {
    const looks = [1_000_000_000, 1_000_000_000, 0]
    const { port } = await serve({
      handler: async (_, response, __, locals) => {
        const asked = { request: new Request(`${ORIGIN}${PATH}`, { method: 'POST' }), locals } as Asked
        const room = async () => looks.shift() ?? 0
        response.end((await receiveFiles(asked, { folder, sender: 'ann', room })).fault ?? 'received')
      },
    })
    expect(await drip(port, file('a.csv', ''), Buffer.alloc(1_000_000), 70)).toContain('no room')
    expect(readdirSync(folder)).toEqual([])
  })

  test('keeps of a name what can be shown', async ({ serve, folder }) => {
    const got: Received[] = []
    const { post } = await serve({ handler: receiving(folder, got) })
    const name = `${'x'.repeat(5000)}\u202e\u0007list.csv`
    await post(PATH, Buffer.concat([file(name, 'x'), END]), TYPE)
    expect(got[0]?.files.map((one) => one.name)).toEqual([`${'x'.repeat(192)}list.csv`])
  })

  test('that breaks off half way leaves nothing behind', async ({ serve, folder }) => {
    const got: Received[] = []
    const { port } = await serve({ handler: receiving(folder, got) })
    const socket = connect(port, '127.0.0.1')
    socket.write(Buffer.concat([head(1_000_000), file('a.csv', 'half of it')]))
    await until(() => readdirSync(folder).length === 1)
    socket.destroy()
    await until(() => got.length === 1)
    expect(got[0]!.fault).toBe('cut off')
    expect(readdirSync(folder)).toEqual([])
  })

  test('that is given up while it still arrives keeps its connection, so that its sender is told', async ({
    serve,
    folder,
  }) => {
    const asked: IncomingMessage[] = []
    const receive = receiving(folder, [])
    const { port } = await serve({
      handler: (request, ...rest) => {
        asked.push(request)
        return receive(request, ...rest)
      },
    })
    const tooMany = Array.from({ length: 500 }, () => file('a.csv', 'x'))
    const { said, socket } = await sendSome(port, Buffer.concat([...tooMany, Buffer.alloc(500_000)]))
    expect(said).toContain('unreadable')
    expect(asked[0]?.destroyed).toBe(false)
    socket.destroy()
    expect(readdirSync(folder)).toEqual([])
  })

  test('whose connection is gone is left alone', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const gone = new IncomingMessage(new Socket())
    gone.destroy()
    endUnread(gone)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is answered before it is all sent when its page will not have it', async ({ serve }) => {
    const { port } = await serve({ handler: (_, response) => response.writeHead(403).end('no') })
    const socket = connect(port, '127.0.0.1')
    socket.write(Buffer.concat([head(9_000_000_000), file('a.csv', 'the first of much')]))
    const answer = await new Promise((resolve) => socket.once('data', (piece) => resolve(String(piece))))
    expect(answer).toMatch(/^HTTP\/1.1 403 /)
    socket.destroy()
  })

  test('of a second press is taken when the browser has broken the first off', async ({ serve, folder }) => {
    const got: Received[] = []
    const { port, post } = await serve({ handler: receiving(folder, got) })
    const first = connect(port, '127.0.0.1')
    first.write(Buffer.concat([head(1_000_000), file('a.csv', 'half of it')]))
    await until(() => readdirSync(folder).length === 1)
    const second = post(PATH, Buffer.concat([file('a.csv', 'all of it'), END]), TYPE)
    setTimeout(() => first.destroy(), 100)
    expect((await second).text).not.toBe('under way')
    expect(got.map(({ fault, files }) => [fault, files.length])).toEqual([
      ['cut off', 0],
      [undefined, 1],
    ])
  })

  test('is refused while another of the same sender goes on arriving', async ({ serve, folder }) => {
    const got: Received[] = []
    const { port, post } = await serve({ handler: receiving(folder, got) })
    const first = connect(port, '127.0.0.1')
    first.write(Buffer.concat([head(1_000_000), file('a.csv', 'half of it')]))
    await until(() => readdirSync(folder).length === 1)
    expect((await post(PATH, Buffer.concat([file('b.csv', 'b'), END]), TYPE)).text).toBe('under way')
    first.destroy()
    await until(() => got.length === 2)
  })

  test('from elsewhere is refused before a page is asked', async ({ serve }) => {
    const asked: unknown[] = []
    const { ask } = await serve({ handler: (request) => asked.push(request.url) })
    const answer = await ask(PATH, {
      method: 'POST',
      body: END,
      headers: { ...TYPE, origin: 'https://elsewhere.example' },
    })
    expect([answer.status, asked]).toEqual([403, []])
  })
})

const head = (length: number) =>
  Buffer.from(
    `POST ${PATH} HTTP/1.1\r\nhost: localhost:4321\r\norigin: ${ORIGIN}\r\ncontent-type: ${TYPE['content-type']}\r\ncontent-length: ${length}\r\n\r\n`,
  )

/** Sends one part of many pieces, as fast as they are taken. */
async function drip(port: number, opening: Buffer, piece: Buffer, times: number): Promise<string> {
  const start = opening.subarray(0, -2)
  const close = Buffer.concat([Buffer.from('\r\n'), END])
  const socket = connect(port, '127.0.0.1')
  const answer = new Promise<string>((resolve) => socket.once('data', (part) => resolve(String(part))))
  socket.write(Buffer.concat([head(start.length + piece.length * times + close.length), start]))
  for (let sent = 0; sent < times; sent++) {
    if (!socket.write(piece)) await new Promise((drained) => socket.once('drain', drained))
  }
  socket.write(close)
  const said = await answer
  socket.destroy()
  return said
}

/** Sends the start of a body that never ends, and hears what comes back. */
async function sendSome(port: number, start: Buffer) {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (piece) => {
    said += piece
  })
  socket.on('error', () => undefined)
  socket.write(head(1_000_000_000))
  socket.write(start)
  await until(() => said.includes('unreadable') || socket.destroyed)
  return { said, socket }
}

async function until(so: () => boolean) {
  for (let tries = 0; tries < 400 && !so(); tries++) await new Promise((later) => setTimeout(later, 10))
}
