import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import type { Store } from '#db/store.ts'
import { auditCsv } from '#lib/audit/csv.ts'
import { eventsStatement, findMeant, listEvents, type Wanted } from '#lib/audit/queries.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

const everything: Wanted = { people: undefined, kind: undefined, from: undefined, to: undefined }
const event = (id: string, at: string, personId = 'ann', action = 'people.added', subject = 'x') => ({
  id,
  at: new Date(at),
  personId,
  action,
  subject,
  details: {},
})
const write = (store: Store, events: ReturnType<typeof event>[]) =>
  store.transact(async (tx) => void (await tx.insert(auditEvents).values(events)))
const ids = ({ events }: { events: { id: string }[] }) => events.map(({ id }) => id).join(' ')

describe('the audit', () => {
  test('is read in pages, both ways, also through events of one and the same instant', async ({ store }) => {
    const same = '2026-11-22T10:00:00Z'
    await write(store, [
      event('a', '2026-11-20T10:00:00Z'),
      ...['b', 'c', 'd', 'e'].map((id) => event(id, same)),
      event('f', '2026-11-23T10:00:00Z'),
    ])
    const page = (place?: Parameters<typeof listEvents>[2]['place']) =>
      listEvents(store.reader, everything, { limit: 2, place })
    const first = await page()
    expect(ids(first)).toBe('f e')
    expect(first.newer).toBeUndefined()
    const second = await page({ before: first.older! })
    expect(ids(second)).toBe('d c')
    const third = await page({ before: second.older! })
    expect(ids(third)).toBe('b a')
    expect(third.older).toBeUndefined()
    const back = await page({ after: third.newer! })
    expect(ids(back)).toBe('d c')
    const top = await page({ after: back.newer! })
    expect(ids(top)).toBe('f e')
    expect(top.newer).toBeUndefined()
  })

  test('of a person is what they did and what was done to them, each once', async ({ store }) => {
    await write(store, [
      event('a', '2026-11-20T10:00:00Z', 'ann'),
      event('b', '2026-11-21T10:00:00Z', 'ben', 'auth.role_granted', 'ann'),
      event('c', '2026-11-22T10:00:00Z', 'ann', 'auth.password_set', 'ann'),
      event('d', '2026-11-23T10:00:00Z', 'ben'),
    ])
    const of = async (wanted: Partial<Wanted>) =>
      ids(await listEvents(store.reader, { ...everything, ...wanted }, { limit: 10 }))
    expect(await of({ people: ['ann'] })).toBe('c b a')
    expect(await of({ people: ['ann', 'ben'] })).toBe('d c b a')
    expect(await of({ people: ['ann'], kind: 'sign-in' })).toBe('c')
    expect(await of({ people: [] })).toBe('')
    expect(await of({ kind: 'people' })).toBe('d b a')
    expect(await of({ kind: 'cohorts' })).toBe('')
  })

  test('of some days goes by the days of London', async ({ store }) => {
    await write(store, [
      event('before', '2026-06-30T22:59:00Z'),
      event('first', '2026-06-30T23:00:00Z'),
      event('last', '2026-07-02T22:59:00Z'),
      event('after', '2026-07-02T23:00:00Z'),
    ])
    const wanted = { ...everything, from: '2026-07-01', to: '2026-07-02' }
    expect(ids(await listEvents(store.reader, wanted, { limit: 10 }))).toBe('last first')
  })

  test('never reads more than an index leads to', async ({ store, databaseFile }) => {
    const plans = [
      [undefined, 'audit_events_at'],
      [eq(auditEvents.personId, 'ann'), 'audit_events_person'],
      [eq(auditEvents.subject, 'ann'), 'audit_events_subject'],
      [eq(auditEvents.action, 'mail.sent'), 'audit_events_action'],
    ] as const
    const database = new Database(databaseFile, { readonly: true })
    const place = { before: { at: new Date(), id: 'x' } }
    for (const [stream, index] of plans) {
      const { sql, params } = eventsStatement(
        store.reader,
        stream,
        { from: '2026-01-01', to: undefined },
        50,
        place,
      ).toSQL()
      const plan = database.prepare(`explain query plan ${sql}`).all(params) as { detail: string }[]
      expect(plan.map(({ detail }) => detail).join('; ')).toMatch(
        new RegExp(`SEARCH audit_events USING INDEX ${index}[^;]*at[<>]\\?`),
      )
    }
    database.close()
  })

  test('knows a person by part of a name, by address, or by identifier', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    const named = async (typed: string) => (await findMeant(store.reader, typed)).map(({ name }) => name)
    expect(await named('exam')).toEqual(['Ann Example'])
    expect(await named('BEN.sample@example.org')).toEqual([ben.name])
    expect(await named(ann.id)).toEqual([ann.name])
    expect(await named('a')).toContain(ann.name)
    expect(await named('%')).toEqual([])
    expect(await named('_nn')).toEqual([])
  })

  test('as a file holds all that fits, in portions, and no formula', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    const many = Array.from({ length: 7 }, (_, index) =>
      event(`e${index}`, `2026-11-2${index}T10:00:00Z`, ann.id, 'auth.password_set', ann.id),
    )
    await write(store, many)
    await write(store, [event('gone', '2026-11-19T10:00:00Z', '=SUM(A1)', 'people.invited', ben.id)])
    const file = async (people: string[]) => {
      let text = ''
      for await (const portion of auditCsv(store.reader, { ...everything, people }, 3)) text += portion
      return text.split('\r\n')
    }
    const lines = await file([ann.id])
    expect(lines[0]).toBe('\ufeffat,day,time in London,who,what,action,subject,person,details')
    expect(lines.filter((line) => line.includes('auth.password_set'))).toHaveLength(7)
    expect(lines[1]).toBe(
      `2026-11-26T10:00:00.000Z,2026-11-26,10:00,Ann Example,"chose a new password, which ended every earlier sign-in",auth.password_set,${ann.id},${ann.id},{}`,
    )
    expect((await file(['=SUM(A1)']))[1]).toContain(
      'somebody whose account is gone,invited Ben Sample as somebody,people.invited',
    )
    expect((await file(['=SUM(A1)']))[1]).toContain("'=SUM(A1)")
  })
})
