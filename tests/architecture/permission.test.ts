import { describe, expect, test } from 'vitest'
import { routes } from '#lib/web/routes.ts'
import { routeOf, sourceFiles } from '../support/source.ts'

const pages = sourceFiles('src/pages')
const library = sourceFiles('src/lib')

describe('permission', () => {
  test('every page says who may see it', () => {
    const silent = pages
      .filter(({ path }) => !path.includes('/_'))
      .filter(({ text }) => !/\bauthorize\(Astro|\bauthorize\(context|\bopenToAll\(/.test(text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  test('every page is in the access table, and every line of the table is a page', () => {
    const found = pages.filter(({ path }) => !path.includes('/_')).map(({ path }) => routeOf(path))
    expect(Object.keys(routes).sort()).toEqual([...found].sort())
  })

  test('permission is minted only where a policy was asked, on the command line and for the demonstration', () => {
    const mints = [...library, ...pages]
      .filter(({ text }) => /\bpersonBy\(/.test(text))
      .map(({ path }) => path)
    expect(mints).toEqual(['src/lib/web/access.ts'])
  })

  test('only commands and sign-in write', () => {
    const allowed =
      /\/(commands|sign-in|sign-in-sessions|lucia-adapter|password-reset|leases|saved-forms|readiness|heartbeat)\.ts$/
    const writers = library.filter(
      ({ path, text }) =>
        /\btx\s*\.\s*(insert|update|delete)\(|\btx\n\s+\.(insert|update|delete)\(/.test(text) &&
        !allowed.test(path),
    )
    expect(writers.map(({ path }) => path)).toEqual([])
  })

  test('every command leaves an audit event', () => {
    const silent = library
      .filter(({ path }) => path.endsWith('/commands.ts') && !path.includes('/audit/'))
      .flatMap(({ path, text }) =>
        text
          .split(/\n(?=export (?:async )?function )/)
          .slice(1)
          .filter(
            (command) =>
              /^export (async )?function \w+\(\s*tx: Tx/.test(command) &&
              !/await audit\(|return \w+\(tx, by/.test(command),
          )
          .map((command) => `${path}: ${/function (\w+)/.exec(command)?.[1]}`),
      )
    expect(silent).toEqual([])
  })

  test('commands never open a transaction', () => {
    const openers = library.filter(
      ({ path, text }) => path.endsWith('/commands.ts') && /\.transact\(/.test(text),
    )
    expect(openers.map(({ path }) => path)).toEqual([])
  })
})
