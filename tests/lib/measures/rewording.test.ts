import { measures, measureWordings } from '#db/schema/measures.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { backgroundSaid } from '#lib/measures/background.ts'
import { retireMeasure, rewordMeasure, takeUpMeasure } from '#lib/measures/commands.ts'
import { findMeasure, listLastPointsOf, listMeasures, listWordings } from '#lib/measures/queries.ts'
import { getStoryboard } from '#lib/projects/storyboard.ts'
import { TODAY } from '../../support/given.ts'
import {
  byAt,
  givenMeasure,
  givenPoints,
  givenProject,
  givenPublished,
  share,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const reason = 'Two people counted it differently'

describe('rewording a measure', () => {
  test('changes it and keeps how it was worded, with who and why', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const words = { title: 'Patients with a shared plan', target: 70 }
    const { changed } = await store.transact((tx) =>
      rewordMeasure(tx, byAt(cast.ben), id, { ...words, reason }),
    )
    expect(changed).toEqual(['title', 'target'])
    expect(await store.reader.select().from(measures)).toMatchObject([{ ...share, ...words }])
    expect(await listWordings(store.reader, id)).toMatchObject([
      {
        title: share.title,
        target: 80,
        numeratorMeans: share.numeratorMeans,
        reason,
        rewordedBy: 'Ben Sample',
      },
    ])
  })

  test('in the same words stores nothing', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const same = { title: share.title, target: share.target, reason }
    expect(await store.transact((tx) => rewordMeasure(tx, byAt(cast.ann), id, same))).toEqual({ changed: [] })
    expect(await store.reader.select().from(measureWordings)).toEqual([])
  })
})

describe('retiring a measure', () => {
  test('takes it out of sight with its last point, keeps it, and lets it be taken up again', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const { ann, projectId } = cast
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [3, 12] })
    const seen = async () => [
      (await listMeasures(store.reader, projectId)).length,
      (await getStoryboard(store.reader, projectId, TODAY)).charts.length,
      (await listLastPointsOf(store.reader, [projectId])).size,
      (await listMeasures(store.reader, projectId, 'retired')).length,
    ]
    expect(await seen()).toEqual([1, 1, 1, 0])
    await store.transact((tx) => retireMeasure(tx, byAt(ann), id, { reason }))
    expect(await seen()).toEqual([0, 0, 0, 1])
    const [measure] = await listMeasures(store.reader, projectId, 'all')
    expect(measure).toMatchObject({ retiredBy: 'Ann Example', retiredBecause: reason })
    await store.transact((tx) => takeUpMeasure(tx, byAt(ann), id))
    expect(await seen()).toEqual([1, 1, 1, 0])
  })

  test('and taking up are refused to the second of two colleagues', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const takeUp = () => store.transact((tx) => takeUpMeasure(tx, byAt(cast.ann), id))
    const retire = () => store.transact((tx) => retireMeasure(tx, byAt(cast.ann), id, { reason }))
    await expect(takeUp()).rejects.toThrow('A colleague has taken this measure up again already')
    await retire()
    await expect(retire()).rejects.toThrow('A colleague has retired this measure already')
  })

  test('leaves its page to those who may see the project', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenPublished(store, cast)
    await store.transact((tx) => retireMeasure(tx, byAt(cast.ann), id, { reason }))
    const viewer = (await findViewer(store.reader, cast.fran.id))!
    expect(await findMeasure(store.reader, viewer, id)).toMatchObject({ id, retiredBecause: reason })
  })
})

describe('a measure that could show nothing when it was defined', () => {
  const milestones = { testing: '2022-12-07', last: '2023-03-07' }
  const start = '2022-10-07'
  test.each([
    { name: 'published', plan: { every: 'month', source: 'prescribing', startsOn: start }, is: true },
    { name: 'monthly', plan: { every: 'month', source: 'typed', startsOn: start }, is: true },
    { name: 'weekly', plan: { every: 'week', source: 'typed', startsOn: start }, is: false },
  ] as const)('is background, with the months to look again: $name', ({ plan, is }) => {
    const said = backgroundSaid(plan, start, milestones)
    expect(said).toBe(
      is
        ? 'Background: it cannot show your change by the last session on Tuesday 7 March 2023. Look at its chart again in June 2023, September 2023 and December 2023.'
        : undefined,
    )
  })

  test('is not called so when the team counted long enough before', () => {
    const defined = '2023-01-15'
    const since = (startsOn: string) =>
      backgroundSaid({ every: 'week', source: 'typed', startsOn }, defined, milestones)
    expect(since('2022-10-31')).toBeUndefined()
    expect(since('2023-01-09')).toContain('Background')
  })

  test('is not called so when it was defined after the last session', () => {
    const plan = { every: 'month', source: 'prescribing', startsOn: '2023-04-01' } as const
    expect(backgroundSaid(plan, '2023-04-01', milestones)).toBeUndefined()
  })
})
