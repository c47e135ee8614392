import { Forbidden } from '#lib/web/problems.ts'
import EditPage from '../../../src/pages/measures/[measure]/edit.astro'
import MeasurePage from '../../../src/pages/measures/[measure]/index.astro'
import RetirementPage from '../../../src/pages/measures/[measure]/retirement.astro'
import ProjectPage from '../../../src/pages/projects/[project]/index.astro'
import { givenMeasure, givenProject, givenPublished, share } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const words = {
  title: share.title,
  kind: 'process',
  numeratorMeans: share.numeratorMeans,
  denominatorMeans: share.denominatorMeans,
  direction: 'higher',
  target: '80',
}
const reason = 'Two people counted it differently'

describe('changing a measure', () => {
  test('shows its words, saves others, and shows on its page how it was worded', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const at = { as: cast.ben, params: { measure: id } }
    const asked = await visit(EditPage, store, at)
    expect(asked.html).toContain(`value="${share.numeratorMeans}"`)
    expect(asked.text).toContain('figures that were counted differently must not be joined')
    const form = { ...words, numeratorMeans: 'patients with a plan that both signed', reason }
    const saved = await visit(EditPage, store, { ...at, form })
    expect(saved).toMatchObject({ status: 303, location: `/measures/${id}`, notice: 'Measure changed' })
    const page = await visit(MeasurePage, store, at)
    expect(page.text).toContain(
      `What is counted: “${share.numeratorMeans}” became “patients with a plan that both signed”.`,
    )
    expect(page.text).toContain(reason)
    expect(page.text).toContain('Ben Sample')
  })

  test('asks why, keeps what was typed and refuses an impossible target', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const form = { ...words, title: 'Plans for all', target: '120', reason: 'typo' }
    const page = await visit(EditPage, store, { as: cast.ann, params: { measure: id }, form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Say why you change it: in at least 3 words')
    expect(page.text).toContain('Target must be 100 or less')
    expect(page.html).toContain('value="Plans for all"')
  })

  test('of a published one leaves its name and definition alone', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenPublished(store, cast)
    const at = { as: cast.ann, params: { measure: id } }
    expect((await visit(EditPage, store, at)).html).not.toContain('name="title"')
    const form = { title: 'Ours now', kind: 'balancing', target: '11', reason }
    expect((await visit(EditPage, store, { ...at, form })).status).toBe(303)
    const page = await visit(MeasurePage, store, at)
    expect(page.text).toContain('Kind: “Outcome measure” became “Balancing measure”.')
    expect(page.text).not.toContain('Ours now')
  })
})

describe('retiring a measure', () => {
  test('takes it off the project’s page, says why on its own, and can be undone', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const at = { as: cast.ann, params: { measure: id } }
    const project = { as: cast.ann, params: { project: cast.projectId } }
    expect((await visit(RetirementPage, store, { ...at, form: { reason: '' } })).status).toBe(422)
    const retired = await visit(RetirementPage, store, { ...at, form: { reason } })
    expect(retired).toMatchObject({ status: 303, notice: 'Measure retired. Its figures are kept' })
    const shown = await visit(ProjectPage, store, project)
    expect(shown.text).toContain('Retired measures (1)')
    expect(shown.html).not.toContain(`id="chart-${id}`)
    const page = await visit(MeasurePage, store, at)
    expect(page.text).toContain(`Retired by Ann Example on`)
    expect(page.text).toContain(reason)
    expect(page.text).not.toContain('Add figures')
    const again = await visit(RetirementPage, store, { ...at, form: {} })
    expect(again).toMatchObject({ status: 303, notice: 'Measure taken up again' })
    expect((await visit(ProjectPage, store, project)).text).not.toContain('Retired measures')
  })

  test('and changing are the team’s to do', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const params = { measure: id }
    for (const page of [EditPage, RetirementPage]) {
      await expect(visit(page, store, { as: cast.fran, params })).rejects.toThrow(Forbidden)
      expect((await visit(page, store, { as: cast.cara, params })).status).toBe(404)
    }
    expect((await visit(MeasurePage, store, { as: cast.fran, params })).text).not.toContain(
      'Retire the measure',
    )
  })
})

test('a measure that cannot show a change in time is marked as background, with when to look again', async ({
  store,
}) => {
  const cast = await givenProject(store)
  const id = await givenPublished(store, cast)
  const said =
    'Background: it cannot show your change by the last session on Tuesday 9 February 2027. Look at its chart again in May 2027, August 2027 and November 2027.'
  const measure = await visit(MeasurePage, store, { as: cast.ann, params: { measure: id } })
  expect(measure.text).toContain(said)
  const project = await visit(ProjectPage, store, { as: cast.ann, params: { project: cast.projectId } })
  expect(project.text).toContain(said)
})
