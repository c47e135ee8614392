import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import compression from 'compression'
import type { Env } from '#lib/env.ts'
import { REFUSED, refuse } from './answers.ts'
import { hasTooManyFields, readBody, refuseBody } from './body-limit.ts'
import { rewriteForwarded } from './forwarded.ts'
import { gate, isReading } from './gate.ts'
import { beforeHead, sayCharset, securityHeaders } from './headers.ts'
import { HEALTH_PATHS, type Readiness, sendHealth } from './health.ts'
import { createListener } from './listener.ts'
import { answering, describeFault, type Log } from './log.ts'
import { acceptedOrigins } from './origins.ts'
import { logRequest } from './request-log.ts'
import { holdsSecret, readPath } from './request-path.ts'
import { type StaticFile, sendStatic } from './static-files.ts'
import { endUnread, isStreamed } from './streamed.ts'

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

/** All that happens to a request before and after Astro. It does not listen yet. */
export function createSteward(parts: Parts): Server {
  const accepted = acceptedOrigins(parts.env.ORIGIN)

  function receive(request: IncomingMessage, response: ServerResponse) {
    const locals: RequestLocals = { requestId: randomUUID() }
    const { requestId } = locals
    const path = readPath(request.url)
    prepare(response, requestId, securityHeaders(parts.env.ORIGIN, holdsSecret(path ?? '')))
    logRequest(parts.log, request, response, {
      id: requestId,
      path,
      personId: () => locals.viewer?.person?.id,
    })
    answering.run({ requestId }, () =>
      answer(parts, accepted, { request, response, path, locals }).catch((fault: unknown) => {
        if (response.headersSent || request.socket.destroyed) return response.destroy()
        parts.log.error(describeFault(fault), 'request failed')
        return refuse(response, REFUSED.fault, requestId)
      }),
    )
  }

  function prepare(response: ServerResponse, requestId: string, headers: Record<string, string>) {
    response.setHeaders(new Map(Object.entries({ 'x-request-id': requestId, ...headers })))
    beforeHead(response, () => {
      sayCharset(response)
      if (!server.listening) response.setHeader('connection', 'close')
    })
  }

  const server = createListener(receive, parts.env.ORIGIN, { mayTakeLonger: isStreamed })
  return server
}

const NOTHING = Buffer.alloc(0)

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  path: string | undefined
  locals: RequestLocals
}

async function answer(
  { handler, env, files, readiness }: Parts,
  accepted: readonly URL[],
  exchange: Exchange,
) {
  const { request, response, path, locals } = exchange
  const { requestId } = locals
  const reading = isReading(request.method)
  if (path !== undefined && HEALTH_PATHS.includes(path)) {
    if (!reading) return refuseBody(request, response, REFUSED.reading, requestId)
    return sendHealth(response, path, readiness)
  }
  const address = gate(request, path, accepted)
  if (!(address instanceof URL)) return refuseBody(request, response, address, requestId)
  const file = reading ? files.get(path ?? '') : undefined
  if (file) return sendStatic(request, response, file)

  const streamed = isStreamed(request)
  const body = streamed ? NOTHING : await readBody(request)
  if (!Buffer.isBuffer(body)) return refuseBody(request, response, body, requestId)
  if (hasTooManyFields(body, request.headers['content-type'])) {
    return refuse(response, REFUSED.tooLarge, requestId)
  }
  if (!reading) Object.assign(request, { body })
  if (streamed) locals.upload = request
  rewriteForwarded(request, address, env.TRUSTED_PROXIES)
  request.headers['x-request-id'] = requestId
  await new Promise<void>((done) => compress(request, response, done))
  await handler(request, response, undefined, locals)
  if (streamed) endUnread(request)
}
