import { recordRegister } from '#lib/attendance/commands.ts'
import { personBy } from '#lib/auth/by.ts'
import CohortPage from '../../../src/pages/cohorts/[cohort]/index.astro'
import CohortsPage from '../../../src/pages/cohorts/index.astro'
import SessionPage from '../../../src/pages/sessions/[session]/index.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the programme of a cohort', () => {
  test('shows a member the dates, the next one first, and their own attendance', async ({ store }) => {
    const { ann, ben, fran, cohortId, sessions } = await given.cohort(store)
    const by = personBy(fran.id, new Date('2026-09-11T12:00:00Z'))
    await store.transact((tx) =>
      recordRegister(tx, by, sessions[0]!.id, { [ann.id]: 'present', [ben.id]: 'absent' }),
    )
    const page = await visit(CohortPage, store, { as: ann, params: { cohort: cohortId } })
    expect(page.text).toMatch(/Next showing improvement Tuesday 9 February 2027/)
    expect(page.text).toContain('Present')
    expect(page.text).not.toContain('Absent')
    expect(page.text).toContain('Not recorded yet')
    expect(page.text).not.toContain('Take the register')
  })

  test('offers a facilitator the registers of sessions that have been held', async ({ store }) => {
    const { fran, cohortId } = await given.cohort(store)
    const page = await visit(CohortPage, store, { as: fran, params: { cohort: cohortId } })
    expect(page.html.match(/\/register"/g)).toHaveLength(4)
  })

  test('does not exist for anyone else', async ({ store }) => {
    const { olive, ada, cohortId } = await given.cohort(store)
    for (const person of [olive, ada]) {
      expect((await visit(CohortPage, store, { as: person, params: { cohort: cohortId } })).status).toBe(404)
    }
  })

  test('is where the list of programmes leads when there is one', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    expect(await visit(CohortsPage, store, { as: ann })).toMatchObject({
      status: 303,
      location: `/cohorts/${cohortId}`,
    })
  })
})

describe('a session', () => {
  test('tells a member when, where, what to bring and how they were marked', async ({ store }) => {
    const { ann, sessions } = await given.cohort(store)
    const page = await visit(SessionPage, store, { as: ann, params: { session: sessions[0]!.id } })
    expect(page.text).toContain('Friday 11 September 2026, 9:30am to 12 noon')
    expect(page.text).toContain('2½ hours taught')
    expect(page.text).toContain('Not recorded yet')
    expect(page.text).toContain('Before you come')
  })

  test('tells a facilitator how the register stands', async ({ store }) => {
    const { fran, sessions } = await given.cohort(store)
    const page = await visit(SessionPage, store, { as: fran, params: { session: sessions[0]!.id } })
    expect(page.text).toContain('0 present, 0 with apologies, 0 absent, 3 not recorded, of 3')
  })
})
