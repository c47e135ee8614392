import { posix } from 'node:path'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { HEALTH_PATHS } from './health.ts'
import { routes } from './routes.ts'

/** Astro decodes an address up to ten times; whoever decides by a path must read it the same way. */
const MOST_DECODINGS = 10
/** Below these an address carries a secret, so it is neither logged nor told to anyone else. */
const SECRET_BELOW = [
  '/applications/',
  '/calendars/',
  '/choose-password/',
  '/invitations/',
  '/password-reset/',
  '/promises/',
]
/** Whoever knows the code of a certificate may read it. */
const CODE_BELOW = '/certificates/'
/** Of every word in the table of routes none is about anybody; what stands in brackets there may be anything. */
const WORDS = new Set(
  [...Object.keys(routes), ...HEALTH_PATHS, '/_astro', '/favicon.svg']
    .flatMap((route) => route.split('/'))
    .filter((segment) => !segment.includes('[')),
)
/** As `newId` makes them: letters and digits mixed, so neither a name nor a number. */
const ID = /^(?=.*\d)(?=.*[a-z])(?!.*\d{9})[0-9a-hjkmnp-tv-z]{16}$/
const PRACTICE = /^[A-Z]\d{5}$/
/** The name of a folder or a file of this machine, as faults tell it. */
const FILE_NAME = /^(?!.*\d{7})[\w.:+=~-]{0,60}$/
const LOOKS_SECRET = /^[\w~+=-]{20,}$/
const LOGGED_LENGTH = 200

/** The path that a request asks for, without its query; undefined when it is not one that we answer. */
export function readPath(target: string | undefined): string | undefined {
  if (!target?.startsWith('/')) return undefined
  let path = target.replace(/[?#].*$/s, '')
  for (let round = 0; round < MOST_DECODINGS && path.includes('%'); round++) {
    try {
      path = decodeURIComponent(path)
    } catch {
      return undefined
    }
  }
  if (path.includes('%') || path.includes('\0')) return undefined
  return posix.normalize(path.replaceAll('\\', '/'))
}

/** What comes before the secret of an address; `/applications/new` is a page like any other. */
const beforeSecret = (path: string) =>
  Object.hasOwn(routes, path) ? undefined : SECRET_BELOW.find((prefix) => path.startsWith(prefix))

export const holdsSecret = (path: string) => beforeSecret(path) !== undefined

/** The path of a request as a log may hold it: people type names and numbers into addresses. */
export function requestedPath(path: string): string {
  const prefix = beforeSecret(path)
  if (prefix) return `${prefix}:token`
  if (path.startsWith(CODE_BELOW)) return `${CODE_BELOW}:x`
  return withSegments(path, (segment) => (isOurs(segment) ? segment : ':x'))
}

/** A path in the message of a fault, which may be one of ours or that of a file. */
export function loggedPath(path: string): string {
  if (holdsSecret(path) || WORDS.has(path.split('/')[1] ?? '')) return requestedPath(path)
  return withSegments(path, (segment) =>
    FILE_NAME.test(segment) && !LOOKS_SECRET.test(segment) ? segment : ':x',
  )
}

const isOurs = (segment: string) =>
  WORDS.has(segment) || ID.test(segment) || PRACTICE.test(segment) || findMeasure(segment) !== undefined

const withSegments = (path: string, shown: (segment: string) => string) =>
  path.split('/').map(shown).join('/').slice(0, LOGGED_LENGTH)
