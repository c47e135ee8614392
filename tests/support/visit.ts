import { App } from 'astro/app'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { once } from '#lib/web/once.ts'
import NotFoundPage from '../../src/pages/404.astro'
import { type Actor, TODAY } from './given.ts'
import { routeOf } from './source.ts'

type Page = Parameters<AstroContainer['renderToResponse']>[0]

interface Visit {
  /** Who asks; nobody when left out. */
  as?: Actor
  params?: Record<string, string>
  /** The address, when a query or path matters. */
  url?: string
  /** Posted when given. */
  form?: Record<string, string | string[] | File | File[]>
  today?: string
  /** The time of day, UTC. */
  time?: string
  /** The network address they ask from. */
  from?: string
}

let container: Promise<AstroContainer> | undefined

async function prepare() {
  const made = await AstroContainer.create()
  made.addServerRenderer({ name: 'mdx', renderer: (await import('@astrojs/mdx/server.js')).default })
  made.insertPageRoute('/404', NotFoundPage as never)
  return made
}

/**
 * Renders a page's real file for somebody, past the middleware, except that what happens once does. Throws what the page
 * throws.
 */
export async function visit(
  page: unknown,
  store: Store,
  { as, params = {}, url = '/', form, today = TODAY, time = '10:00', from }: Visit = {},
) {
  container ??= prepare()
  const viewer = (as && (await findViewer(store.reader, as.id))) ?? anonymous
  const locals = {
    store,
    viewer,
    signInSession: undefined,
    now: new Date(`${today}T${time}:00Z`),
    today,
    notice: undefined,
    requestId: 'test-request',
    demonstration: false,
    decided: false,
    warnings: [] as string[],
    references: [],
  }
  const address = new URL(url, 'http://localhost:4321')
  const request = new Request(address, {
    ...(from && { headers: { 'x-forwarded-for': from } }),
    ...(form && { method: 'POST', body: bodyOf(form) }),
  })
  const rendering = await container
  const noticesSet: string[] = []
  const asked = {
    request,
    locals: locals as App.Locals,
    url: address,
    params,
    routePattern: routeOf((page as { moduleId?: string }).moduleId ?? ''),
    cookies: { set: (_: string, value: string) => void noticesSet.push(value) },
    redirect: (location: string, status: number) => new Response(null, { status, headers: { location } }),
  }
  const response = await once(asked as unknown as Parameters<typeof once>[0], () =>
    rendering.renderToResponse(page as Page, { request, params, locals, partial: false }),
  )
  const html = await response.text()
  if (response.status < 300 && !locals.decided) throw new Error('The page never said who may see it')
  const cookies = [...App.getSetCookieFromResponse(response), ...response.headers.getSetCookie()]
  const notice = cookies
    .map((cookie) => /^notice=([^;]*)/.exec(cookie)?.[1])
    .find((text) => text !== undefined)
  return {
    status: response.status,
    location: response.headers.get('location') ?? undefined,
    html,
    text: textOf(html),
    notice: noticesSet[0] ?? (notice === undefined ? undefined : decodeURIComponent(notice)),
    /** The key with which a form was drawn that does something once. */
    key: / name="once" value="([a-p]+)"/.exec(html)?.[1],
    warnings: locals.warnings,
    cookies,
    headers: response.headers,
  }
}

function bodyOf(form: NonNullable<Visit['form']>): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  return body
}

/** What a person reads: no tags, one space between words. */
export const textOf = (html: string) =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<\/?time[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ')
    .trim()
