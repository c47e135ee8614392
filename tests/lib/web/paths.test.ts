import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { currentLink, navigationFor } from '#lib/web/navigation.ts'
import { safeNext } from '#lib/web/paths.ts'
import { mayReach, routes } from '#lib/web/routes.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('where to go after signing in', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/%09/evil.example\t',
    '/\n/evil.example',
    'evil.example',
    '',
    '/sign-in?next=/x',
    '/sign-out',
    '/..//evil.example',
    ' /home',
    '/./\\evil',
  ])('%j leads home', (next) => {
    expect(safeNext(next)).toBe('/home')
  })

  test.each(['/projects/abc', '/measures/x?view=run', '/cohorts/1/progress'])('%s is followed', (next) => {
    expect(safeNext(next)).toBe(next)
  })

  test('nothing leads home', () => {
    expect(safeNext(undefined)).toBe('/home')
    expect(safeNext(null)).toBe('/home')
  })
})

describe('the navigation', () => {
  test('leads each role only to where it may go', async ({ store }) => {
    const { ann, fran, rita, ada } = await given.cohort(store)
    for (const person of [ann, fran, rita, ada]) {
      const viewer = (await findViewer(store.reader, person.id))!
      const held = (['participant', 'facilitator', 'reviewer', 'admin'] as const).filter((role) =>
        viewer.is(role),
      )
      for (const { href } of navigationFor(viewer)) {
        const pattern = Object.keys(routes).find((route) =>
          new RegExp(`^${route.replace(/\[\w+\]/g, '[^/]+')}$`).test(href),
        )
        expect(pattern, href).toBeDefined()
        expect(mayReach(routes[pattern!]!, held), `${person.name} at ${href}`).toBe(true)
      }
    }
    expect(navigationFor(anonymous).map(({ label }) => label)).toEqual([
      'About',
      'Timetable',
      'Masterclasses',
      'Toolkit',
      'Resources',
      'Apply',
      'Verify a certificate',
    ])
  })

  test('marks the link that the page lies under', () => {
    const links = [
      { label: 'Home', href: '/home' },
      { label: 'About', href: '/programmes/x' },
      { label: 'Timetable', href: '/programmes/x/timetable' },
    ]
    expect(currentLink(links, '/programmes/x/timetable')?.label).toBe('Timetable')
    expect(currentLink(links, '/programmes/x/sessions/y')?.label).toBe('About')
    expect(currentLink(links, '/programmes/xy')).toBeUndefined()
  })
})
