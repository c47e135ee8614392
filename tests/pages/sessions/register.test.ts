import { eq } from 'drizzle-orm'
import { attendance } from '#db/schema/attendance.ts'
import { personBy } from '#lib/auth/by.ts'
import { enrol } from '#lib/cohorts/commands.ts'
import { addPerson } from '#lib/people/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import RegisterPage from '../../../src/pages/sessions/[session]/register.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the register of a session', () => {
  test('shows a facilitator everyone in the cohort, nobody marked yet', async ({ store }) => {
    const { fran, sessions } = await given.cohort(store)
    const page = await visit(RegisterPage, store, { as: fran, params: { session: sessions[0]!.id } })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Ann Example')
    expect(page.html.match(/value="not recorded" checked/g)).toHaveLength(3)
  })

  test('is saved for everyone at once and can be corrected', async ({ store }) => {
    const { fran, ann, ben, cara, sessions } = await given.cohort(store)
    const params = { session: sessions[0]!.id }
    const marks = (annIs: string) => ({
      [`marks.${ann.id}`]: annIs,
      [`marks.${ben.id}`]: 'present',
      [`marks.${cara.id}`]: 'absent',
    })
    const saved = await visit(RegisterPage, store, { as: fran, params, form: marks('apologies') })
    expect(saved).toMatchObject({
      status: 303,
      location: `/sessions/${params.session}`,
      notice: 'Register saved',
    })
    await visit(RegisterPage, store, { as: fran, params, form: marks('present') })
    const rows = await store.reader.select().from(attendance).where(eq(attendance.personId, ann.id))
    expect(rows).toMatchObject([{ mark: 'present', markedBy: fran.id }])
  })

  test('can be saved while people arrive: nobody becomes absent by being left out', async ({ store }) => {
    const { fran, ann, ben, sessions } = await given.cohort(store)
    const params = { session: sessions[0]!.id }
    const saved = await visit(RegisterPage, store, {
      as: fran,
      params,
      form: { [`marks.${ann.id}`]: 'present', [`marks.${ben.id}`]: 'not recorded' },
    })
    expect(saved.status).toBe(303)
    const rows = await store.reader.select().from(attendance)
    expect(rows.map(({ personId, mark }) => [personId, mark])).toEqual([[ann.id, 'present']])
    await visit(RegisterPage, store, { as: fran, params, form: { [`marks.${ann.id}`]: 'not recorded' } })
    expect(await store.reader.select().from(attendance)).toEqual([])
  })

  test('marks everyone else present with one tick, but nobody who joined later', async ({ store }) => {
    const { fran, ann, ben, cara, cohortId, sessions } = await given.cohort(store)
    await store.transact(async (tx) => {
      const by = personBy(fran.id, new Date('2026-10-20T09:00:00Z'))
      const late = await addPerson(tx, by, {
        name: 'Lena Later',
        email: 'lena@example.org',
        profession: 'GP',
      })
      await enrol(tx, by, cohortId, { personId: late, practiceCode: null })
    })
    await visit(RegisterPage, store, {
      as: fran,
      params: { session: sessions[0]!.id },
      form: { others: 'on', [`marks.${ann.id}`]: 'apologies' },
    })
    const rows = await store.reader.select().from(attendance)
    expect(Object.fromEntries(rows.map(({ personId, mark }) => [personId, mark]))).toEqual({
      [ann.id]: 'apologies',
      [ben.id]: 'present',
      [cara.id]: 'present',
    })
  })

  test('keeps what was marked when something is wrong', async ({ store }) => {
    const { fran, ann, sessions } = await given.cohort(store)
    const page = await visit(RegisterPage, store, {
      as: fran,
      params: { session: sessions[0]!.id },
      form: { [`marks.${ann.id}`]: 'perhaps' },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Select present, apologies, absent or not recorded for Ann Example')
    expect(await store.reader.select().from(attendance)).toEqual([])
  })

  test('cannot be taken by a participant, nor before the day', async ({ store }) => {
    const { ann, fran, sessions } = await given.cohort(store)
    const first = { session: sessions[0]!.id }
    await expect(visit(RegisterPage, store, { as: ann, params: first })).rejects.toThrow(Forbidden)
    await expect(
      visit(RegisterPage, store, { as: fran, params: { session: sessions.at(-1)!.id } }),
    ).rejects.toThrow(Forbidden)
  })

  test('does not exist for someone outside the cohort', async ({ store }) => {
    const { olive, sessions } = await given.cohort(store)
    const page = await visit(RegisterPage, store, { as: olive, params: { session: sessions[0]!.id } })
    expect(page.status).toBe(404)
  })
})
