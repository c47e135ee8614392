import { applicationLinks, applications } from '#db/schema/applications.ts'
import type { Store } from '#db/store.ts'
import { requestLink } from '#lib/applications/commands.ts'
import { findByLink } from '#lib/applications/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { applicant, at, begin, FACTS, openCohort, outbox } from './given.ts'

const ask = (store: Store, cohortId: string, email: string, instant: string, open = true) =>
  store.transact((tx) =>
    requestLink(tx, applicant(instant), {
      cohortId,
      email,
      open,
      opensOn: open ? undefined : '2027-03-01',
      programme: FACTS.title,
    }),
  )

describe('asking for a link', () => {
  test('begins an application and mails the way back; the database keeps only its hash', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    const { id, secret } = await begin(store, springId, 'gita.newcomer@example.org')
    expect(secret).toHaveLength(43)
    const [row] = await store.reader.select().from(applicationLinks)
    expect(JSON.stringify(row)).not.toContain(secret)
    expect((await findByLink(store.reader, secret, at('2026-12-31T09:00:00Z')))?.id).toBe(id)
    expect(await findByLink(store.reader, secret, at('2027-01-10T09:00:00Z'))).toBeUndefined()
    expect(await findByLink(store.reader, `${secret}x`, at('2026-11-10T10:00:00Z'))).toBeUndefined()
  })

  test('a second time leads back to the same one, by both links', async ({ store }) => {
    const { springId } = await openCohort(store)
    const first = await begin(store, springId, 'gita.newcomer@example.org')
    const second = await begin(store, springId, 'gita.newcomer@example.org', '2026-11-11T09:00:00Z')
    expect(second.id).toBe(first.id)
    expect(second.secret).not.toBe(first.secret)
    for (const { secret } of [first, second])
      expect((await findByLink(store.reader, secret, at('2026-11-12T09:00:00Z')))?.id).toBe(first.id)
    expect(await store.reader.select().from(applications)).toHaveLength(1)
  })

  test('fills no mailbox: three an hour and eight a day, and nobody is told', async ({ store }) => {
    const { springId } = await openCohort(store)
    for (let minute = 0; minute < 6; minute++)
      await ask(store, springId, 'a@example.org', `2026-11-10T09:0${minute}:00Z`)
    expect(await outbox(store)).toHaveLength(3)
    for (let hour = 11; hour < 23; hour++)
      await ask(store, springId, 'a@example.org', `2026-11-10T${hour}:00:00Z`)
    expect(await outbox(store)).toHaveLength(8)
    await ask(store, springId, 'b@example.org', '2026-11-10T23:00:00Z')
    expect(await outbox(store)).toHaveLength(9)
  })

  test('one who asks for ever keeps nobody else from asking', async ({ store }) => {
    const { springId } = await openCohort(store)
    for (let n = 0; n < 410; n++) await ask(store, springId, 'a@example.org', '2026-11-10T09:00:00Z')
    await ask(store, springId, 'honest@example.org', '2026-11-10T09:30:00Z')
    expect((await outbox(store)).map(({ toEmail }) => toEmail)).toContain('honest@example.org')
  })

  test('in all, four hundred an hour', async ({ store }) => {
    const { springId } = await openCohort(store)
    for (let n = 0; n < 400; n++) await ask(store, springId, `a${n}@example.org`, '2026-11-10T09:00:00Z')
    await expect(ask(store, springId, 'late@example.org', '2026-11-10T09:30:00Z')).rejects.toThrow(
      'Very many people are applying',
    )
    await ask(store, springId, 'late@example.org', '2026-11-10T10:00:01Z')
    expect(await outbox(store)).toHaveLength(401)
  })

  test('when closed begins nothing, but still leads back; only the letter tells which', async ({ store }) => {
    const { springId } = await openCohort(store)
    await begin(store, springId, 'known@example.org')
    await ask(store, springId, 'known@example.org', '2026-12-20T09:00:00Z', false)
    await ask(store, springId, 'unknown@example.org', '2026-12-20T09:00:00Z', false)
    expect(await store.reader.select().from(applications)).toHaveLength(1)
    const [, known, unknown] = await outbox(store)
    expect(known?.body).toContain('/applications/')
    expect(unknown?.body).toContain('There is none.')
    expect(unknown?.body).toContain('They open on 1 March 2027')
    expect(unknown?.body).not.toContain('/applications/')
  })
})
