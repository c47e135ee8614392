import { readFileSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'

const origin = inject('origin')
const people = {
  participant: 'amara.whitfield@example.org',
  facilitator: 'imogen.castellan@example.org',
  reviewer: 'marguerite.adeyinka@example.org',
  admin: 'solomon.birchwood@example.org',
}
type Who = keyof typeof people
const routes: { method: string; path: string; who: (Who | 'everyone')[] }[] = JSON.parse(
  readFileSync('dist/routes.json', 'utf8'),
)

async function cookieFor(email: string): Promise<string> {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ email, password: DEMONSTRATION_PASSWORD }),
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

const ask = (method: string, path: string, cookie = '') =>
  fetch(origin + path, {
    method,
    redirect: 'manual',
    headers: {
      origin,
      cookie,
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'POST' && { body: '' }),
  })

/** An address that fits the pattern and that no record has. */
const nowhere = (pattern: string) => pattern.replace(/\[\w+\]/g, 'nowhere')
/** Pages that answer for themselves, whoever asks. */
const ownAnswer: Record<string, number> = { '/403': 403, '/404': 404, '/500': 500 }

test('nobody gets past the outer wall: every route, every method, without signing in', async () => {
  const answers = await Promise.all(
    routes.map(async ({ method, path, who }) => {
      const { status, headers } = await ask(method, nowhere(path))
      const toSignIn = status === 303 && (headers.get('location') ?? '').startsWith('/sign-in')
      const open = who.includes('everyone')
      const right = open
        ? !toSignIn && (ownAnswer[path] ? status === ownAnswer[path] : status < 500)
        : method === 'POST'
          ? status === 401
          : toSignIn
      return right ? undefined : `${method} ${path} answered ${status}`
    }),
  )
  expect(answers.filter(Boolean)).toEqual([])
})

test.each(Object.entries(people))(
  'a %s reaches what the access table says and nothing else',
  async (role, email) => {
    const cookie = await cookieFor(email)
    const answers = await Promise.all(
      routes
        .filter(({ path }) => !ownAnswer[path] && path !== '/sign-out')
        .map(async ({ method, path, who }) => {
          const { status } = await ask(method, nowhere(path), cookie)
          const allowed = who.includes('everyone') || who.includes(role as Who)
          const right = allowed
            ? status < 500 && (status !== 403 || path.includes('[')) && status !== 405
            : status === 403
          return right ? undefined : `${method} ${path} answered ${status}`
        }),
    )
    expect(answers.filter(Boolean)).toEqual([])
  },
)

test('a route takes no method that it does not name', async () => {
  const cookie = await cookieFor(people.admin)
  const posting = new Set(routes.filter(({ method }) => method === 'POST').map(({ path }) => path))
  const readOnly = routes.filter(
    ({ path, who }) => !posting.has(path) && !ownAnswer[path] && who.includes('admin'),
  )
  const answers = await Promise.all(
    readOnly.map(async ({ path }) => [path, (await ask('POST', nowhere(path), cookie)).status]),
  )
  expect(answers.filter(([, status]) => status !== 405)).toEqual([])
})

test('what was typed on a teaching page after the sign-in ended comes back', async () => {
  const answer = await fetch(`${origin}/toolkit/pdsa`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ do: 'keep', 'reflections.pdsa-smallest-test': 'One patient, one day' }),
  })
  expect(answer.status).toBe(401)
  expect(await answer.text()).toContain('One patient, one day')
})
