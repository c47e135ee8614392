import { expect, test } from 'vitest'
import { routes } from '#lib/web/routes.ts'
import { routeOf, sourceFiles } from '../support/source.ts'

const files = sourceFiles('src').filter(({ path }) => path.endsWith('.astro'))
const postsOf = (path: string) => (path.startsWith('src/pages/') ? routes[routeOf(path)]?.posts : undefined)

test('a form that is not drawn by Form posts elsewhere, has the key in it, or does nothing twice', () => {
  const own = files.filter(({ text }) => /<form\b[^>]*method="post"/.test(text))
  expect(own.map(({ path }) => path)).toContain('src/lib/ui/Form.astro')
  const bare = own.filter(({ path, text }) => {
    const isElsewhere = /<form\b[^>]*method="post"[^>]*action="\/sign-out"/.test(text)
    return !isElsewhere && !text.includes('<Once />') && postsOf(path) !== 'freely'
  })
  expect(bare.map(({ path }) => path)).toEqual([])
})

test('no page that does something once asks for a password, which is in no digest', () => {
  const asking = files.filter(({ path, text }) => {
    const posts = postsOf(path)
    return (posts === 'once' || posts === 'makes') && text.includes('type="password"')
  })
  expect(asking.map(({ path }) => path)).toEqual([])
})

test('pages use the store they are given, which remembers the form: none opens one of its own', () => {
  const opening = files.filter(({ text }) => /\bopenStore\(|\bopenSqliteStore\(/.test(text))
  expect(opening.map(({ path }) => path)).toEqual([])
})
