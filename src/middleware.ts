import { defineMiddleware, sequence } from 'astro:middleware'
import { openStore } from '#db/store.ts'
import { QueueTooLong } from '#lib/auth/password-queue.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { type Role, roles } from '#lib/auth/roles.ts'
import { continueSignIn } from '#lib/auth/sign-in-sessions.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { now } from '#lib/clock.ts'
import { dayOf } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { isDemonstration } from '#lib/people/demonstration.ts'
import { noteFault } from '#lib/web/faults.ts'
import { takeNotice } from '#lib/web/notices.ts'
import { once } from '#lib/web/once.ts'
import { paths } from '#lib/web/paths.ts'
import { Busy, Forbidden, SignInNeeded } from '#lib/web/problems.ts'
import { mayReach, routes } from '#lib/web/routes.ts'
import { readSignInCookie } from '#lib/web/sign-in-cookie.ts'

const GONE_WRONG = 'Something went wrong. It has been written down; please try again.'

/** Supplies what every page starts from: the store, who asks, what time it is. */
const introduce = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next()
  const { locals, cookies, url } = context
  const store = openStore(env().DATA_DIR)
  const token = readSignInCookie(cookies, url)
  const signIn = token ? await continueSignIn(store, token, new Date()) : undefined
  const at = now()
  Object.assign(locals, {
    store,
    viewer: (signIn && (await findViewer(store.reader, signIn.personId))) ?? anonymous,
    signInSession: signIn?.id,
    now: at,
    today: dayOf(at),
    notice: takeNotice(cookies),
    requestId: locals.requestId ?? context.request.headers.get('x-request-id') ?? newId(),
    demonstration: env().DEMO && (await isDemonstration(store.reader)),
    decided: false,
    warnings: [],
    references: [],
  })
  return next()
})

/** The outer wall, and the net below: an answer that nobody decided about is withheld. */
const guard = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next()
  const { locals, routePattern, request, url } = context
  const access = routes[routePattern]
  const toSignIn = () =>
    context.redirect(paths.signIn(request.method === 'GET' ? url.pathname + url.search : undefined), 303)
  const isErrorPage = ['/403', '/404', '/500'].includes(routePattern)
  if (isErrorPage) return next()
  if (access && request.method === 'POST' && !access.posts) {
    return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } })
  }
  if (access && !access.who.includes('everyone') && !locals.viewer.person) {
    return request.method === 'POST' ? context.rewrite('/signed-out') : toSignIn()
  }
  if (
    access &&
    !mayReach(
      access,
      roles.filter((role: Role) => locals.viewer.is(role)),
    )
  )
    return refuse(context)
  try {
    const response = await once(context, next)
    const silent =
      response.status === 404 || response.status === 500 || (response.status >= 300 && response.status < 400)
    if (!locals.decided && !silent) {
      noteFault(new Error(`The page ${routePattern} never said who may see it`))
      return new Response(GONE_WRONG, { status: 500 })
    }
    return response
  } catch (error) {
    if (error instanceof SignInNeeded)
      return request.method === 'POST' && !request.bodyUsed ? context.rewrite('/signed-out') : toSignIn()
    if (error instanceof Forbidden) return refuse(context)
    if (error instanceof Busy || error instanceof QueueTooLong) return busy(error)
    noteFault(error)
    throw error
  }
})

const refuse = (context: Parameters<Parameters<typeof defineMiddleware>[0]>[0]) => context.rewrite('/403')

function busy(error: Busy | QueueTooLong) {
  const seconds = error instanceof Busy ? error.retryAfterSeconds : 10
  return new Response(`Very many people are signing in. Please try again in ${seconds} seconds.`, {
    status: 503,
    headers: { 'retry-after': String(seconds), 'content-type': 'text/plain; charset=utf-8' },
  })
}

export const onRequest = sequence(introduce, guard)
