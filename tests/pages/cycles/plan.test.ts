import { cycles } from '#db/schema/pdsa.ts'
import { Forbidden } from '#lib/web/problems.ts'
import PlanPage from '../../../src/pages/cycles/[cycle]/plan.astro'
import NewCyclePage from '../../../src/pages/projects/[project]/cycles/new.astro'
import {
  givenClosedCycle,
  givenCycle,
  givenMeasure,
  givenProject,
  plan,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const { startsOn: _starts, endsOn: _ends, measureId: _measure, ...words } = plan
const typed = {
  ...words,
  measureId: '',
  'startsOn.day': '23',
  'startsOn.month': '11',
  'startsOn.year': '2026',
  'endsOn.day': '4',
  'endsOn.month': '12',
  'endsOn.year': '2026',
}

describe('planning a cycle', () => {
  test('asks for a prediction and offers the project’s measures', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const page = await visit(NewCyclePage, store, { as: cast.ann, params: { project: cast.projectId } })
    expect(page.text).toContain('Plan cycle 1')
    expect(page.text).toContain('What do you predict?')
    expect(page.html).toContain(`<option value="${id}"`)
  })

  test('leads to the cycle', async ({ store }) => {
    const cast = await givenProject(store)
    const measureId = await givenMeasure(store, cast)
    const form = { ...typed, measureId }
    const page = await visit(NewCyclePage, store, { as: cast.ben, params: { project: cast.projectId }, form })
    const [cycle] = await store.reader.select().from(cycles)
    expect(cycle).toMatchObject({
      ...words,
      measureId,
      number: 1,
      startsOn: '2026-11-23',
      endsOn: '2026-12-04',
      plannedBy: cast.ben.id,
    })
    expect(page).toMatchObject({
      status: 303,
      location: `/cycles/${cycle?.id}`,
      notice: 'Cycle planned. It is drawn on your charts',
    })
  })

  test('without a prediction is refused, and what was typed stays', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const form = { ...typed, prediction: '', 'endsOn.month': '10' }
    const page = await visit(NewCyclePage, store, { as: ann, params: { project: projectId }, form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Write down what you predict, before you begin')
    expect(page.text).toContain(words.change)
    expect(page.html).toContain('value="23"')
    expect(await store.reader.select().from(cycles)).toEqual([])
  })

  test('after another starts from its title, change and measure, never from its prediction', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const measureId = await givenMeasure(store, cast)
    const after = await givenClosedCycle(store, cast, 'adapt', { measureId })
    const url = `/projects/${cast.projectId}/cycles/new?after=${after}`
    const page = await visit(NewCyclePage, store, { as: cast.ann, params: { project: cast.projectId }, url })
    expect(page.text).toContain('Plan cycle 2')
    expect(page.text).toContain('It follows cycle 1 , which was adapted')
    expect(page.text).toContain('What you learned: One fewer than predicted')
    expect(page.html).toContain(`value="${plan.title}"`)
    expect(page.text).toContain(plan.change)
    expect(page.text).not.toContain(plan.prediction)
    expect(page.html).toMatch(new RegExp(`<option value="${measureId}" selected`))
  })

  test('after a cycle of another project starts empty', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const url = `/projects/${projectId}/cycles/new?after=another`
    const page = await visit(NewCyclePage, store, { as: ann, params: { project: projectId }, url })
    expect(page.text).not.toContain('It follows')
  })

  test('is the team’s to do', async ({ store }) => {
    const { projectId, fran, cara } = await givenProject(store)
    const params = { project: projectId }
    await expect(visit(NewCyclePage, store, { as: fran, params })).rejects.toThrow(Forbidden)
    expect((await visit(NewCyclePage, store, { as: cara, params })).status).toBe(404)
  })
})

describe('changing a plan', () => {
  test('starts from the plan and saves what is new', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    const at = { as: cast.ben, params: { cycle: id } }
    expect((await visit(PlanPage, store, at)).text).toContain(plan.prediction)
    const page = await visit(PlanPage, store, { ...at, form: { ...typed, prediction: 'All 5 will come.' } })
    expect(page).toMatchObject({ status: 303, location: `/cycles/${id}`, notice: 'Plan saved' })
    expect(await store.reader.select().from(cycles)).toMatchObject([
      { number: 1, prediction: 'All 5 will come.', startsOn: '2026-11-23' },
    ])
    expect((await visit(PlanPage, store, { ...at, form: { ...typed, title: '' } })).status).toBe(422)
  })

  test('is over once something has been observed, and never a facilitator’s', async ({ store }) => {
    const cast = await givenProject(store)
    const open = await givenCycle(store, cast)
    const closed = await givenClosedCycle(store, cast, 'adopt')
    await expect(visit(PlanPage, store, { as: cast.fran, params: { cycle: open } })).rejects.toThrow(
      Forbidden,
    )
    await expect(visit(PlanPage, store, { as: cast.ann, params: { cycle: closed } })).rejects.toThrow(
      Forbidden,
    )
    expect((await visit(PlanPage, store, { as: cast.cara, params: { cycle: open } })).status).toBe(404)
  })
})
