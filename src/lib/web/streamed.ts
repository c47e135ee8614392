import type { IncomingMessage } from 'node:http'
import { readPath } from './request-path.ts'

/** Pages whose form takes files too large to hold in memory. Their bodies reach them unread, as `locals.upload`. */
const STREAMED = ['/prescribing/imports/new']
const LINGER_MS = 10_000

export const isStreamed = (request: IncomingMessage) =>
  request.method === 'POST' && STREAMED.includes(readPath(request.url) ?? '')

/**
 * A page may answer before all of the body was sent. Node then throws the rest away as it comes, so that the
 * sender can read the answer; one that goes on sending for longer is cut off.
 */
export function endUnread(request: IncomingMessage, lingerMs = LINGER_MS) {
  if (request.complete || request.destroyed) return
  const { socket } = request
  const patience = setTimeout(() => socket.destroy(), lingerMs)
  request.once('end', () => clearTimeout(patience)).once('close', () => clearTimeout(patience))
  request.resume()
}
