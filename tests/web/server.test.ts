import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, describe, expect, inject } from 'vitest'
import { installation } from '#db/schema/installation.ts'
import { openSqliteStore } from '#db/sqlite/client.ts'
import { send } from './steward-server.ts'

const SERVER = join(process.cwd(), 'src/lib/web/server.ts')
/** Answers slowly where asked to, and prints as libraries do. */
const PAGES = `
export const handler = async (request, response, next, locals) => {
  if (request.url === '/slow') await new Promise((resolve) => setTimeout(resolve, 800))
  if (request.url === '/reject') Promise.reject(new Error('nobody waits for ann@example.org'))
  if (request.url.startsWith('/print')) console.error('Could not render http://localhost/choose-password/canary')
  response.writeHead(200, { 'content-type': 'text/html' }).end('page ' + request.url)
}`

interface Started {
  child: ChildProcess
  port: number
  output(): string
  /** The exit code and all that was said on the way. */
  ended: Promise<{ code: number | null; output: string }>
}

const test = base.extend<{ folder: string; start: (settings?: Record<string, string>) => Promise<Started> }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-server-'))
    for (const part of ['dist/server', 'dist/client', 'data'])
      mkdirSync(join(folder, part), { recursive: true })
    writeFileSync(join(folder, 'dist/server/entry.mjs'), PAGES)
    writeFileSync(join(folder, 'dist/client/robots.txt'), 'User-agent: *')
    cpSync(inject('templateDatabase'), join(folder, 'data/steward.sqlite'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  start: async ({ folder }, use) => {
    const children: ChildProcess[] = []
    await use(async (settings = {}) => {
      const port = Number(settings['PORT'] ?? (await freePort()))
      const { PATH = '' } = process.env
      const child = spawn(process.execPath, [SERVER], {
        cwd: folder,
        env: { PATH, PORT: String(port), ...settings },
      })
      children.push(child)
      let output = ''
      child.stdout.on('data', (part) => {
        output += part
      })
      child.stderr.on('data', (part) => {
        output += part
      })
      const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
        child.on('close', (code) => resolve({ code, output }))
      })
      const listening = expect.poll(() => output, { timeout: 10_000 }).toContain('Steward is at')
      await Promise.race([listening.catch(() => undefined), ended])
      return { child, port, output: () => output, ended }
    })
    for (const child of children) child.kill('SIGKILL')
  },
})

const visit = (port: number, path: string) => send(port, path, { headers: { host: `localhost:${port}` } })

describe('starting', () => {
  test('says where it is, once, and answers', async ({ start }) => {
    const { port, output } = await start()
    expect(output()).toBe(`Steward is at http://localhost:${port}\n`)
    expect((await visit(port, '/')).text).toBe('page /')
    expect((await visit(port, '/robots.txt')).text).toBe('User-agent: *')
    expect(JSON.parse((await visit(port, '/readyz')).text)).toMatchObject({ status: 'ok' })
  })

  test('a second server on the same data refuses, and the first goes on', async ({ start }) => {
    const first = await start()
    const { code, output } = await (await start()).ended
    expect(code).toBe(1)
    expect(output).toMatch(
      /^Steward cannot start: another server is running on .*data\. Stop it or set DATA_DIR\.\n$/,
    )
    expect((await visit(first.port, '/')).status).toBe(200)
  })

  test('a server that was killed leaves no lock behind', async ({ start }) => {
    const first = await start()
    first.child.kill('SIGKILL')
    await first.ended
    expect((await visit((await start()).port, '/')).status).toBe(200)
  })

  const refusals: [string, Record<string, string>, RegExp][] = [
    ['wrong settings', { PORT: '99999', HOST: '' }, /PORT: at most 65535/],
    [
      'a database that was never made',
      { DATA_DIR: './elsewhere' },
      /missing or older than this version. Run bin\/migrate/,
    ],
    ['an address it does not have', { HOST: '192.0.2.1', DEMO: '0' }, /cannot listen on 192\.0\.2\.1/],
  ]
  test.for(refusals)('refuses %s in a sentence', async ([, settings, words], { start }) => {
    const { code, output } = await (await start({ ...settings })).ended
    expect(code).toBe(1)
    expect(output).toMatch(words)
    expect(output).not.toMatch(/\n\s+at /)
  })

  test('refuses a port that is taken', async ({ start }) => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const { code, output } = await (await start({ PORT: String(port) })).ended
    taken.close()
    expect([code, output]).toEqual([
      1,
      `Steward cannot start: port ${port} is in use. Stop what uses it or set PORT.\n`,
    ])
  })

  test('serves the demonstration on this machine and nowhere else', async ({ start, folder }) => {
    const store = openSqliteStore(join(folder, 'data/steward.sqlite'))
    await store.transact(async (tx) => {
      await tx.insert(installation).values({ name: 'demo', demonstration: true, filledAt: new Date() })
    })
    store.close()
    const exposures: Record<string, string>[] = [
      { HOST: '0.0.0.0' },
      { ORIGIN: 'https://steward.example.org' },
    ]
    for (const exposed of exposures) {
      const { code, output } = await (await start({ ...exposed, DEMO: '0' })).ended
      expect(code).toBe(1)
      expect(output).toContain('holds the demonstration, whose passwords are public')
    }
    const own = await start()
    expect((await visit(own.port, '/')).status).toBe(200)
  })
})

describe('stopping', () => {
  test.for(['SIGTERM', 'SIGINT'] as const)(
    '%s lets what is under way finish and leaves nothing open',
    async (signal, { start, folder }) => {
      const { child, port, ended } = await start()
      const slow = visit(port, '/slow')
      await new Promise((resolve) => setTimeout(resolve, 200))
      child.kill(signal)
      child.kill(signal)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await expect(visit(port, '/')).rejects.toThrow(/ECONNREFUSED/)
      const answer = await slow
      expect([answer.status, answer.text, answer.headers.connection]).toEqual([200, 'page /slow', 'close'])
      expect((await ended).code).toBe(0)
      expect(readdirSync(join(folder, 'data')).sort()).toEqual(['inbox', 'server.lock', 'steward.sqlite'])
      expect((await visit((await start()).port, '/')).status).toBe(200)
    },
  )
})

test('what nobody waits for and what libraries print are lines of the log', async ({ start }) => {
  const { port, output } = await start()
  await visit(port, '/reject')
  await visit(port, '/print?name=canary')
  await expect.poll(() => output().split('"path":"/:x"').length).toBe(3)
  const lines = output()
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'rejection nobody handled', message: 'nobody waits for (address)' }),
  )
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'printed', requestId: expect.any(String) }))
  expect(output()).not.toContain('canary')
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
