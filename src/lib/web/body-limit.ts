import type { IncomingMessage, ServerResponse } from 'node:http'
import { REFUSED, type Refused, refuse } from './answers.ts'

export const BODY_LIMIT = 12 * 1024 * 1024
/** What all requests together may hold in memory while they arrive. */
const HELD_LIMIT = 256 * 1024 * 1024
const LINGER_MS = 10_000

let held = 0

/**
 * Reads a body whole before anything is asked of Astro, so that one that is too large ends in a clean refusal
 * wherever the page would have read it. Length alone cannot be trusted: a chunked body has none.
 */
export async function readBody(request: IncomingMessage, heldLimit = HELD_LIMIT): Promise<Buffer | Refused> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return REFUSED.tooLarge
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      held += chunk.length
      if (size > BODY_LIMIT) return REFUSED.tooLarge
      if (held > heldLimit) return REFUSED.crowded
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    held -= size
  }
}

/** The largest grid of figures has a few hundred. Reading millions of them would hold up everybody else. */
const MOST_FIELDS = 2000
const PART = Buffer.from('\r\nContent-Disposition:')

/** Whether a form has more fields than any of ours, told without reading them. */
export function hasTooManyFields(body: Buffer, contentType = ''): boolean {
  const mark = /^multipart\//i.test(contentType) ? PART : Buffer.from('&')
  let found = 0
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    found += 1
    if (found > MOST_FIELDS) return true
  }
  return false
}

/**
 * Refuses a body that is still arriving. Closing at once would reset the connection and the answer would be
 * lost, so the rest is thrown away for a while first.
 */
export function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  refused: Refused,
  requestId: string,
) {
  response.setHeader('connection', 'close')
  refuse(response, refused, requestId, () => {
    const end = () => {
      clearTimeout(patience)
      response.end()
    }
    const patience = setTimeout(end, LINGER_MS)
    request.once('end', end).once('close', end).resume()
  })
}
