import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'
import { refuseUnread } from './answers.ts'
import { securityHeaders } from './headers.ts'

const SECOND = 1000
const STATUS_OF_UNREAD: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

interface Patience {
  /** From the first byte of a request to its last. */
  requestMs?: number
  /** Requests that may take longer, and are watched by whoever reads them. */
  mayTakeLonger?: (request: IncomingMessage) => boolean
}

/**
 * A server that nobody can hold up for long, and that answers with the headers of every other answer even where
 * Node would answer by itself. Node knows one time for all requests, so the time of a body is taken here.
 */
export function createListener(
  receive: RequestListener,
  origin: string,
  { requestMs = 30 * SECOND, mayTakeLonger = () => false }: Patience = {},
): Server {
  const latest = new WeakMap<Socket, ServerResponse>()
  const noted: RequestListener = (request, response) => {
    latest.set(request.socket, response)
    if (!request.complete && !mayTakeLonger(request)) takeTime(request, response)
    receive(request, response)
  }
  const takeTime = (request: IncomingMessage, response: ServerResponse) => {
    const late = Object.assign(new Error('The request took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
    const timer = setTimeout(() => {
      if (!request.complete) server.emit('clientError', late, request.socket)
    }, requestMs)
    response.once('close', () => clearTimeout(timer))
  }
  const server = createServer({ requireHostHeader: false, connectionsCheckingInterval: SECOND }, noted)
  server.headersTimeout = 10 * SECOND
  server.requestTimeout = 0
  server.maxConnections = 1000
  server.on('checkExpectation', noted)
  server.on('connect', (_, socket: Socket) => refuseUnread(socket, 405, securityHeaders(origin)))
  server.on('clientError', (fault: NodeJS.ErrnoException, socket: Socket) => {
    const begun = latest.get(socket)
    if (begun?.headersSent && !begun.writableFinished) return socket.destroy()
    return refuseUnread(socket, STATUS_OF_UNREAD[fault.code ?? ''] ?? 400, securityHeaders(origin))
  })
  return server
}
