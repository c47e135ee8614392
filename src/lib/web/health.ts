import type { ServerResponse } from 'node:http'

/** What a monitor may know. Whether mail is late is told, but pages go on without it. */
export interface Readiness {
  ready: boolean
  checks: Record<string, 'ok' | 'late' | 'failing'>
}

export const HEALTH_PATHS = ['/healthz', '/readyz']

/** `/healthz` says that the process answers, `/readyz` that it can do its work. */
export async function sendHealth(
  response: ServerResponse,
  path: string,
  readiness: () => Promise<Readiness>,
) {
  const { ready, ...rest } = path === '/healthz' ? { ready: true } : await readiness()
  const body = JSON.stringify({ status: ready ? 'ok' : 'unavailable', ...rest })
  response.writeHead(ready ? 200 : 503, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...(!ready && { 'retry-after': '30' }),
  })
  response.end(body)
}
