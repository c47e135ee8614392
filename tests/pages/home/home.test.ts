import { recordRegister } from '#lib/attendance/commands.ts'
import { addDays } from '#lib/day.ts'
import { followPrescribing } from '#lib/measures/commands.ts'
import { decide } from '#lib/measures/decisions/commands.ts'
import { planCycle } from '#lib/pdsa/commands.ts'
import { overviewMeasures } from '#lib/prescribing/overview.ts'
import { startProject } from '#lib/projects/commands.ts'
import ForbiddenPage from '../../../src/pages/403.astro'
import FaultPage from '../../../src/pages/500.astro'
import ProgressPage from '../../../src/pages/cohorts/[cohort]/progress.astro'
import HomePage from '../../../src/pages/home.astro'
import MeasurePage from '../../../src/pages/measures/[measure]/index.astro'
import PrescribingMeasurePage from '../../../src/pages/prescribing/[practice]/[measure].astro'
import PracticePage from '../../../src/pages/prescribing/[practice]/index.astro'
import { annsCaseStudy, review, submit } from '../../lib/case-studies/given.ts'
import { given } from '../../support/given.ts'
import { givenFigures } from '../../support/given-figures.ts'
import { byAt, givenProject, words } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const plan = {
  title: 'First test',
  question: 'Does it work?',
  change: 'We try it.',
  prediction: 'It does.',
  scale: 'one patient',
  measureId: null,
  startsOn: '2026-10-01',
  endsOn: '2026-10-14',
} as const

describe('home', () => {
  test('shows a new participant one next thing, and where their chart will be', async ({ store }) => {
    const { cara } = await given.cohort(store)
    const page = await visit(HomePage, store, { as: cara })
    expect(page.html.match(/class="app-next"/g)).toHaveLength(1)
    expect(page.text).toContain('Start your project')
    expect(page.text).toContain('Import the NHS files of your practice')
    expect(page.text).toMatch(/0 of 4 attended ?, 1 still to come/)
  })

  test('shows a participant their own chart and the next step of their project', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    await givenFigures(store, 'Z98001', { '2026-06': 500, '2026-07': 510, '2026-08': 505 })
    await store.transact((tx) => startProject(tx, byAt(ann), cohortId, { ...words, practiceCode: 'Z98001' }))
    const page = await visit(HomePage, store, { as: ann })
    expect(page.text).toContain('Set your aim')
    expect(page.html).toContain('<svg')
    expect(page.text).toContain('Amber Lane Surgery')
  })

  test('shows the chart of a measure that their project follows as the team decided to read it', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    await givenFigures(store, 'Z98001', { '2026-06': 500, '2026-07': 510, '2026-08': 505 })
    const definition = overviewMeasures[0]!
    const id = await store.transact(async (tx) => {
      const input = { definition, kind: 'outcome', target: null } as const
      const measure = await followPrescribing(tx, byAt(cast.ann), cast.home, input)
      const target = {
        kind: 'target',
        period: '2026-06-01',
        value: 12.5,
        reason: 'The team agreed it',
      } as const
      await decide(tx, byAt(cast.ann), measure, target)
      return measure
    })
    const page = await visit(HomePage, store, { as: cast.ann })
    expect(page.html).toContain(`href="/measures/${id}">${definition.title}`)
    expect(page.text).toContain('from June 2026')
    expect(page.text).toContain('Target: 12.5')
    expect(page.text).not.toContain('may say something else')
  })

  test('says where the same figures may say something else than the team’s chart, and those pages say it too', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    await givenFigures(store, 'Z98001', { '2026-06': 500, '2026-07': 510, '2026-08': 505 })
    const definition = overviewMeasures[0]!
    const id = await store.transact((tx) =>
      followPrescribing(tx, byAt(cast.ann), cast.home, { definition, kind: 'outcome', target: null }),
    )
    const pages = async () => {
      const params = { practice: 'Z98001', measure: definition.id }
      return Promise.all([
        visit(HomePage, store, { as: cast.ann }),
        visit(PracticePage, store, { as: cast.ann, params }),
        visit(PrescribingMeasurePage, store, { as: cast.ann, params }),
        visit(MeasurePage, store, { as: cast.ann, params: { measure: id } }),
      ])
    }
    for (const { text } of await pages()) expect(text).not.toContain('may say something else')

    const baseline = {
      kind: 'baseline',
      period: '2026-07-01',
      value: null,
      reason: 'Before the change',
    } as const
    await store.transact((tx) => decide(tx, byAt(cast.ann), id, baseline))
    const [home, practice, prescribing, measure] = await pages()
    const because = 'froze its baseline on the points up to July 2026'
    expect(home.text).toContain(
      `Your team ${because}. The same figures without your team’s decisions may say something else`,
    )
    expect(home.html).toContain(`href="/prescribing/Z98001/${definition.id}">The same figures`)
    for (const page of [practice, prescribing]) {
      expect(page.text).toMatch(new RegExp(`may say something else, because its team ${because}`))
      expect(page.html).toMatch(new RegExp(`counts here\\. <a href="/measures/${id}">`))
    }
    expect(measure.text).toMatch(new RegExp(`no team’s decision counts, and here the team ${because}`))
    expect(measure.html).toContain(`href="/prescribing/Z98001/${definition.id}"`)
  })

  test('puts a session of these days first', async ({ store }) => {
    const { ann, sessions } = await given.cohort(store)
    const last = sessions.find(({ topic }) => topic === 'showing-improvement')!
    const page = await visit(HomePage, store, { as: ann, today: last.heldOn })
    expect(page.text).toContain('Today showing improvement')
    expect(page.text).toContain('Open the session')
    const eve = await visit(HomePage, store, { as: ann, today: addDays(last.heldOn, -1) })
    expect(eve.text).toContain('9:30am to 12 noon, online. Tomorrow.')
    const after = await visit(HomePage, store, { as: ann, today: last.heldOn, time: '12:00' })
    expect(after.text).not.toContain('Open the session')
  })

  test('puts a returned case study before the project, and links the certificate of an accepted one', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const { ann, cohortId, rita } = cast
    await store.transact((tx) => startProject(tx, byAt(ann), cohortId, { ...words, practiceCode: 'Z98001' }))
    const study = await annsCaseStudy(store, cast, 'returned')
    const returned = await visit(HomePage, store, { as: ann })
    expect(returned.html.match(/class="app-next"/g)).toHaveLength(1)
    expect(returned.text).toContain('Next Change your case study and submit it again')
    expect(returned.html).toContain(`href="/case-studies/${study}/edit"`)
    await submit(store, ann, study, '2026-11-12T09:00:00Z')
    const code = await review(store, rita, study, 'accepted')
    const accepted = await visit(HomePage, store, { as: ann })
    expect(accepted.text).toContain('Set your aim')
    expect(accepted.html).toContain(`href="/certificates/${code}"`)
  })

  test('tells a facilitator, a reviewer and an administrator what is theirs to do', async ({ store }) => {
    const { fran, rita, ada } = await given.cohort(store)
    expect((await visit(HomePage, store, { as: fran })).text).toContain('Who to ask')
    expect((await visit(HomePage, store, { as: rita })).text).toContain('No case study is waiting')
    expect((await visit(HomePage, store, { as: ada })).text).toContain('Look after the installation')
  })

  test('has a word for someone who is in no cohort', async ({ store }) => {
    const { olive } = await given.cohort(store)
    expect((await visit(HomePage, store, { as: olive })).text).toContain('belongs to no cohort at the moment')
  })
})

