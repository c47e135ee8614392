import type { IncomingHttpHeaders } from 'node:http'
import { REFUSED, type Refused } from './answers.ts'
import { addressedTo, cameFromUs } from './origins.ts'

/** Doors of Astro that nothing here uses. */
const CLOSED = ['/_image', '/_server-islands', '/_actions']

export const isReading = (method: string | undefined) => method === 'GET' || method === 'HEAD'

/** The address that a request may go on to, or why it goes no further. */
export function gate(
  request: { method?: string | undefined; headers: IncomingHttpHeaders },
  path: string | undefined,
  accepted: readonly URL[],
): URL | Refused {
  if (path === undefined) return REFUSED.target
  const address = addressedTo(request.headers.host, accepted)
  if (!address) return REFUSED.host
  const reading = isReading(request.method)
  if (!reading && request.method !== 'POST') return REFUSED.method
  if (!reading && !cameFromUs(request.headers, accepted)) return REFUSED.origin
  if (CLOSED.some((door) => path === door || path.startsWith(`${door}/`))) return REFUSED.missing
  return address
}
