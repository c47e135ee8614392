import { applications, places } from '#db/schema/applications.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { cancelCohort } from '#lib/cohorts/commands.ts'
import { rateConfidence } from '#lib/learning/commands.ts'
import { changeSession } from '#lib/sessions/commands.ts'
import { listSessions } from '#lib/sessions/queries.ts'
import CohortPage from '../../../src/pages/cohorts/[cohort]/index.astro'
import CohortsPage from '../../../src/pages/cohorts/index.astro'
import CpdPage from '../../../src/pages/cpd.astro'
import HomePage from '../../../src/pages/home.astro'
import NewProjectPage from '../../../src/pages/projects/new.astro'
import SessionPage from '../../../src/pages/sessions/[session]/index.astro'
import { annsCaseStudy } from '../../lib/case-studies/given.ts'
import { by, given } from '../../support/given.ts'
import { givenFigures } from '../../support/given-figures.ts'
import { byAt } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'
import { nextCohort } from './next-cohort.ts'

const WEEKS_BEFORE = '2026-08-10'
const OVER = '2027-04-10'
const onlyOne = (html: string) => html.match(/class="app-next"/g)?.length === 1

describe('weeks before the first session', () => {
  test('a member learns when and where it is, what to do before, and nothing that is not due', async ({
    store,
  }) => {
    const { cara, cohortId } = await given.cohort(store)
    const page = await visit(HomePage, store, { as: cara, today: WEEKS_BEFORE })
    expect(onlyOne(page.html)).toBe(true)
    expect(page.text).toContain(
      'Your first session identifying the problem Friday 11 September 2026, 9:30am to 12 noon, online. In 5 weeks. Save all dates in your calendar',
    )
    expect(page.html).toContain(`href="/cohorts/${cohortId}/calendar.ics"`)
    expect(page.text).toContain('Find out who can give you protected time')
    expect(page.text).toContain(
      'Read Identifying the problem: an opportunity for improvement , about 7 minutes',
    )
    expect(page.text).toContain('Rate how sure you feel of six things')
    expect(page.text).toContain('Nothing else is asked of you before that day.')
    expect(page.text).toContain('What the programme asks of you')
    expect(page.text).toContain('6 dates , from 11 September 2026 to 25 February 2027')
    for (const early of [
      'Start your project',
      'Start a project',
      'Case study',
      'Not started',
      'Towards your',
    ])
      expect(page.text).not.toContain(early)
  })

  test('what is done is not asked again, and the charts of the practice are offered', async ({ store }) => {
    const { cara } = await given.cohort(store)
    await givenFigures(store, 'Z98002', { '2026-05': 500 })
    await store.transact((tx) => rateConfidence(tx, byAt(cara), 'opioid-stewardship', { role: 3 }))
    const page = await visit(HomePage, store, { as: cara, today: WEEKS_BEFORE })
    expect(page.text).not.toContain('Rate how sure you feel')
    expect(page.html).toContain('href="/prescribing/Z98002">The charts of your practice')
  })

  test('in a draft the place is kept, and no page tells its dates to members', async ({ store }) => {
    const { olive, fran } = await given.cohort(store)
    const draft = await nextCohort(store, [olive], false)
    const [session] = await listSessions(store.reader, draft)
    await store.transact((tx) =>
      grantRole(tx, by, { personId: fran.id, role: 'facilitator', cohortId: draft }),
    )
    const page = await visit(HomePage, store, { as: olive })
    expect(onlyOne(page.html)).toBe(true)
    expect(page.text).toContain('Your place in Spring 2027 is kept')
    const own = [
      page,
      await visit(CohortsPage, store, { as: olive }),
      await visit(CpdPage, store, { as: olive }),
    ]
    for (const { text } of own) expect(text).not.toMatch(/March 2027/)
    const cohort = { cohort: draft }
    expect((await visit(CohortPage, store, { as: olive, params: cohort })).status).toBe(404)
    expect((await visit(CohortPage, store, { as: fran, params: cohort })).status).toBe(200)
    expect((await visit(SessionPage, store, { as: olive, params: { session: session!.id } })).status).toBe(
      404,
    )
    expect((await visit(SessionPage, store, { as: fran, params: { session: session!.id } })).status).toBe(200)
  })
})

