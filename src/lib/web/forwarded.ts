import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * Who asks. Each trusted proxy adds the address it saw at the right of the list, so ours is found by counting
 * from the right; everything further left is the asker's own words.
 */
export function clientAddress(remote: string, forwardedFor: string, trustedProxies: number): string {
  const hops = forwardedFor
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  const seen = [...hops, remote].at(-1 - Math.min(trustedProxies, hops.length)) ?? remote
  return isIP(seen) ? seen : remote
}

/** Replaces what a request says about how it came here by what we know. Astro believes these headers. */
export function rewriteForwarded(request: IncomingMessage, address: URL, trustedProxies: number) {
  const { headers } = request
  const claimed = String(headers['x-forwarded-for'] ?? '')
  for (const name of Object.keys(headers)) {
    if (name === 'forwarded' || name === 'x-real-ip' || name.startsWith('x-forwarded-')) delete headers[name]
  }
  headers.host = address.host
  headers['x-forwarded-proto'] = address.protocol.slice(0, -1)
  headers['x-forwarded-host'] = address.host
  headers['x-forwarded-for'] = clientAddress(request.socket.remoteAddress ?? '', claimed, trustedProxies)
}
