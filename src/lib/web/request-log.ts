import type { IncomingMessage, ServerResponse } from 'node:http'
import { HEALTH_PATHS } from './health.ts'
import type { Log } from './log.ts'
import { requestedPath } from './request-path.ts'

interface Known {
  id: string
  path: string | undefined
  personId: () => string | undefined
}

/** Writes one line when a request is over: never its query, its headers or what was sent. */
export function logRequest(log: Log, request: IncomingMessage, response: ServerResponse, known: Known) {
  const began = performance.now()
  response.once('close', () => {
    const path = known.path === undefined ? ':unreadable' : requestedPath(known.path)
    const line = {
      requestId: known.id,
      method: request.method,
      path,
      status: response.headersSent ? response.statusCode : undefined,
      ms: Math.round((performance.now() - began) * 10) / 10,
      personId: known.personId(),
      ...(!response.writableFinished && { cutOff: true }),
    }
    if (HEALTH_PATHS.includes(path)) log.debug(line, 'request')
    else log.info(line, 'request')
  })
}
