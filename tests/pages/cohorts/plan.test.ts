import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { enrol } from '#lib/cohorts/commands.ts'
import { findShownRun, getCohort } from '#lib/cohorts/queries.ts'
import { listSessions } from '#lib/sessions/queries.ts'
import { Forbidden } from '#lib/web/problems.ts'
import CohortsPage from '../../../src/pages/admin/cohorts.astro'
import CohortPage from '../../../src/pages/cohorts/[cohort]/index.astro'
import CancelPage from '../../../src/pages/cohorts/[cohort]/plan/cancellation.astro'
import DatesPage from '../../../src/pages/cohorts/[cohort]/plan/dates.astro'
import PlanPage from '../../../src/pages/cohorts/[cohort]/plan/index.astro'
import PublicationPage from '../../../src/pages/cohorts/[cohort]/plan/publication.astro'
import SettingsPage from '../../../src/pages/cohorts/[cohort]/plan/settings.astro'
import EditSessionPage from '../../../src/pages/sessions/[session]/edit.astro'
import { by, given, TODAY } from '../../support/given.ts'
import { asTyped } from '../../support/session-form.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const letters = (store: Store) => store.reader.select().from(mailMessages)

async function draft(store: Store, day = { day: '4', month: '9', year: '2027' }) {
  const cast = await given.cohort(store)
  const form = {
    programme: 'opioid-stewardship',
    name: 'Autumn 2027',
    'startsOn.day': day.day,
    'startsOn.month': day.month,
    'startsOn.year': day.year,
  }
  const page = await visit(CohortsPage, store, { as: cast.ada, form })
  const id = /\/cohorts\/(\w+)\/plan/.exec(page.location ?? '')?.[1] ?? ''
  return { ...cast, draftId: id, notice: page.notice }
}

describe('a new cohort', () => {
  test('is a draft that only those who plan it see, until it is published', async ({ store }) => {
    const { ada, ann, draftId } = await draft(store)
    expect((await findShownRun(store.reader, 'opioid-stewardship', '2027-06-01'))?.id).not.toBe(draftId)
    expect((await visit(PlanPage, store, { as: ann, params: { cohort: draftId } })).status).toBe(404)
    await store.transact((tx) => enrol(tx, by, draftId, { personId: ann.id, practiceCode: null }))
    expect((await visit(CohortPage, store, { as: ann, params: { cohort: draftId } })).status).toBe(404)
    const plan = await visit(PlanPage, store, { as: ada, params: { cohort: draftId } })
    expect(plan.text).toContain('Only those who plan it can see it')

    const page = await visit(PublicationPage, store, { as: ada, params: { cohort: draftId }, form: {} })
    expect(page).toMatchObject({ status: 303, notice: 'Autumn 2027 is published' })
    expect((await findShownRun(store.reader, 'opioid-stewardship', '2027-06-01'))?.id).toBe(draftId)
    expect((await visit(CohortPage, store, { as: ann, params: { cohort: draftId } })).status).toBe(200)
  })

  test('has no session on a bank holiday, and says which was moved', async ({ store }) => {
    const { draftId, notice } = await draft(store, { day: '22', month: '12', year: '2026' })
    const days = (await listSessions(store.reader, draftId)).map(({ heldOn }) => heldOn)
    expect(days).not.toContain('2026-12-25')
    expect(days).not.toContain('2026-12-28')
    expect(notice).toContain('is a bank holiday (Christmas Day)')
  })

  test('marks dates that are doubtful, and names clock changes', async ({ store }) => {
    const { ada, draftId } = await draft(store)
    const [first] = await listSessions(store.reader, draftId)
    await visit(EditSessionPage, store, {
      as: ada,
      params: { session: first!.id },
      form: asTyped('2027-08-30'),
    })
    const plan = await visit(PlanPage, store, { as: ada, params: { cohort: draftId } })
    expect(plan.text).toContain('This is a bank holiday in England: Summer bank holiday.')
    expect(plan.text).toContain('The clocks go back on 31 October 2027')
  })

  test('changes its dates without a word to anyone, and lasts from its first to its last', async ({
    store,
  }) => {
    const { ada, draftId } = await draft(store)
    const [first] = await listSessions(store.reader, draftId)
    const page = await visit(EditSessionPage, store, {
      as: ada,
      params: { session: first!.id },
      form: asTyped('2027-08-20'),
    })
    expect(page.status).toBe(303)
    expect(await getCohort(store.reader, draftId)).toMatchObject({ startsOn: '2027-08-20' })
    expect(await letters(store)).toEqual([])
    expect((await listSessions(store.reader, draftId))[0]).toMatchObject({ sequence: 0, startsAt: '09:30' })
  })
})