describe('the cohort at a glance', () => {
  test('is one row a member: attendance, project, last cycle, last data point, case study', async ({
    store,
  }) => {
    const { ann, ben, cara, fran, cohortId, sessions } = await given.cohort(store)
    await givenFigures(store, 'Z98001', { '2026-08': 505 })
    await store.transact(async (tx) => {
      await recordRegister(tx, byAt(fran), sessions[0]!.id, {
        [ann.id]: 'present',
        [ben.id]: 'apologies',
        [cara.id]: 'absent',
      })
      const project = await startProject(tx, byAt(ann), cohortId, { ...words, practiceCode: 'Z98001' })
      await planCycle(tx, byAt(ann), project, plan)
    })
    const page = await visit(ProgressPage, store, { as: fran, params: { cohort: cohortId } })
    expect(page.text).toMatch(
      /Ann Example Amber Lane Surgery 1 of 4 3 not recorded Reviews for everyone Cycle 1 of Ann Example Under way, to 14 Oct 2026 None yet Not started/,
    )
    expect(page.text).toMatch(/Ben Sample Amber Lane Surgery 0 of 4 1 with apologies 3 not recorded None yet/)
    expect(page.text).toContain(
      'Ann Example (Amber Lane Surgery) : The last cycle ended 39 days ago and is not closed.',
    )
  })

  test('does not exist for its members', async ({ store }) => {
    const { ann, olive, cohortId } = await given.cohort(store)
    await expect(visit(ProgressPage, store, { as: ann, params: { cohort: cohortId } })).rejects.toThrow()
    expect((await visit(ProgressPage, store, { as: olive, params: { cohort: cohortId } })).status).toBe(404)
  })
})

describe('pages that say no', () => {
  test('say what to do, and a fault gives a reference', async ({ store }) => {
    const { ann } = await given.cohort(store)
    expect(await visit(ForbiddenPage, store, { as: ann })).toMatchObject({ status: 403 })
    const fault = await visit(FaultPage, store, { as: ann })
    expect(fault.status).toBe(500)
    expect(fault.text).toContain('test-request')
  })
})
