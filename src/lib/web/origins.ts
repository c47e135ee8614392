import type { IncomingHttpHeaders } from 'node:http'

const TWINS: Record<string, string> = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' }

/** The addresses this server answers to: ORIGIN, and on one's own machine the other name for it. */
export function acceptedOrigins(origin: string): URL[] {
  const main = new URL(origin)
  const twin = TWINS[main.hostname]
  if (!twin) return [main]
  const other = new URL(origin)
  other.hostname = twin
  return [main, other]
}

/** Which of the accepted addresses a request was sent to. The port may be left out only when it is the usual one. */
export function addressedTo(host: string | undefined, accepted: readonly URL[]): URL | undefined {
  const asked = host?.toLowerCase()
  return accepted.find(({ host: own, port, hostname, protocol }) => {
    const usual = port === '' ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : own
    return asked === own || asked === usual
  })
}

/**
 * Whether a request that changes something came from a page of ours. A browser always says where a POST comes
 * from; what says nothing is no browser of somebody signed in, and is refused.
 */
export function cameFromUs(headers: IncomingHttpHeaders, accepted: readonly URL[]): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return accepted.some(({ origin }) => headers.origin === origin)
}