describe('once it has begun', () => {
  test('on the day of a session the link to join is one tap away', async ({ store }) => {
    const { ann, sessions } = await given.cohort(store)
    const session = sessions.find(({ topic }) => topic === 'testing')!
    const { heldOn, startsAt, endsAt, place } = session
    const joinUrl = 'https://meet.example.org/testing'
    await store.transact((tx) =>
      changeSession(tx, by, session.id, { heldOn, startsAt, endsAt, place, joinUrl, reason: 'A link' }),
    )
    const page = await visit(HomePage, store, { as: ann, today: heldOn, time: '09:00' })
    expect(page.html).toContain(`class="nhsuk-button" href="${joinUrl}"`)
    expect(page.text).toContain('Today testing')
  })

  test('after the last session without a case study, the case study is what is next', async ({ store }) => {
    const cast = await given.cohort(store)
    const before = await visit(HomePage, store, { as: cast.ann, today: OVER })
    expect(before.text).toContain('Next Write your case study')
    expect(before.html).toContain(`href="/case-studies/new?cohort=${cast.cohortId}"`)
    const study = await annsCaseStudy(store, cast, 'started')
    const begun = await visit(HomePage, store, { as: cast.ann, today: OVER })
    expect(begun.text).toMatch(/Finish your case study \d+ parts are still to write/)
    expect(begun.html).toContain(`href="/case-studies/${study}/edit"`)
  })

  test.each([
    ['drafted', 'Check your case study and submit it'],
    ['submitted', 'A reviewer has your case study'],
    ['returned', 'Change your case study and submit it again'],
    ['accepted', 'Your certificate is here'],
  ] as const)('a case study that is %s: %s', async (until, heading) => {
    const { openTemporaryStore } = await import('../../support/temporary-store.ts')
    await openTemporaryStore(async (store) => {
      const cast = await given.cohort(store)
      await annsCaseStudy(store, cast, until)
      const page = await visit(HomePage, store, { as: cast.ann, today: OVER })
      expect(onlyOne(page.html)).toBe(true)
      expect(page.text).toContain(`Next ${heading}`)
    })
  })

  test('somebody in two cohorts sees the one that is on, and the other in a line', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    const next = await nextCohort(store, [ann])
    const page = await visit(HomePage, store, { as: ann })
    expect(onlyOne(page.html)).toBe(true)
    expect(page.text).toContain('Next Start your project')
    expect(page.html).toContain(`href="/projects/new?cohort=${cohortId}"`)
    expect(page.text).toMatch(
      /Your other cohort Spring 2027 : Identifying the problem is on Friday 5 March 2027/,
    )
    const later = await visit(HomePage, store, { as: ann, today: '2027-03-01' })
    expect(later.text).toContain('Your first session Identifying the problem')
    expect(later.text).toContain('Autumn 2026 : your case study is not started')
    expect((await visit(NewProjectPage, store, { as: ann, url: '/projects/new' })).text).toMatch(
      /Autumn 2026 Start a project/,
    )
    const cpd = await visit(CpdPage, store, { as: ann, url: `/cpd?cohort=${next}` })
    expect(cpd.text).toContain('Your record in Spring 2027')
  })

  test('a cancelled cohort says why, and asks nothing', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    await store.transact((tx) => cancelCohort(tx, by, cohortId, { reason: 'Too few people' }))
    const page = await visit(HomePage, store, { as: ann })
    expect(page.text).toContain('Autumn 2026 is cancelled Too few people.')
    expect(page.text).not.toContain('Start your project')
  })

  test('somebody who gave back their place reads so, and who to write to', async ({ store }) => {
    const { olive, cohortId } = await given.cohort(store)
    await store.transact(async (tx) => {
      const times = { startedAt: by.at, changedAt: by.at }
      await tx.insert(applications).values({ id: 'a', cohortId, email: olive.email, ...times })
      const place = { applicationId: 'a', cohortId, personId: olive.id, takenAt: by.at }
      const givenBackAt = new Date('2026-09-03T09:00:00Z')
      await tx.insert(places).values({ id: 'p', number: 1, ...place, givenBackAt })
    })
    const page = await visit(HomePage, store, { as: olive })
    expect(page.text).toContain('You gave back your place in Autumn 2026 on 3 September 2026')
    expect(page.html).toContain('href="mailto:fran.facilitator@example.org"')
  })
})