describe('a published cohort', () => {
  test('moves all that is to come by weeks, and tells everyone in one letter', async ({ store }) => {
    const cast = await given.cohort(store)
    const before = await listSessions(store.reader, cast.cohortId)
    const form = { weeks: '2', reason: 'The winter is busy' }
    await visit(DatesPage, store, { as: cast.fran, params: { cohort: cast.cohortId }, form })
    const after = await listSessions(store.reader, cast.cohortId)
    const changed = after.filter(({ heldOn }, index) => heldOn !== before[index]?.heldOn)
    expect(changed.every(({ sequence, heldOn }) => sequence === 1 && heldOn > TODAY)).toBe(true)
    expect(changed).toHaveLength(before.filter(({ heldOn }) => heldOn >= TODAY).length)
    expect(await letters(store)).toHaveLength(4)
    expect((await letters(store))[0]?.body).toContain('Tuesday 23 February 2027')
  })

  test('is not moved into the past', async ({ store }) => {
    const cast = await given.cohort(store)
    const form = { weeks: '-30', reason: 'Sooner is better' }
    const page = await visit(DatesPage, store, { as: cast.fran, params: { cohort: cast.cohortId }, form })
    expect(page.text).toContain('That would put a session before today')
  })

  test('is cancelled: what is to come is cancelled with it and it leaves the public pages', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const form = { reason: 'The funding has ended' }
    await visit(CancelPage, store, { as: cast.ada, params: { cohort: cast.cohortId }, form })
    expect(await findShownRun(store.reader, 'opioid-stewardship', TODAY)).toBeUndefined()
    const left = await listSessions(store.reader, cast.cohortId)
    expect(left.every(({ heldOn }) => heldOn < TODAY)).toBe(true)
    const page = await visit(CohortPage, store, { as: cast.ann, params: { cohort: cast.cohortId } })
    expect(page.text).toContain('This cohort is cancelled: The funding has ended')
    expect((await letters(store)).map(({ subject }) => subject)).toEqual(
      Array.from({ length: 4 }, () => 'Autumn 2026 is cancelled'),
    )
  })

  test('takes seats and days for applications that fit together', async ({ store }) => {
    const { fran, cohortId } = await given.cohort(store)
    const days = (from: string, to: string) => ({
      'applicationsOpenOn.day': from,
      'applicationsOpenOn.month': '12',
      'applicationsOpenOn.year': '2026',
      'applicationsCloseOn.day': to,
      'applicationsCloseOn.month': '12',
      'applicationsCloseOn.year': '2026',
    })
    const post = (form: Record<string, string>) =>
      visit(SettingsPage, store, {
        as: fran,
        params: { cohort: cohortId },
        form: { name: 'Autumn 2026', ...form },
      })
    expect((await post({ seats: '2', ...days('1', '9') })).text).toContain('3 people have a seat already')
    expect((await post({ seats: '', ...days('1', '9') })).text).toContain('Enter the number of seats')
    expect((await post({ seats: '20', ...days('9', '1') })).text).toContain('on or after the first')
    expect(await post({ seats: '20', ...days('1', '9') })).toMatchObject({ status: 303 })
    expect(await getCohort(store.reader, cohortId)).toMatchObject({
      seats: 20,
      applicationsOpenOn: '2026-12-01',
    })
  })

  test('is planned by its facilitators and administrators alone', async ({ store }) => {
    const { ann, rita, ada, fran, cohortId } = await given.cohort(store)
    for (const person of [ann, rita])
      expect((await visit(PlanPage, store, { as: person, params: { cohort: cohortId } })).status).toBe(404)
    for (const person of [ada, fran])
      expect((await visit(PlanPage, store, { as: person, params: { cohort: cohortId } })).status).toBe(200)
    await expect(visit(CohortsPage, store, { as: fran })).rejects.toThrow(Forbidden)
  })
})
