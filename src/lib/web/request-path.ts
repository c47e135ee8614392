import { posix } from 'node:path'

/** Astro decodes an address up to ten times; whoever decides by a path must read it the same way. */
const MOST_DECODINGS = 10
/** Below these an address carries a secret, so it is neither logged nor told to anyone else. */
const SECRET_BELOW = ['/choose-password/', '/invitations/', '/password-reset/']
/** A segment this long may be a secret that somebody put in the wrong place. */
const LOOKS_SECRET = /^[\w.~+=-]{20,}$/
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

export const holdsSecret = (path: string) => SECRET_BELOW.some((prefix) => path.startsWith(prefix))

/** The path as a log may hold it: secrets and addresses of people replaced by what they are. */
export function loggedPath(path: string): string {
  const prefix = SECRET_BELOW.find((start) => path.startsWith(start))
  if (prefix) return `${prefix}:token`
  const segments = path.split('/').map((segment) => {
    if (segment.includes('@')) return ':address'
    return LOOKS_SECRET.test(segment) && !segment.includes('.') ? ':token' : segment
  })
  return segments.join('/').slice(0, LOGGED_LENGTH)
}
