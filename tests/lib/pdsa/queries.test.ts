import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { canPlanCycle, canReplan } from '#lib/pdsa/policy.ts'
import { findCycle, listLastCycles } from '#lib/pdsa/queries.ts'
import { whyNotYet } from '#lib/pdsa/stages.ts'
import { startProject } from '#lib/projects/commands.ts'
import { canWorkOn } from '#lib/projects/policy.ts'
import { TODAY } from '../../support/given.ts'
import {
  byAt,
  givenClosedCycle,
  givenCycle,
  givenMeasure,
  givenProject,
  words,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const viewerOf = async (store: Store, { id }: { id: string }) =>
  (await findViewer(store.reader, id)) ?? anonymous

describe('finding a cycle', () => {
  test('comes with its project and its measure, for those who may see the project', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast, { measureId: await givenMeasure(store, cast) })
    for (const person of [cast.ann, cast.ben, cast.fran]) {
      const cycle = await findCycle(store.reader, await viewerOf(store, person), id)
      expect(cycle).toMatchObject({
        id,
        measure: 'Patients with a plan',
        project: { id: cast.projectId },
        stages: [],
        decision: null,
      })
    }
    for (const person of [cast.cara, cast.olive, cast.rita, cast.ada]) {
      expect(await findCycle(store.reader, await viewerOf(store, person), id)).toBeUndefined()
    }
    expect(await findCycle(store.reader, await viewerOf(store, cast.ann), 'nothing')).toBeUndefined()
  })
})

describe('who may do what with a cycle', () => {
  test('the team plans and writes what is due; the facilitator reads', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    const may = async (person: { id: string }) => {
      const viewer = await viewerOf(store, person)
      const cycle = (await findCycle(store.reader, viewer, id))!
      const { project } = cycle
      const stage = (name: 'do' | 'study') =>
        canWorkOn(viewer, project) && whyNotYet(cycle, name, TODAY) === undefined
      return [canPlanCycle(viewer, project), canReplan(viewer, project, cycle), stage('do'), stage('study')]
    }
    expect(await may(cast.ben)).toEqual([true, true, true, false])
    expect(await may(cast.fran)).toEqual([false, false, false, false])
  })

  test('nobody writes into a closed cycle', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenClosedCycle(store, cast, 'adopt')
    const viewer = await viewerOf(store, cast.ann)
    const cycle = (await findCycle(store.reader, viewer, id))!
    expect(canReplan(viewer, cycle.project, cycle)).toBe(false)
    expect(whyNotYet(cycle, 'do', TODAY)).toBeDefined()
  })
})

describe('the last cycles of a cohort', () => {
  test('name everyone on a project, with its last cycle or none', async ({ store }) => {
    const cast = await givenProject(store)
    const { ann, ben, cara, cohortId, projectId } = cast
    const other = await store.transact((tx) =>
      startProject(tx, byAt(cara, '2026-10-01'), cohortId, {
        ...words,
        title: 'Another way',
        practiceCode: 'Z98002',
      }),
    )
    await givenClosedCycle(store, cast, 'adapt')
    await givenCycle(store, cast, { title: 'Evenings', startsOn: '2026-10-19', endsOn: '2026-10-30' })
    const rows = await listLastCycles(store.reader, cohortId)
    const evenings = { number: 2, title: 'Evenings', decision: null, endsOn: '2026-10-30' }
    expect(rows).toHaveLength(3)
    expect(rows.find(({ personId }) => personId === ann.id)).toMatchObject({
      projectId,
      projectTitle: words.title,
      cycle: evenings,
    })
    expect(rows.find(({ personId }) => personId === ben.id)).toMatchObject({ projectId, cycle: evenings })
    expect(rows.find(({ personId }) => personId === cara.id)).toEqual({
      personId: cara.id,
      projectId: other,
      projectTitle: 'Another way',
      cycle: null,
    })
    expect(await listLastCycles(store.reader, 'another')).toEqual([])
  })
})
