import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A plain page for what is refused before Astro is asked. It says what happened and what to do. */
export function plainPage(title: string, sentence: string, requestId: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(sentence)}</p><p>Reference: ${escaped(requestId)}</p></main></body>
</html>
`
}

export interface Refused {
  status: number
  title: string
  sentence: string
  headers?: Record<string, string>
}

export const REFUSED = {
  target: { status: 400, title: 'Bad request', sentence: 'This address cannot be read.' },
  origin: {
    status: 403,
    title: 'This was not sent from our page',
    sentence: 'Open the page again from its own address and send the form from there.',
  },
  missing: { status: 404, title: 'Page not found', sentence: 'There is nothing at this address.' },
  method: {
    status: 405,
    title: 'Method not allowed',
    sentence: 'Only GET, HEAD and POST are answered here.',
    headers: { allow: 'GET, HEAD, POST' },
  },
  reading: {
    status: 405,
    title: 'Method not allowed',
    sentence: 'Only GET and HEAD are answered here.',
    headers: { allow: 'GET, HEAD' },
  },
  tooLarge: {
    status: 413,
    title: 'This is too large',
    sentence: 'What you sent is larger than 12 MB. Nothing of it was kept. Send a smaller file.',
  },
  host: {
    status: 421,
    title: 'Wrong address',
    sentence: 'This server does not answer to the name you used. Use the address your organisation gave you.',
  },
  crowded: {
    status: 503,
    title: 'Too busy',
    sentence: 'Too many uploads are under way. Wait a minute and try again.',
    headers: { 'retry-after': '60' },
  },
  fault: {
    status: 500,
    title: 'Sorry, there is a problem with the service',
    sentence: 'Try again later. If it stays, tell your administrator the reference below.',
  },
} satisfies Record<string, Refused>

/** Answers with a refusal; `finish` may end the answer later than at once. */
export function refuse(
  response: ServerResponse,
  refused: Refused,
  requestId: string,
  finish: () => void = () => response.end(),
) {
  const page = plainPage(refused.title, refused.sentence, requestId)
  response.writeHead(refused.status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
    ...refused.headers,
  })
  response.write(page)
  finish()
}

/** Answers on a bare connection, where there is no request that Node could read. */
export function refuseUnread(socket: Socket, status: number, headers: Record<string, string>) {
  if (!socket.writable) return socket.destroy()
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`)
}
