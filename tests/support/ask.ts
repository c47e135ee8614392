import type { APIRoute } from 'astro'
import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { type Actor, TODAY } from './given.ts'

interface Asked {
  as?: Actor
  params?: Record<string, string>
  /** What follows the address. */
  query?: string
  today?: string
}

/** Asks an endpoint as the server would, past the middleware; 404 for what is rewritten there. */
export async function ask(
  get: APIRoute,
  store: Store,
  { as, params = {}, query = '', today = TODAY }: Asked = {},
) {
  const viewer = (as && (await findViewer(store.reader, as.id))) ?? anonymous
  const locals = { store, viewer, today, now: new Date(`${today}T10:00:00Z`), decided: false, warnings: [] }
  const context = {
    params,
    url: new URL(`http://localhost:4321/${query}`),
    locals,
    redirect: (location: string, status: number) => new Response(null, { status, headers: { location } }),
    rewrite: () => new Response('', { status: 404 }),
  }
  const response = (await get(context as unknown as Parameters<APIRoute>[0])) as Response
  if (response.status < 300 && !locals.decided) throw new Error('The endpoint never said who may see it')
  return { status: response.status, headers: response.headers, html: await response.text() }
}
