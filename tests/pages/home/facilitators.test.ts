import { recordRegister } from '#lib/attendance/commands.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { cancelCohort } from '#lib/cohorts/commands.ts'
import HomePage from '../../../src/pages/home.astro'
import { by, given } from '../../support/given.ts'
import { byAt } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'
import { nextCohort } from './next-cohort.ts'

const WEEKS_BEFORE = '2026-08-10'
const OVER = '2027-04-10'
const onlyOne = (html: string) => html.match(/class="app-next"/g)?.length === 1

describe('those who run a cohort', () => {
  test('see what a draft, a cohort to come, one that is on and one that is over ask of them', async ({
    store,
  }) => {
    const { fran, ann, ben, cara, sessions } = await given.cohort(store)
    const members = [ann, ben, cara]
    const runs = { personId: fran.id, role: 'facilitator' } as const
    const draft = await nextCohort(store, [ann], false)
    await store.transact((tx) => grantRole(tx, by, { ...runs, cohortId: draft }))
    const page = await visit(HomePage, store, { as: fran })
    // The registers of the given cohort were never taken; what it asks comes before the draft.
    expect(page.text).toMatch(
      /Autumn 2026 Take the register of testing It was held on Wednesday 11 November 2026, and 3 members are not recorded/,
    )
    expect(page.text).toContain('3 earlier registers are incomplete too')
    expect(page.text).toMatch(/Who to ask .* Spring 2027, from 5 March 2027 Look at the dates and publish it/)
    expect(page.text).toContain('1 person has a place already and cannot see when it begins')
    expect(page.html).toContain(`href="/cohorts/${draft}/plan"`)

    const before = await visit(HomePage, store, { as: fran, today: WEEKS_BEFORE })
    expect(before.text).toContain('Autumn 2026, from 11 September 2026 identifying the problem')
    expect(before.text).toContain('In 5 weeks. 3 members.')
    expect(before.text).not.toContain('Who to ask')

    const fortnight = await visit(HomePage, store, { as: fran, today: '2026-09-01' })
    expect(fortnight.text).toContain('Add the link to join identifying the problem')
    expect(fortnight.html).toContain(`href="/sessions/${sessions[0]!.id}/edit"`)

    for (const { id } of sessions) {
      const marks = Object.fromEntries(members.map((member) => [member.id, 'present' as const]))
      await store.transact((tx) => recordRegister(tx, byAt(fran), id, marks))
    }
    const over = await visit(HomePage, store, { as: fran, today: OVER })
    expect(over.text).toContain('Autumn 2026, ended on 31 March 2027 3 members have no certificate yet')
    expect(over.text).toContain('0 waiting for review , 0 of 3 accepted')
    expect(over.text).not.toContain('Who to ask')
  })

  test('see a cancelled one in a line below what is to do', async ({ store }) => {
    const { fran, cohortId } = await given.cohort(store)
    const next = await nextCohort(store, [])
    await store.transact(async (tx) => {
      await grantRole(tx, by, { personId: fran.id, role: 'facilitator', cohortId: next })
      await cancelCohort(tx, by, cohortId, { reason: 'Too few people' })
    })
    const page = await visit(HomePage, store, { as: fran })
    expect(onlyOne(page.html)).toBe(true)
    expect(page.text).toContain('Nobody is enrolled yet')
    expect(page.text).toContain('Cohorts that are done Autumn 2026 , cancelled')
  })
})
