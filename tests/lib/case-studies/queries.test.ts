import { personBy } from '#lib/auth/by.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { startCaseStudy } from '#lib/case-studies/commands.ts'
import { listCaseStudyStates, listProgress } from '#lib/case-studies/progress.ts'
import { findCaseStudy, findOwnCaseStudy, findOwnCohort, listReviewers } from '#lib/case-studies/queries.ts'
import { enrol, publishCohort, startCohort } from '#lib/cohorts/commands.ts'
import { type Actor, by, given, TODAY } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { annsCaseStudy, submit } from './given.ts'

describe('a case study exists', () => {
  test('for its author, its facilitator and its reviewer, and for nobody else', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'submitted')
    const finds = async (actor: Actor) =>
      (await findCaseStudy(store.reader, (await findViewer(store.reader, actor.id))!, id)) !== undefined
    const { ann, ben, cara, olive, fran, rita, ada } = cast
    const found = await Promise.all([ann, ben, cara, olive, fran, rita, ada].map(finds))
    expect(found).toEqual([true, false, false, false, true, true, false])
  })

  test('for a reviewer only once it has been submitted', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'drafted')
    const rita = (await findViewer(store.reader, cast.rita.id))!
    expect(await findCaseStudy(store.reader, rita, id)).toBeUndefined()
    expect(await findCaseStudy(store.reader, rita, undefined)).toBeUndefined()
    await submit(store, cast.ann, id, '2026-11-03T09:00:00Z')
    expect(await findCaseStudy(store.reader, rita, id)).toMatchObject({
      state: 'submitted',
      author: { name: 'Ann Example' },
    })
  })
})

describe('how a cohort stands', () => {
  test('has a line for every member, the latest submission deciding', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'returned')
    const cohort = cast.cohortId
    await store.transact((tx) =>
      startCaseStudy(tx, personBy(cast.ben.id, new Date('2026-11-04T09:00:00Z')), cohort, {
        title: 'Ben’s',
        projectId: null,
      }),
    )
    const states = () => listCaseStudyStates(store.reader, cohort)
    expect(await states()).toEqual([
      { personId: cast.ann.id, studyId: id, state: 'returned', at: new Date('2026-11-10T09:00:00Z') },
      {
        personId: cast.ben.id,
        studyId: expect.any(String),
        state: 'draft',
        at: new Date('2026-11-04T09:00:00Z'),
      },
      { personId: cast.cara.id, studyId: null, state: 'not started', at: null },
    ])
    await submit(store, cast.ann, id, '2026-11-12T09:00:00Z')
    expect((await states())[0]).toMatchObject({ state: 'submitted', at: new Date('2026-11-12T09:00:00Z') })
    expect((await listProgress(store.reader, [cohort]))[0]).toMatchObject({
      name: 'Ann Example',
      number: 2,
      cohort: 'Autumn 2026',
    })
    expect(await listProgress(store.reader, [])).toEqual([])
  })
})

describe('someone’s own', () => {
  test('case study is found by cohort and person', async ({ store }) => {
    const cast = await given.cohort(store)
    expect(await findOwnCaseStudy(store.reader, cast.cohortId, cast.ann.id)).toBeUndefined()
    const id = await annsCaseStudy(store, cast, 'accepted')
    expect(await findOwnCaseStudy(store.reader, cast.cohortId, cast.ann.id)).toMatchObject({
      id,
      state: 'accepted',
    })
    expect(await findOwnCaseStudy(store.reader, cast.cohortId, cast.ben.id)).toBeUndefined()
  })

  test('cohort is the one that is on, or the one asked for, never another’s', async ({ store }) => {
    const { ann, fran, cohortId } = await given.cohort(store)
    const next = await store.transact(async (tx) => {
      const cohort = {
        programme: 'opioid-stewardship',
        name: 'Spring 2027',
        startsOn: '2027-04-01',
        endsOn: '2027-09-30',
        timetable: [],
      }
      const id = await startCohort(tx, by, cohort)
      await publishCohort(tx, by, id)
      await enrol(tx, by, id, { personId: ann.id, practiceCode: null })
      return id
    })
    const viewer = (await findViewer(store.reader, ann.id))!
    const own = async (asked: string | null, today = TODAY) =>
      (await findOwnCohort(store.reader, viewer, asked, today))?.id
    expect(await own(null)).toBe(cohortId)
    expect(await own(null, '2027-04-01')).toBe(next)
    expect(await own(next)).toBe(next)
    expect(await own(cohortId)).toBe(cohortId)
    expect(await own('another')).toBeUndefined()
    expect(
      await findOwnCohort(store.reader, (await findViewer(store.reader, fran.id))!, null, TODAY),
    ).toBeUndefined()
  })
})

test('reviewers are those of the cohort, without the author', async ({ store }) => {
  const { cohortId, ann, rita } = await given.cohort(store)
  expect((await listReviewers(store.reader, cohortId, ann.id)).map(({ id }) => id)).toEqual([rita.id])
  expect(await listReviewers(store.reader, cohortId, rita.id)).toEqual([])
  expect(await listReviewers(store.reader, 'another', ann.id)).toEqual([])
})
