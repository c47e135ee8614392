import type { AstroCookies } from 'astro'
import { LONGEST_SIGN_IN_MS } from '#lib/auth/lucia-adapter.ts'

/** `__Host-` binds the cookie to this host over https; on plain-http localhost a browser would refuse it. */
const isSecure = (url: URL) => url.protocol === 'https:'
const nameFor = (url: URL) => (isSecure(url) ? '__Host-session' : 'session')

const attributes = (url: URL) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(url) }) as const

export const readSignInCookie = (cookies: AstroCookies, url: URL) => cookies.get(nameFor(url))?.value

export function writeSignInCookie(cookies: AstroCookies, url: URL, token: string) {
  cookies.set(nameFor(url), token, { ...attributes(url), maxAge: LONGEST_SIGN_IN_MS / 1000 })
}

export function clearSignInCookie(cookies: AstroCookies, url: URL) {
  cookies.delete(nameFor(url), attributes(url))
}
