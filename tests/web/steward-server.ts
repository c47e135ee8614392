import { type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { test as base } from 'vitest'
import type { Readiness } from '#lib/web/health.ts'
import { openLog } from '#lib/web/log.ts'
import type { StaticFile } from '#lib/web/static-files.ts'
import { createSteward, type PageHandler } from '#lib/web/steward.ts'

export const ORIGIN = 'http://localhost:4321'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  text: string
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface Running {
  port: number
  ask(path: string, asked?: Asked): Promise<Answer>
  /** A POST as a browser sends it from one of our own pages. */
  post(path: string, body: string | Buffer, headers?: Record<string, string>): Promise<Answer>
  logged(): Record<string, unknown>[]
}

interface Chosen {
  handler?: PageHandler
  origin?: string
  trustedProxies?: number
  files?: Map<string, StaticFile>
  readiness?: () => Promise<Readiness>
}

/** What Astro would be asked, told back as JSON. */
export const echo: PageHandler = (asked, response, _next, locals) => {
  const { body } = asked as { body?: Buffer }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ url: asked.url, headers: asked.headers, locals, body: body?.toString() }))
}

/** The real entry with a page handler of the test's own, on a port of its own. */
export const test = base.extend<{ serve: (chosen?: Chosen) => Promise<Running> }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  serve: async ({}, use) => {
    const stops: (() => void)[] = []
    await use(async (chosen = {}) => {
      const lines = new PassThrough()
      const server = createSteward({
        handler: chosen.handler ?? echo,
        env: { ORIGIN: chosen.origin ?? ORIGIN, TRUSTED_PROXIES: chosen.trustedProxies ?? 0 },
        log: openLog('debug', lines),
        files: chosen.files ?? new Map(),
        readiness: chosen.readiness ?? (async () => ({ ready: true, checks: {} })),
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      stops.push(() => server.close().closeAllConnections())
      const { port } = server.address() as AddressInfo
      const host = new URL(chosen.origin ?? ORIGIN).host
      const ask: Running['ask'] = (path, asked = {}) =>
        send(port, path, { ...asked, headers: { host, ...asked.headers } })
      return {
        port,
        ask,
        post: (path, body, headers = {}) =>
          ask(path, { method: 'POST', body, headers: { origin: chosen.origin ?? ORIGIN, ...headers } }),
        logged: () => readLines(lines),
      }
    })
    for (const stop of stops) stop()
  },
})

export { describe, expect } from 'vitest'

export function send(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asked,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, setHost: false, agent: false })
    asked.on('error', reject).on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('error', reject)
      response.on('end', () => {
        const whole = Buffer.concat(parts)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: whole,
          text: whole.toString(),
        })
      })
    })
    asked.end(body)
  })
}

function readLines(stream: PassThrough) {
  return String(stream.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
