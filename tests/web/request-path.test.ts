import { describe, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { loggedPath, readPath, requestedPath } from '#lib/web/request-path.ts'

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

describe('the path of a request in the log', () => {
  test.for([
    ['/', '/'],
    ['/projects/7f3k2m9q4w8x1z5c/measures/new', '/projects/7f3k2m9q4w8x1z5c/measures/new'],
    ['/prescribing/Z98001/opioid_items_per_1000', '/prescribing/Z98001/opioid_items_per_1000'],
    ['/prescribing/imports/7f3k2m9q4w8x1z5c', '/prescribing/imports/7f3k2m9q4w8x1z5c'],
    ['/healthz', '/healthz'],
    ['/favicon.svg', '/favicon.svg'],
    ['/choose-password/short', '/choose-password/:token'],
    ['/invitations/a/b', '/invitations/:token'],
    ['/applications/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg/practice', '/applications/:token'],
    ['/applications/short', '/applications/:token'],
    ['/applications/new', '/applications/new'],
    ['/promises/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg', '/promises/:token'],
    [
      '/cohorts/7f3k2m9q4w8x1z5c/applications/8f3k2m9q4w8x1z5c',
      '/cohorts/7f3k2m9q4w8x1z5c/applications/8f3k2m9q4w8x1z5c',
    ],
    ['/password-reset', '/password-reset'],
    ['/certificates', '/certificates'],
    ['/certificates/7K3M-0QWX-7K3M-0QWX-7K3M-0QWX-7K3M', '/certificates/:x'],
    ['/certificates/7K3M-0QWX-7K3M-0QWX-7K3M-0QWX-7K3M.pdf', '/certificates/:x'],
    ['/certificates/7f3k2m9q4w8x1z5c', '/certificates/:x'],
    ['/people/ann@example.org', '/people/:x'],
    ['/elsewhere/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg', '/:x/:x'],
    ['/_astro/page.a1b2c3d4e5f6.css', '/_astro/:x'],
    ['/prescribing/Ann Example 0123', '/prescribing/:x'],
    ['/projects/annexampleannexa', '/projects/:x'],
    ['/projects/abc0123456789def', '/projects/:x'],
    ['/Ann Example/projects', '/:x/projects'],
    ['/projects/[project]', '/projects/:x'],
    ['/projects/constructor', '/projects/:x'],
  ] as const)('%s is %s', ([path, logged]) => {
    expect(requestedPath(path)).toBe(logged)
  })

  test('names what we made', () => {
    const ids = Array.from({ length: 200 }, newId).filter((id) => requestedPath(`/cycles/${id}`).endsWith(id))
    expect(ids.length).toBeGreaterThan(190)
  })

  test('is never long', () => {
    expect(requestedPath(`/${'ab/'.repeat(500)}`).length).toBeLessThanOrEqual(200)
  })
})

describe('a path in the message of a fault', () => {
  test.for([
    ['/srv/steward/data:', '/srv/steward/data:'],
    ['/srv/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg', '/srv/:x'],
    ['/people/ann@example.org', '/people/:x'],
    ['/srv/0123456789', '/srv/:x'],
    ['/invitations/a/b', '/invitations/:token'],
    ['/srv/Ann Example', '/srv/:x'],
    ['/prescribing/Ann', '/prescribing/:x'],
    ['/certificates/7K3M-0QWX.pdf', '/certificates/:x'],
  ] as const)('%s is %s', ([path, logged]) => {
    expect(loggedPath(path)).toBe(logged)
  })

  test('is never long', () => {
    expect(loggedPath(`/${'ab/'.repeat(500)}`).length).toBeLessThanOrEqual(200)
  })
})
