import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import compression from 'compression'
import type { Env } from '#lib/env.ts'
import { REFUSED, refuse, refuseUnread } from './answers.ts'
import { readBody, refuseBody } from './body-limit.ts'
import { rewriteForwarded } from './forwarded.ts'
import { gate, isReading } from './gate.ts'
import { beforeHead, sayCharset, securityHeaders } from './headers.ts'
import { HEALTH_PATHS, type Readiness, sendHealth } from './health.ts'
import { describeFault, type Log } from './log.ts'
import { acceptedOrigins } from './origins.ts'
import { logRequest } from './request-log.ts'
import { holdsSecret, readPath } from './request-path.ts'
import { type StaticFile, sendStatic } from './static-files.ts'

/** What Astro's middleware gets and adds to; the log reads from it who asked. */
export type RequestLocals = Pick<App.Locals, 'requestId'> & Partial<App.Locals>

/** Astro's handler in middleware mode. Without `next` it answers everything, its own 404 included. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: undefined,
  locals: RequestLocals,
) => unknown

export interface Parts {
  handler: PageHandler
  env: Pick<Env, 'ORIGIN' | 'TRUSTED_PROXIES'>
  log: Log
  files: ReadonlyMap<string, StaticFile>
  readiness: () => Promise<Readiness>
}

type Compress = (request: IncomingMessage, response: ServerResponse, next: () => void) => void
const compress = compression({ threshold: 1024 }) as unknown as Compress

const SECOND = 1000
const UNREAD: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

/** All that happens to a request before and after Astro. It does not listen yet. */
export function createSteward({ handler, env, log, files, readiness }: Parts): Server {
  const accepted = acceptedOrigins(env.ORIGIN)
  const answering = new WeakMap<Socket, ServerResponse>()

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    locals: RequestLocals,
    path?: string,
  ) {
    const id = locals.requestId
    const reading = isReading(request.method)
    if (path !== undefined && HEALTH_PATHS.includes(path)) {
      if (!reading) return refuseBody(request, response, REFUSED.reading, id)
      return sendHealth(response, path, readiness)
    }
    const address = gate(request, path, accepted)
    if (!(address instanceof URL)) return refuseBody(request, response, address, id)
    const file = reading ? files.get(path ?? '') : undefined
    if (file) return sendStatic(request, response, file)

    const body = await readBody(request)
    if (!Buffer.isBuffer(body)) return refuseBody(request, response, body, id)
    if (!reading) Object.assign(request, { body })
    rewriteForwarded(request, address, env.TRUSTED_PROXIES)
    request.headers['x-request-id'] = id
    await new Promise<void>((done) => compress(request, response, done))
    await handler(request, response, undefined, locals)
  }

  function receive(request: IncomingMessage, response: ServerResponse) {
    const path = readPath(request.url)
    const locals: RequestLocals = { requestId: randomUUID() }
    answering.set(request.socket, response)
    logRequest(log, request, response, {
      id: locals.requestId,
      path,
      personId: () => locals.viewer?.person?.id,
    })
    response.setHeader('x-request-id', locals.requestId)
    response.setHeaders(new Map(Object.entries(securityHeaders(env.ORIGIN, holdsSecret(path ?? '')))))
    beforeHead(response, () => {
      sayCharset(response)
      if (!server.listening) response.setHeader('connection', 'close')
    })
    answer(request, response, locals, path).catch((fault: unknown) => {
      if (response.headersSent || request.socket.destroyed) return response.destroy()
      log.error({ requestId: locals.requestId, ...describeFault(fault) }, 'request failed')
      return refuse(response, REFUSED.fault, locals.requestId)
    })
  }

  const server = createServer({ requireHostHeader: false, connectionsCheckingInterval: SECOND }, receive)
  server.headersTimeout = 10 * SECOND
  server.requestTimeout = 30 * SECOND
  server.maxConnections = 1000
  server.on('checkExpectation', receive)
  server.on('connect', (_, socket: Socket) => refuseUnread(socket, 405, securityHeaders(env.ORIGIN)))
  server.on('clientError', (fault: NodeJS.ErrnoException, socket: Socket) => {
    const current = answering.get(socket)
    if (current?.headersSent && !current.writableFinished) return socket.destroy()
    return refuseUnread(socket, UNREAD[fault.code ?? ''] ?? 400, securityHeaders(env.ORIGIN))
  })
  return server
}
