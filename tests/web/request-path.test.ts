import { describe, expect, test } from 'vitest'
import { loggedPath, readPath } from '#lib/web/request-path.ts'

describe('the path that is asked for', () => {
  test.for([
    ['/', '/'],
    ['/a?b=c', '/a'],
    ['/a#b', '/a'],
    ['/%61dmin', '/admin'],
    ['/%2561dmin', '/admin'],
    ['//admin', '/admin'],
    ['/\\admin', '/admin'],
    ['/./admin', '/admin'],
    ['/x/../admin', '/admin'],
    ['/x/%2e%2e/admin', '/admin'],
    ['/../../etc/passwd', '/etc/passwd'],
    ['/a%2fb', '/a/b'],
  ] as const)('%s is %s', ([target, path]) => {
    expect(readPath(target)).toBe(path)
  })

  test.for([undefined, '', '*', 'http://evil.example/', 'evil.example:443', '/%', '/%zz', '/%ff', '/%00'])(
    '%s cannot be read',
    (target) => expect(readPath(target)).toBeUndefined(),
  )

  test('what is encoded more often than Astro decodes cannot be read', () => {
    let target = '/%61'
    for (let times = 0; times < 12; times++) target = target.replace('%', '%25')
    expect(readPath(target)).toBeUndefined()
  })
})

describe('the path that is logged', () => {
  test.for([
    ['/projects/7f3k2m9q4w8x1z5c', '/projects/7f3k2m9q4w8x1z5c'],
    ['/choose-password/short', '/choose-password/:token'],
    ['/invitations/a/b', '/invitations/:token'],
    ['/password-reset', '/password-reset'],
    ['/people/ann@example.org', '/people/:address'],
    ['/elsewhere/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg', '/elsewhere/:token'],
    ['/_astro/page.a1b2c3d4e5f6.css', '/_astro/page.a1b2c3d4e5f6.css'],
  ] as const)('%s is %s', ([path, logged]) => {
    expect(loggedPath(path)).toBe(logged)
  })

  test('is never long', () => {
    expect(loggedPath(`/${'ab/'.repeat(500)}`).length).toBeLessThanOrEqual(200)
  })
})
