import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { refuseUnread } from './answers.ts'
import { securityHeaders } from './headers.ts'

const SECOND = 1000
const STATUS_OF_UNREAD: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

/**
 * A server that nobody can hold up for long, and that answers with the headers of every other answer even where
 * Node would answer by itself.
 */
export function createListener(receive: RequestListener, origin: string): Server {
  const latest = new WeakMap<Socket, ServerResponse>()
  const noted: RequestListener = (request, response) => {
    latest.set(request.socket, response)
    receive(request, response)
  }
  const server = createServer({ requireHostHeader: false, connectionsCheckingInterval: SECOND }, noted)
  server.headersTimeout = 10 * SECOND
  server.requestTimeout = 30 * SECOND
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
