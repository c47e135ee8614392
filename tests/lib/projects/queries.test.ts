import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { startProject } from '#lib/projects/commands.ts'
import { findProject, listCandidates, listCohortProjects, listOwnProjects } from '#lib/projects/queries.ts'
import { getStoryboard } from '#lib/projects/storyboard.ts'
import { TODAY } from '../../support/given.ts'
import {
  byAt,
  givenAim,
  givenClosedCycle,
  givenCycle,
  givenMeasure,
  givenPoints,
  givenProject,
  tally,
  words,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const viewerOf = async (store: Store, { id }: { id: string }) =>
  (await findViewer(store.reader, id)) ?? anonymous

describe('finding a project', () => {
  test('its team and its facilitator find it, with cohort, practice and team', async ({ store }) => {
    const { projectId, ann, ben, fran } = await givenProject(store)
    for (const person of [ann, ben, fran]) {
      expect(await findProject(store.reader, await viewerOf(store, person), projectId)).toMatchObject({
        ...words,
        cohort: { name: 'Autumn 2026' },
        practice: 'Amber Lane Surgery',
        team: [
          { name: 'Ann Example', part: 'lead' },
          { name: 'Ben Sample', part: 'member' },
        ],
      })
    }
  })

  test('to everyone else it does not exist', async ({ store }) => {
    const { projectId, cara, olive, rita, ada } = await givenProject(store)
    for (const person of [cara, olive, rita, ada]) {
      expect(await findProject(store.reader, await viewerOf(store, person), projectId)).toBeUndefined()
    }
    expect(await findProject(store.reader, anonymous, projectId)).toBeUndefined()
    expect(await findProject(store.reader, await viewerOf(store, cara), undefined)).toBeUndefined()
  })
})

describe('lists of projects', () => {
  test('a person has those they work on, the newest first; a cohort has all of its own, by title', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    const { ben, cara, cohortId, projectId } = cast
    const second = await store.transact((tx) =>
      startProject(tx, byAt(ben, '2026-10-01'), cohortId, {
        ...words,
        title: 'Another way',
        practiceCode: null,
      }),
    )
    expect(await listOwnProjects(store.reader, ben.id)).toMatchObject([
      { id: second, practice: null, aim: undefined, team: [{ name: 'Ben Sample' }] },
      {
        id: projectId,
        practice: 'Amber Lane Surgery',
        aim: { toValue: 80 },
        team: [{ name: 'Ann Example' }, { name: 'Ben Sample' }],
      },
    ])
    expect(await listOwnProjects(store.reader, cara.id)).toEqual([])
    expect((await listCohortProjects(store.reader, [cohortId])).map(({ title }) => title)).toEqual([
      'Another way',
      words.title,
    ])
    expect(await listCohortProjects(store.reader, [])).toEqual([])
  })
})

test('candidates for a team are the others of the cohort, colleagues of the practice first', async ({
  store,
}) => {
  const { projectId, ann } = await givenProject(store)
  const project = await findProject(store.reader, await viewerOf(store, ann), projectId)
  expect((await listCandidates(store.reader, project!)).map(({ name }) => name)).toEqual([
    'Ben Sample',
    'Cara Specimen',
  ])
})

describe('the storyboard', () => {
  test('of a new project says where to begin', async ({ store }) => {
    const { projectId } = await givenProject(store)
    expect(await getStoryboard(store.reader, projectId, TODAY)).toMatchObject({
      aim: undefined,
      earlierAims: [],
      charts: [],
      cycles: [],
      nextStep: { to: 'aim' },
    })
  })

  test('holds the aim, each chart with what is missing from it, and the cycles', async ({ store }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    const measureId = await givenMeasure(store, cast, tally)
    await givenPoints(store, cast, measureId, { '2026-09-21': [3, null], '2026-10-05': [5, null] })
    await givenClosedCycle(store, cast, 'adapt')
    await givenCycle(store, cast, { startsOn: '2026-11-16', endsOn: '2026-11-29' })
    const board = await getStoryboard(store.reader, cast.projectId, TODAY)
    expect(board).toMatchObject({
      aim: { toValue: 80 },
      charts: [{ measure: { id: measureId }, missing: 6, annotations: [{ letter: 'A' }, { letter: 'B' }] }],
      cycles: [
        { number: 1, decision: 'adapt' },
        { number: 2, decision: null },
      ],
      nextStep: { to: 'points', measureId, heading: 'Add 6 figures' },
    })
  })
})
