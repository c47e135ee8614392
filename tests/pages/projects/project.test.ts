import ProjectPage from '../../../src/pages/projects/[project]/index.astro'
import { givenFigures } from '../../support/given-figures.ts'
import {
  givenAim,
  givenClosedCycle,
  givenCycle,
  givenMeasure,
  givenPoints,
  givenProject,
  givenPublished,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the page of a project', () => {
  test('of a new one says what will be here, and offers its team the first step', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const page = await visit(ProjectPage, store, { as: ann, params: { project: projectId } })
    expect(page.status).toBe(200)
    for (const words of [
      'Set your aim',
      'Ann Example (lead), Ben Sample',
      'Each measure will be here as a run chart',
      'Each PDSA cycle will be here',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).toContain(`href="/projects/${projectId}/aim"`)
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('is the team’s storyboard: aim, charts with their sentences, cycles with prediction and decision', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    await givenFigures(store, 'Z98001', { '2026-06': 100, '2026-07': 80 })
    await givenPublished(store, cast)
    const measureId = await givenMeasure(store, cast)
    await givenPoints(store, cast, measureId, { '2026-09-21': [1, 10] })
    const cycleId = await givenClosedCycle(store, cast, 'adapt')
    const page = await visit(ProjectPage, store, { as: cast.ben, params: { project: cast.projectId } })
    for (const words of [
      'Planned reviews will rise from 20% to 80% by 31 March 2027',
      '18 weeks to go',
      'Opioid items per 1,000 patients',
      'Too few points to judge',
      'No balancing measure yet',
      'Cycle 1: Telephone first',
      'Predicted: Four of five will come.',
      'Observed: Three of five came.',
      'Adapted',
      'Add 7 missing figures',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).toContain(`href="/cycles/${cycleId}"`)
    expect(page.html).toContain(`href="/measures/${measureId}"`)
    expect(page.html).not.toContain('draw.client')
    const ids = [...page.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('lets the lead change the team, and a member not', async ({ store }) => {
    const { projectId, ann, ben } = await givenProject(store)
    const params = { project: projectId }
    expect((await visit(ProjectPage, store, { as: ann, params })).text).toContain('Change the team')
    expect((await visit(ProjectPage, store, { as: ben, params })).text).not.toContain('Change the team')
  })

  test('is read by a facilitator, with no door to change anything', async ({ store }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    await givenMeasure(store, cast)
    await givenCycle(store, cast)
    const page = await visit(ProjectPage, store, { as: cast.fran, params: { project: cast.projectId } })
    expect(page.status).toBe(200)
    const doors = [...page.html.matchAll(/href="(\/(?:projects|measures|cycles)[^"]*)"/g)].map(
      ([, href]) => href,
    )
    expect(doors.filter((href) => /\/(aim|edit|team|new|points|plan|do|study|act)\b/.test(href!))).toEqual([])
    expect(page.text).not.toContain('Next step')
  })

  test('does not exist for anyone else', async ({ store }) => {
    const { projectId, cara, olive, rita, ada } = await givenProject(store)
    for (const as of [cara, olive, rita, ada]) {
      expect((await visit(ProjectPage, store, { as, params: { project: projectId } })).status).toBe(404)
    }
    expect((await visit(ProjectPage, store, { params: { project: projectId } })).status).toBe(404)
  })
})
