import Database from 'better-sqlite3'
import type { Store } from '#db/store.ts'
import { routes } from '#lib/web/routes.ts'
import { routeOf } from '../../support/source.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'
import { applying } from './applying.ts'
import { improving } from './improving.ts'
import { learning } from './learning.ts'
import { running } from './running.ts'
import type { Scene } from './scenes.ts'

const scenes = { ...improving, ...applying, ...running, ...learning }

/** Why a page that takes a POST is not pressed twice here. */
const elsewhere: Record<string, string> = {
  '/sign-in': 'a second sign-in takes the place of the first, and ends by itself',
  '/sign-out': 'nobody is signed in the second time',
  '/signed-out': 'it saves nothing',
  '/choose-password/[secret]':
    'the second press signs in with the password that the first has set; tests/pages/sign-in',
  '/account': 'the second press finds the new password set; tests/pages/account',
  '/account/calendar': 'a new address ends the one before, and the answer shows it; tests/pages/cohorts',
  '/prescribing/imports/new': 'the same file is told by its content; tests/pages/prescribing/imports.test.ts',
}

const modules = import.meta.glob<{ default: unknown }>('../../../src/pages/**/*.astro')
const pages = new Map(Object.entries(modules).map(([path, load]) => [routeOf(path), load]))

/** How many rows each table has, but for what is written about the writing itself. */
function rowsIn(file: string): Record<string, number> {
  const database = new Database(file, { readonly: true })
  const names = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not in ('saved_forms', 'audit_events')",
    )
    .pluck()
    .all() as string[]
  const count = (name: string) => database.prepare(`select count(*) from "${name}"`).pluck().get() as number
  const counts = Object.fromEntries(names.map((name) => [name, count(name)]))
  database.close()
  return counts
}

async function draw(store: Store, route: string, { form, ...asked }: Scene) {
  const { default: page } = (await pages.get(route)?.()) ?? {}
  const drawn = await visit(page, store, asked)
  const from = / name="drawn" value="([^"]*)"/.exec(drawn.html)?.[1]
  const keyed = { ...(drawn.key && { once: drawn.key }), ...(from && { drawn: from }), ...form }
  const press = async () => {
    const { status, location, notice } = await visit(page, store, { ...asked, form: keyed })
    return { status, location, notice }
  }
  return { key: drawn.key, press }
}

describe('every page that takes a POST', () => {
  test('is pressed twice here, or it is said why not', () => {
    const posting = Object.keys(routes).filter((route) => routes[route]?.posts)
    expect([...Object.keys(scenes), ...Object.keys(elsewhere)].sort()).toEqual(posting.sort())
  })

  test.for(Object.entries(scenes))(
    '%s pressed twice leaves what one press leaves',
    async ([route, given], { store, databaseFile }) => {
      const scene = await given(store)
      const { key, press } = await draw(store, route, scene)
      expect(key !== undefined).toBe(routes[route]?.posts !== 'freely')
      const first = await press()
      expect(first.status).toBe(303)
      const after = rowsIn(databaseFile)
      const second = await press()
      expect(rowsIn(databaseFile)).toEqual(after)
      if (key === undefined) expect(second.status).toBe(303)
      else expect(second).toEqual(first)
    },
  )

  test.for(Object.entries(scenes))(
    '%s pressed twice at the same moment is answered twice',
    async ([route, given], { store }) => {
      const { key, press } = await draw(store, route, await given(store))
      const [first, second] = await Promise.all([press(), press()])
      expect(first.status).toBe(303)
      if (key === undefined) expect(second.status).toBe(303)
      else expect(second).toEqual(first)
    },
  )
})
