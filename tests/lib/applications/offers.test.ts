import { eq } from 'drizzle-orm'
import { places } from '#db/schema/applications.ts'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { people } from '#db/schema/people.ts'
import { decideApplication } from '#lib/applications/board/commands.ts'
import { personBy } from '#lib/auth/by.ts'
import { setPassword } from '#lib/auth/commands.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { at, decide, FACTS, MANAGER, openCohort, outbox, read, sent } from './given.ts'

const NOW = at('2026-11-20T10:00:00Z')

describe('an offer', () => {
  test('enrols: account, practice, membership, place, and two letters', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id, email } = await sent(store, springId, { name: 'Gita Newcomer' })
    await decide(store, fran, id, 'offered')
    expect(await read(store, id)).toMatchObject({ state: 'enrolled', place: { number: 1 } })
    const [person] = await store.reader.select().from(people).where(eq(people.email, email))
    const viewer = await findViewer(store.reader, person?.id ?? '')
    expect(viewer?.isMember(springId)).toBe(true)
    expect(viewer?.practices).toEqual(['Z98001'])
    expect(
      (await outbox(store))
        .slice(-2)
        .map(({ subject, body }) => [subject, body?.includes('/choose-password/')]),
    ).toEqual([
      ['Your account with South London Test Network', true],
      ['You have a place: Opioid Stewardship', false],
    ])
  })

  test('enrols somebody who has an account already, without another', async ({ store }) => {
    const { springId, fran, olive } = await openCohort(store)
    await store.transact((tx) => setPassword(tx, personBy(olive.id, NOW), olive.id, 'hash'))
    const { id } = await sent(store, springId, { name: 'Olive Outside', email: olive.email })
    await decide(store, fran, id, 'offered')
    expect((await read(store, id)).place?.personId).toBe(olive.id)
    expect((await outbox(store)).at(-1)?.subject).toBe('You have a place: Opioid Stewardship')
    expect((await outbox(store)).filter(({ body }) => body?.includes('/choose-password/'))).toEqual([])
  })

  test('is refused while a promise is missing, in words, and leaves nothing', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    await expect(decide(store, fran, id, 'offered')).rejects.toThrow(
      'A place cannot be offered yet. The employer or line manager has not answered yet.',
    )
    expect(await read(store, id)).toMatchObject({ state: 'waiting for promises', decisions: [] })
  })

  test('is refused when every place is taken, those of invited members too', async ({ store }) => {
    const { springId, fran, ann } = await openCohort(store, 1)
    await store.transact(async (tx) => {
      await tx
        .insert(cohortMembers)
        .values({ cohortId: springId, personId: ann.id, enrolledBy: 'tests', enrolledAt: NOW })
    })
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    await expect(decide(store, fran, id, 'offered')).rejects.toThrow('Every place is taken: 1 of 1')
  })

  test('for a member is refused', async ({ store }) => {
    const { springId, fran } = await openCohort(store)
    const first = await sent(store, springId, { name: 'Gita Newcomer' })
    await decide(store, fran, first.id, 'offered')
    await expect(decide(store, fran, first.id, 'offered')).rejects.toThrow('it is enrolled')
  })

  test('has no limit where the cohort has none', async ({ store }) => {
    const { springId, fran } = await openCohort(store, null)
    for (const name of ['Gita Newcomer', 'Paul Partner', 'Tina Third']) {
      const { id } = await sent(store, springId, { name })
      await decide(store, fran, id, 'offered')
    }
    expect((await store.reader.select().from(places)).map(({ number }) => number)).toEqual([1, 2, 3])
  })

  test('of the last place goes to one, when fifty decide at once', async ({ store }) => {
    const { springId, fran } = await openCohort(store, 1)
    const ids: string[] = []
    for (let n = 0; n < 50; n++) {
      const name = `Gita ${String.fromCharCode(65 + (n % 26))}${n < 26 ? 'a' : 'b'}`
      ids.push((await sent(store, springId, { name })).id)
    }
    const outcomes = await Promise.allSettled(
      ids.map((id) =>
        store.transact((tx) =>
          decideApplication(
            tx,
            personBy(fran.id, NOW),
            id,
            { decision: 'offered', reason: 'Yes', decided: 0 },
            FACTS,
          ),
        ),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await store.reader.select().from(places)).toHaveLength(1)
    expect(
      await store.reader.select().from(cohortMembers).where(eq(cohortMembers.cohortId, springId)),
    ).toHaveLength(1)
  }, 60_000)

  test('cannot give a number twice, whoever writes', async ({ store }) => {
    const { springId, fran, ann } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer' })
    await decide(store, fran, id, 'offered')
    const other = await sent(store, springId, { name: 'Paul Partner' })
    await expect(
      store.transact(async (tx) => {
        await tx.insert(places).values({
          id: 'x',
          applicationId: other.id,
          cohortId: springId,
          number: 1,
          personId: ann.id,
          takenAt: NOW,
        })
      }),
    ).rejects.toThrow()
  })
})
