import { eq } from 'drizzle-orm'
import { sync } from 'node-ical'
import { sessions } from '#db/schema/sessions.ts'
import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { endFeed } from '#lib/calendars/commands.ts'
import { leaveCohort } from '#lib/cohorts/commands.ts'
import CalendarPage from '../../../src/pages/account/calendar.astro'
import { GET as Feed } from '../../../src/pages/calendars/[secret].ics.ts'
import { GET as Timetable } from '../../../src/pages/programmes/[programme]/timetable.ics.ts'
import { GET as SessionCalendar } from '../../../src/pages/sessions/[session]/calendar.ics.ts'
import { ask } from '../../support/ask.ts'
import { type Cast, given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const JOIN = 'https://meet.example.org/room'

async function withLinks(store: Store): Promise<Cast> {
  const cast = await given.cohort(store)
  await store.transact((tx) =>
    tx.update(sessions).set({ joinUrl: JOIN }).where(eq(sessions.cohortId, cast.cohortId)),
  )
  return cast
}

async function secretOf(store: Store, as: Cast['ann']): Promise<string> {
  const page = await visit(CalendarPage, store, { as, form: { wish: 'make' } })
  return /\/calendars\/([\w-]+)\.ics/.exec(page.html)?.[1] ?? ''
}

const read = (store: Store, secret: string) => ask(Feed, store, { params: { secret } })
const eventsIn = (text: string) => Object.values(sync.parseICS(text)).filter((e) => e?.type === 'VEVENT')

describe('calendars', () => {
  test('give everyone the dates, and only the enrolled the link to join', async ({ store }) => {
    const { ann, sessions } = await withLinks(store)
    const open = await ask(Timetable, store, { params: { programme: 'opioid-stewardship' } })
    expect(eventsIn(open.html)).toHaveLength(sessions.length)
    expect(open.html).not.toContain('meet.example.org')
    const own = await ask(SessionCalendar, store, { as: ann, params: { session: sessions[0]!.id } })
    expect(eventsIn(own.html)).toMatchObject([{ location: JOIN }])
    expect(own.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  })

  test('of a session are there for nobody outside its cohort', async ({ store }) => {
    const { olive, sessions } = await withLinks(store)
    const page = await ask(SessionCalendar, store, { as: olive, params: { session: sessions[0]!.id } })
    expect(page.status).toBe(404)
  })

  test('have a private address that works without signing in', async ({ store }) => {
    const { ann, sessions } = await withLinks(store)
    const page = await read(store, await secretOf(store, ann))
    expect(eventsIn(page.html)).toHaveLength(sessions.length)
    expect(page.html).toContain('meet.example.org')
  })

  test('end the old private address with a new one, and the new one when asked', async ({ store }) => {
    const { ann } = await withLinks(store)
    const first = await secretOf(store, ann)
    const second = await secretOf(store, ann)
    expect((await read(store, first)).status).toBe(404)
    expect((await read(store, second)).status).toBe(200)
    await visit(CalendarPage, store, { as: ann, form: { wish: 'end' } })
    expect((await read(store, second)).status).toBe(404)
    expect((await read(store, 'made-up')).status).toBe(404)
  })

  test('show the private address once: afterwards only that there is one', async ({ store }) => {
    const { ann } = await withLinks(store)
    const secret = await secretOf(store, ann)
    const page = await visit(CalendarPage, store, { as: ann })
    expect(page.html).not.toContain(secret)
    expect(page.text).toContain('You made an address on 22 November 2026, and it works')
  })

  test('are ended without a word when there is no address', async ({ store }) => {
    const { ann } = await withLinks(store)
    const by = personBy(ann.id, new Date())
    expect(await store.transact((tx) => endFeed(tx, by, ann.id))).toBe(false)
  })

  test('are empty for someone who has left the cohort', async ({ store }) => {
    const { cara, cohortId } = await withLinks(store)
    const secret = await secretOf(store, cara)
    const by = personBy(cara.id, new Date())
    await store.transact((tx) => leaveCohort(tx, by, cohortId, cara.id))
    expect(eventsIn((await read(store, secret)).html)).toHaveLength(0)
  })
})
