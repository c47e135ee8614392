import { App } from 'astro/app'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import NotFoundPage from '../../src/pages/404.astro'
import { type Actor, TODAY } from './given.ts'

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

/** Renders a page's real file for somebody, past the middleware. Throws what the page throws. */
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
  const request = new Request(new URL(url, 'http://localhost:4321'), {
    ...(from && { headers: { 'x-forwarded-for': from } }),
    ...(form && { method: 'POST', body: bodyOf(form) }),
  })
  const response = await (await container).renderToResponse(page as Page, {
    request,
    params,
    locals,
    partial: false,
  })
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
    notice: notice === undefined ? undefined : decodeURIComponent(notice),
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
