import type { APIContext } from 'astro'

const COOKIE = 'notice'
const LONGEST = 400

type Context = Pick<APIContext, 'cookies' | 'locals' | 'redirect' | 'url'>

/**
 * Answers a form that was saved: on to `path` (303), where the notice is shown once. What the identifier guard
 * warned about comes with it.
 */
export function redirectWithNotice(context: Context, path: string, notice: string): Response {
  const text = [notice, ...context.locals.warnings].join('. ').slice(0, LONGEST)
  if (context.locals.once) context.locals.once.notice = text
  context.cookies.set(COOKIE, text, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: context.url.protocol === 'https:',
    maxAge: 60,
  })
  return context.redirect(path, 303)
}

/** Takes the notice that the request before this one left. Called once, by the middleware. */
export function takeNotice(cookies: APIContext['cookies']): string | undefined {
  const notice = cookies.get(COOKIE)?.value
  if (notice) cookies.delete(COOKIE, { path: '/' })
  return notice?.slice(0, LONGEST)
}
