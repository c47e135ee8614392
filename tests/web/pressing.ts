import { practices } from '#db/schema/people.ts'
import type { Store } from '#db/store.ts'
import { Refusal } from '#lib/refusal.ts'
import { once } from '#lib/web/once.ts'

export const KEY = 'a'.repeat(32)
export const OTHER_KEY = 'b'.repeat(32)

interface Pressed {
  as?: string
  route?: string
  path?: string
  params?: Record<string, string>
  fields?: Record<string, string>
}

/** A request as the middleware has it, on its way to a page that starts projects unless said otherwise. */
function press(store: Store, { as = 'ann', route = '/projects/new', params = {}, ...more }: Pressed = {}) {
  const { path = '/projects/new', fields } = more
  const url = new URL(path, 'http://localhost:4321')
  const body = fields && new URLSearchParams(fields)
  const notices: string[] = []
  const locals = { store, viewer: { person: as === '' ? undefined : { id: as } }, warnings: [] }
  const context = {
    request: new Request(url, body && { method: 'POST', body }),
    url,
    params,
    routePattern: route,
    locals: locals as unknown as App.Locals,
    cookies: { set: (_: string, text: string) => void notices.push(text) },
    redirect: (location: string, status: number) => new Response(null, { status, headers: { location } }),
  } as unknown as Parameters<typeof once>[0]
  return { context, locals: context.locals, notices }
}

let made = 0
/** What a page does that makes one thing more and leads to it. */
export const makeOne =
  (locals: App.Locals, refuse = false) =>
  async () => {
    if (locals.once?.asks) return new Response(locals.once.asks, { status: 422 })
    const code = `made-${++made}`
    try {
      await locals.store.transact(async (tx) => {
        await tx.insert(practices).values({ code, name: code })
        if (refuse) throw new Refusal('form', 'no')
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return new Response('refused', { status: 422 })
    }
    if (locals.once) locals.once.notice = 'Made'
    return new Response(null, { status: 303, headers: { location: `/made/${code}` } })
  }

export async function send(store: Store, pressed: Pressed, next = makeOne) {
  const { context, locals, notices } = press(store, pressed)
  const response = await once(context, next(locals))
  return {
    status: response.status,
    location: response.headers.get('location'),
    notice: notices[0],
    text: await response.text(),
    locals,
  }
}
export const count = (store: Store) => store.reader.$count(practices)
export const form = { once: KEY, title: 'Reviews' }
