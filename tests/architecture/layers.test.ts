import { describe, expect, test } from 'vitest'
import { nounOf, type SourceFile, sourceFiles } from '../support/source.ts'

const pages = sourceFiles('src/pages')
const library = sourceFiles('src/lib')
const domains = library.filter(({ path }) => !['web', 'ui', undefined].includes(nounOf(path)))
const database = sourceFiles('db')

/** `file imports what` for every import that a rule forbids. */
const broken = (files: SourceFile[], forbidden: (imported: string, file: SourceFile) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((name) => forbidden(name, file)).map((name) => `${file.path} imports ${name}`),
  )

const isDomainFile = (path: string, role: string) => path.endsWith(`/${role}.ts`)

describe('layers', () => {
  test('pages speak to domains, never to the database: of it they know only the words of its lists', () => {
    expect(
      broken(
        pages,
        (name) =>
          /^(drizzle-orm|better-sqlite3)/.test(name) ||
          (name.startsWith('#db/') && !name.startsWith('#db/schema/')),
      ),
    ).toEqual([])
    expect(
      pages.filter(({ text }) => /\.(select|insert|update|delete)\(/.test(text)).map(({ path }) => path),
    ).toEqual([])
  })

  test('domains know nothing of pages, of HTTP or of Astro', () => {
    // Two reasons to know Astro: the catalogue reads its content; a picture of a domain's data lives with the data.
    const allowed = (name: string, { path }: SourceFile) =>
      (name === 'astro:content' && path === 'src/lib/programmes/catalogue.ts') || path.endsWith('.astro')
    expect(broken(domains, (name, file) => /^astro(:|\/|$)/.test(name) && !allowed(name, file))).toEqual([])
    expect(
      broken(
        domains.filter(({ path }) => path.endsWith('.ts')),
        (name) => /^#lib\/(web|ui)\//.test(name) || name.includes('/pages/'),
      ),
    ).toEqual([])
  })

  test('the database knows nothing of domains, except the words it is written in', () => {
    const words = ['#lib/day.ts', '#lib/env.ts', '#lib/ids.ts']
    const foundation = database.filter(({ path }) => !path.startsWith('db/seeds/'))
    expect(broken(foundation, (name) => name.startsWith('#lib/') && !words.includes(name))).toEqual([])
  })

  test('only db/sqlite knows that the database is SQLite', () => {
    const seam = ['db/store.ts', 'db/columns.ts', 'db/text-index.ts']
    const others = [...library, ...pages, ...database].filter(
      ({ path }) => !path.startsWith('db/sqlite/') && !seam.includes(path),
    )
    const server = ['db/upkeep.ts']
    expect(broken(others, (name, { path }) => /sqlite/.test(name) && !server.includes(path))).toEqual([])
    expect(
      others
        .filter(({ text }) => /\.(get|all|run)\(\)/.test(text) && /drizzle-orm/.test(text))
        .map(({ path }) => path),
    ).toEqual([])
  })

  test('rules, policies and forms are pure: no store, no clock, no waiting', () => {
    const pure = domains.filter(({ path }) => isDomainFile(path, 'policy') || isDomainFile(path, 'forms'))
    expect(pure.length).toBeGreaterThan(5)
    const impure = pure.filter(({ text }) =>
      /\basync\b|\bawait\b|new Date\(\)|Date\.now|#lib\/clock|#db\/store/.test(text),
    )
    expect(impure.map(({ path }) => path)).toEqual([])
  })

  test('the chart engine needs nothing but the calendar', () => {
    const engine = library.filter(
      ({ path }) =>
        nounOf(path) === 'charts' &&
        path.endsWith('.ts') &&
        !path.endsWith('.client.ts') &&
        !path.endsWith('-command.ts'),
    )
    expect(
      broken(
        engine,
        (name) =>
          !name.startsWith('./') &&
          !name.startsWith('../') &&
          name !== '#lib/day.ts' &&
          !name.startsWith('#lib/charts/') &&
          !name.startsWith('node:'),
      ),
    ).toEqual([])
  })
})
