import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { publishCohort, setUpCohort, startCohort } from '#lib/cohorts/commands.ts'
import type { Day } from '#lib/day.ts'
import StartPage from '../../../src/pages/index.astro'
import ProgrammePage from '../../../src/pages/programmes/[programme]/index.astro'
import ProgrammesPage from '../../../src/pages/programmes/index.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const by = systemBy('test', new Date('2026-11-01T10:00:00Z'))
const params = { programme: 'opioid-stewardship' }

/** A cohort of next spring that takes applications between two days. */
async function spring(store: Store, applicationsOpenOn: Day | null, applicationsCloseOn: Day | null) {
  return store.transact(async (tx) => {
    const session = {
      topic: 'identifying-the-problem',
      kind: 'collaborative session' as const,
      title: 'Identifying the problem',
      heldOn: '2027-05-07',
      startsAt: '09:30',
      endsAt: '12:00',
      place: 'online',
    }
    const dates = { startsOn: '2027-05-07', endsOn: '2027-05-07', timetable: [session] }
    const id = await startCohort(tx, by, { programme: params.programme, name: 'Spring 2027', ...dates })
    await setUpCohort(tx, by, id, { name: 'Spring 2027', seats: 24, applicationsOpenOn, applicationsCloseOn })
    await publishCohort(tx, by, id)
    return id
  })
}

describe('the public pages about joining', () => {
  test('lead to the application while it is open, with its last day', async ({ store }) => {
    const id = await spring(store, '2026-11-01', '2026-12-18')
    const page = await visit(ProgrammePage, store, { params })
    expect(page.text).toContain('Applications are open until 18 December 2026')
    expect(page.html).toContain(`/applications/new?cohort=${id}`)
    expect(page.text).toContain('24 places')
    const start = await visit(StartPage, store)
    expect(start.text).toContain('Applications for Spring 2027 are open until 18 December 2026')
    expect(start.html).toContain(`href="/applications/new?cohort=${id}"`)
  })

  test.for([
    ['2026-12-01', '2026-12-18', 'Applications for Spring 2027 open on 1 December 2026'],
    ['2026-10-01', '2026-11-21', 'Applications closed on 21 November 2026'],
    [null, null, 'the next opening has no date yet'],
  ] as const)('say when one can apply from %s to %s', async ([from, to, words], { store }) => {
    await spring(store, from, to)
    const page = await visit(ProgrammePage, store, { params })
    expect(page.text).toContain(words)
    expect(page.html).not.toContain('/applications/new')
    expect((await visit(StartPage, store)).text).not.toContain('Applications for')
  })

  test('show several cohorts side by side, each with its own dates', async ({ store }) => {
    await given.cohort(store)
    await spring(store, '2026-11-01', '2026-12-18')
    const page = await visit(ProgrammesPage, store)
    expect(page.text).toMatch(/Autumn 2026.*Spring 2027 7 May 2027/)
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('name who runs it, without their addresses', async ({ store }) => {
    const { fran } = await given.cohort(store)
    const page = await visit(ProgrammePage, store, { params })
    expect(page.text).toContain('is run by Fran Facilitator')
    expect(page.html).not.toContain(fran.email)
  })

  test('hide a cohort that is not published', async ({ store }) => {
    await store.transact((tx) =>
      startCohort(tx, by, {
        programme: params.programme,
        name: 'Secret 2027',
        startsOn: '2027-05-07',
        endsOn: '2027-09-07',
        timetable: [],
      }),
    )
    expect((await visit(ProgrammesPage, store)).text).not.toContain('Secret 2027')
  })
})
