import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { getChartOf, listCharts } from '#lib/measures/charts.ts'
import { canDefineMeasure, canRecordPoints } from '#lib/measures/policy.ts'
import { findMeasure, listLastPoints, listMeasures } from '#lib/measures/queries.ts'
import { givenFigures } from '../../support/given-figures.ts'
import {
  givenCycle,
  givenMeasure,
  givenPoints,
  givenProject,
  givenPublished,
  tally,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const viewerOf = async (store: Store, { id }: { id: string }) =>
  (await findViewer(store.reader, id)) ?? anonymous

describe('finding a measure', () => {
  test('comes with its project, for those who may see the project', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    for (const person of [cast.ann, cast.ben, cast.fran]) {
      const measure = await findMeasure(store.reader, await viewerOf(store, person), id)
      expect(measure).toMatchObject({ id, practice: 'Amber Lane Surgery', project: { id: cast.projectId } })
    }
    for (const person of [cast.cara, cast.olive, cast.rita, cast.ada]) {
      expect(await findMeasure(store.reader, await viewerOf(store, person), id)).toBeUndefined()
    }
    expect(await findMeasure(store.reader, await viewerOf(store, cast.ann), 'nothing')).toBeUndefined()
  })
})

test('the team types figures of what it counts, nobody those that are published', async ({ store }) => {
  const cast = await givenProject(store)
  const [typed, published] = await Promise.all([givenMeasure(store, cast), givenPublished(store, cast)])
  const may = async (person: { id: string }, id: string) => {
    const viewer = await viewerOf(store, person)
    const measure = (await findMeasure(store.reader, viewer, id))!
    return [canDefineMeasure(viewer, measure.project), canRecordPoints(viewer, measure.project, measure)]
  }
  expect(await may(cast.ben, typed)).toEqual([true, true])
  expect(await may(cast.ben, published)).toEqual([true, false])
  expect(await may(cast.fran, typed)).toEqual([false, false])
})

describe('charts', () => {
  test('of a typed measure: its figures, and the cycles of its project by letter', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-28': [2, 10], '2026-09-21': [1, 10] })
    const cycleId = await givenCycle(store, cast)
    const [measure] = await listMeasures(store.reader, cast.projectId)
    expect(await getChartOf(store.reader, measure!)).toMatchObject({
      series: {
        title: 'Patients with a plan',
        target: 80,
        points: [
          { period: '2026-09-21', value: 10 },
          { period: '2026-09-28', value: 20 },
        ],
      },
      annotations: [
        {
          letter: 'A',
          label: 'Cycle 1: Telephone first',
          from: '2026-10-05',
          to: '2026-10-18',
          kind: 'cycle',
          cycleId,
        },
      ],
      periods: ['2026-09-21', '2026-09-28'],
    })
  })

  test('of a published measure: the months of its practice and no others, with the project’s target', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    await givenFigures(store, 'Z98001', { '2026-06': 100, '2026-07': 80 })
    await givenFigures(store, 'Z98002', { '2026-06': 999 })
    await givenPublished(store, cast)
    const [measure] = await listMeasures(store.reader, cast.projectId)
    const { series } = await getChartOf(store.reader, measure!)
    expect(series).toMatchObject({ direction: 'lower', every: 'month', target: 12.5 })
    expect(series.points).toMatchObject([
      { period: '2026-06-01', value: 10 },
      { period: '2026-07-01', value: 8 },
    ])
  })

  test('of a published measure without imports has no points yet', async ({ store }) => {
    const cast = await givenProject(store)
    await givenPublished(store, cast)
    const [measure] = await listMeasures(store.reader, cast.projectId)
    expect((await getChartOf(store.reader, measure!)).series.points).toEqual([])
  })

  test('outside the team leave small numbers out, of typed figures alone', async ({ store }) => {
    const cast = await givenProject(store)
    await givenFigures(store, 'Z98001', { '2026-06': 3 })
    await givenPublished(store, cast)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [1, 10], '2026-09-28': [6, 10] })
    const charts = await listCharts(
      store.reader,
      await listMeasures(store.reader, cast.projectId),
      'without small numbers',
    )
    expect(charts.map(({ series }) => series.points.map(({ value }) => value))).toEqual([[0.3], [null, 60]])
  })

  test('come in the order asked for, and none for none', async ({ store }) => {
    const cast = await givenProject(store)
    await givenMeasure(store, cast)
    await givenPublished(store, cast)
    const family = await listMeasures(store.reader, cast.projectId)
    expect(family.map(({ kind }) => kind)).toEqual(['outcome', 'process'])
    const charts = await listCharts(store.reader, [...family].reverse())
    expect(charts.map(({ measure }) => measure.kind)).toEqual(['process', 'outcome'])
    expect(await listCharts(store.reader, [])).toEqual([])
  })
})

describe('the last data point of each project of a cohort', () => {
  test('is its latest figure, typed or published', async ({ store }) => {
    const cast = await givenProject(store)
    expect(await listLastPoints(store.reader, cast.cohortId)).toEqual([])
    await givenFigures(store, 'Z98001', { '2026-06': 100, '2026-07': 80 })
    await givenPublished(store, cast)
    expect(await listLastPoints(store.reader, cast.cohortId)).toMatchObject([
      {
        projectId: cast.projectId,
        period: '2026-07-01',
        every: 'month',
        measure: 'Opioid items per 1,000 patients',
      },
    ])
    const [one, other] = [await givenMeasure(store, cast), await givenMeasure(store, cast, tally)]
    await givenPoints(store, cast, one, { '2026-09-21': [1, 10], '2026-10-05': [1, 10] })
    await givenPoints(store, cast, other, { '2026-09-28': [1, null] })
    expect(await listLastPoints(store.reader, cast.cohortId)).toEqual([
      {
        projectId: cast.projectId,
        measureId: one,
        measure: 'Patients with a plan',
        every: 'week',
        period: '2026-10-05',
      },
    ])
  })

  test('leaves out other cohorts', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [1, 10] })
    expect(await listLastPoints(store.reader, 'another')).toEqual([])
  })
})
