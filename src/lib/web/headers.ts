import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

const YEAR_SECONDS = 31_536_000

/** For whatever is no page of Astro's: a page brings its own, with the hashes of its scripts and styles. */
const STRICT_CONTENT =
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
const NO_FEATURES = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ')
/**
 * Where the address holds a secret, nobody is told more than our origin; the last policy a browser knows
 * counts. `no-referrer` alone would make browsers send `Origin: null` with the form on that page, which we
 * must refuse.
 */
const SECRET_ADDRESS = 'no-referrer, strict-origin'

/** What every answer carries, files, errors and redirects too. */
export function securityHeaders(origin: string, secretAddress = false): Record<string, string> {
  return {
    'content-security-policy': STRICT_CONTENT,
    'x-content-type-options': 'nosniff',
    'referrer-policy': secretAddress ? SECRET_ADDRESS : 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': NO_FEATURES,
    'cache-control': 'no-store',
    ...(origin.startsWith('https:') && {
      'strict-transport-security': `max-age=${YEAR_SECONDS}; includeSubDomains`,
    }),
  }
}

/** Runs `settle` on the headers of an answer at the last moment before they leave, whoever set them. */
export function beforeHead(response: ServerResponse, settle: () => void) {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((
    status: number,
    ...rest: [string?, OutgoingHttpHeaders?] | [OutgoingHttpHeaders?]
  ) => {
    const given = rest.find((part) => typeof part === 'object')
    for (const [name, value] of Object.entries(given ?? {})) {
      if (value !== undefined) response.setHeader(name, value)
    }
    settle()
    // Astro calls every answer "OK", a refused form too; left empty, Node finds the right words.
    response.statusMessage = ''
    return writeHead(status)
  }) as typeof response.writeHead
}

/** A text whose letters are not said to be UTF-8 may be read as something else. */
export function sayCharset(response: ServerResponse) {
  const type = response.getHeader('content-type')
  if (typeof type === 'string' && /^text\/[\w-]+$/.test(type)) {
    response.setHeader('content-type', `${type}; charset=utf-8`)
  }
}
