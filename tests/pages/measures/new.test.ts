import { measures } from '#db/schema/measures.ts'
import { retireMeasure } from '#lib/measures/commands.ts'
import { startProject } from '#lib/projects/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import NewMeasurePage from '../../../src/pages/projects/[project]/measures/new.astro'
import {
  byAt,
  givenMeasure,
  givenProject,
  givenPublished,
  share,
  words,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const typed = {
  title: share.title,
  kind: 'process',
  every: 'week',
  valueKind: 'percentage',
  numeratorMeans: share.numeratorMeans,
  denominatorMeans: share.denominatorMeans,
  unit: '',
  direction: 'higher',
  target: '80',
  'startsOn.day': '21',
  'startsOn.month': '9',
  'startsOn.year': '2026',
}
const published = { prescribingMeasure: 'opioid_items_per_1000', kind: 'outcome', target: '' }

describe('adding a measure', () => {
  test('says first how many points each kind would have when improvement is shown', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const page = await visit(NewMeasurePage, store, { as: ann, params: { project: projectId } })
    expect(page.text).toContain('What each kind of measure could show, started today')
    expect(page.text).toContain(
      'Counted by you every week 12 points by the last session on Tuesday 9 February 2027',
    )
    expect(page.text).toContain('published figures come 7 to 11 weeks after the month, so no point would')
    expect(page.html).not.toContain('<form method="post" novalidate')
  })

  test('that the team counts leads to its chart', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const at = {
      as: ann,
      params: { project: projectId },
      url: `/projects/${projectId}/measures/new?source=typed`,
    }
    const asked = await visit(NewMeasurePage, store, at)
    expect(asked.html).toContain('value="22"')
    const page = await visit(NewMeasurePage, store, { ...at, form: typed })
    const [measure] = await store.reader.select().from(measures)
    expect(measure).toMatchObject({ ...share, source: 'typed', projectId })
    expect(page).toMatchObject({
      status: 303,
      location: `/measures/${measure?.id}`,
      notice: 'Measure added. Now add its first figures',
    })
  })

  test('never takes a bare rate, and keeps what was typed', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const form = { ...typed, denominatorMeans: '', target: '300' }
    const url = `/projects/${projectId}/measures/new?source=typed`
    const page = await visit(NewMeasurePage, store, { as: ann, params: { project: projectId }, url, form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Say exactly what it is out of')
    expect(page.text).toContain('Target must be 100 or less')
    expect(page.html).toContain(`value="${share.title}"`)
    expect(await store.reader.select().from(measures)).toEqual([])
  })

  test('of prescribing offers those that are not followed yet and not superseded', async ({ store }) => {
    const cast = await givenProject(store)
    const at = {
      as: cast.ben,
      params: { project: cast.projectId },
      url: `/projects/${cast.projectId}/measures/new?source=prescribing`,
    }
    const before = await visit(NewMeasurePage, store, at)
    expect(before.html).toContain('value="opioid_items_per_1000"')
    expect(before.html).not.toContain('value="high_dose_120_items_per_1000"')
    await givenMeasure(store, cast)
    const page = await visit(NewMeasurePage, store, { ...at, form: published })
    const measure = (await store.reader.select().from(measures)).find(
      ({ source }) => source === 'prescribing',
    )
    expect(page).toMatchObject({ status: 303, location: `/measures/${measure?.id}`, notice: 'Measure added' })
    expect(measure).toMatchObject({
      source: 'prescribing',
      prescribingMeasure: 'opioid_items_per_1000',
      practiceCode: 'Z98001',
    })
    const after = await visit(NewMeasurePage, store, { ...at, form: published })
    expect(after.status).toBe(422)
    expect(after.text).toContain('Select a prescribing measure')
    expect(await store.reader.select().from(measures)).toHaveLength(2)
  })

  test('that alone could show nothing is refused, whatever else is sent, with a weekly one a click away', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const params = { project: cast.projectId }
    const url = `/projects/${cast.projectId}/measures/new?source=prescribing`
    const form = { ...published, followsAllTheSame: 'on' }
    const refused = await visit(NewMeasurePage, store, { as: cast.ann, params, url, form })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(
      'With this measure alone your project could show nothing by the last session',
    )
    expect(refused.text).toContain('it would have 12 points by then')
    expect(refused.html).toMatch(/value="opioid_items_per_1000" checked/)
    expect(await store.reader.select().from(measures)).toEqual([])

    const weekly = `/projects/${cast.projectId}/measures/new?source=typed&kind=process&beside=opioid_items_per_1000`
    expect(refused.html).toContain(weekly.replaceAll('&', '&amp;'))
    const ready = await visit(NewMeasurePage, store, { as: cast.ann, params, url: weekly })
    for (const chosen of ['process', 'week', 'percentage', 'higher'])
      expect(ready.html).toContain(`value="${chosen}" checked`)
    const added = await visit(NewMeasurePage, store, { as: cast.ann, params, url: weekly, form: typed })
    const back = `/projects/${cast.projectId}/measures/new?source=prescribing&measure=opioid_items_per_1000`
    expect(added).toMatchObject({ status: 303, location: back })
    const again = await visit(NewMeasurePage, store, { as: cast.ann, params, url: back })
    expect(again.html).toMatch(/value="opioid_items_per_1000" checked/)
    expect(
      (await visit(NewMeasurePage, store, { as: cast.ann, params, url: back, form: published })).status,
    ).toBe(303)
  })

  test('is not made welcome by a weekly one that was retired', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await store.transact((tx) => retireMeasure(tx, byAt(cast.ann), id, { reason: 'Nobody has the time' }))
    const url = `/projects/${cast.projectId}/measures/new?source=prescribing`
    const at = { as: cast.ann, params: { project: cast.projectId }, url, form: published }
    expect((await visit(NewMeasurePage, store, at)).status).toBe(422)
  })

  test('that cannot show a change is welcome beside one that can', async ({ store }) => {
    const cast = await givenProject(store)
    await givenMeasure(store, cast)
    const url = `/projects/${cast.projectId}/measures/new?source=prescribing`
    const at = { as: cast.ann, params: { project: cast.projectId }, url, form: published }
    expect((await visit(NewMeasurePage, store, at)).status).toBe(303)
  })

  test('counted every month alone is refused; the weekly form is ready to be filled in', async ({
    store,
  }) => {
    const { projectId, ann } = await givenProject(store)
    const url = `/projects/${projectId}/measures/new?source=typed&kind=process`
    const at = { as: ann, params: { project: projectId }, url }
    const refused = await visit(NewMeasurePage, store, { ...at, form: { ...typed, every: 'month' } })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('href="#every"')
    expect(refused.html).toContain(`value="${share.title}"`)
    expect((await visit(NewMeasurePage, store, at)).html).toMatch(/value="process" checked/)
  })

  test('of prescribing needs a practice', async ({ store }) => {
    const { ann, cohortId } = await givenProject(store)
    const project = await store.transact((tx) =>
      startProject(tx, byAt(ann), cohortId, { ...words, practiceCode: null }),
    )
    const at = { as: ann, params: { project }, url: `/projects/${project}/measures/new?source=prescribing` }
    expect((await visit(NewMeasurePage, store, at)).text).toContain(
      'This project was started without a practice',
    )
    expect((await visit(NewMeasurePage, store, { ...at, form: published })).status).toBe(422)
  })

  test('posted without saying which kind is asked for in full', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const page = await visit(NewMeasurePage, store, {
      as: ann,
      params: { project: projectId },
      form: { title: 'Plans' },
    })
    expect(page.status).toBe(422)
    expect(page.html).toContain('value="Plans"')
  })

  test('is the team’s to do', async ({ store }) => {
    const cast = await givenProject(store)
    await givenPublished(store, cast)
    const params = { project: cast.projectId }
    await expect(visit(NewMeasurePage, store, { as: cast.fran, params })).rejects.toThrow(Forbidden)
    expect((await visit(NewMeasurePage, store, { as: cast.cara, params })).status).toBe(404)
  })
})
