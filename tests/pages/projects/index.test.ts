import { Forbidden, SignInNeeded } from '#lib/web/problems.ts'
import ProjectsPage from '../../../src/pages/projects/index.astro'
import { given } from '../../support/given.ts'
import {
  givenAim,
  givenCycle,
  givenMeasure,
  givenPoints,
  givenProject,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the list of projects', () => {
  test('offers someone without one the first step', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(ProjectsPage, store, { as: ann })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Start your improvement project')
    expect(page.html).toContain('href="/projects/new"')
  })

  test('shows a participant their own and no others', async ({ store }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    const page = await visit(ProjectsPage, store, { as: cast.ben })
    expect(page.text).toContain('Reviews for everyone')
    expect(page.text).toContain('Planned reviews will rise from 20% to 80% by 31 March 2027')
    expect((await visit(ProjectsPage, store, { as: cast.cara })).text).not.toContain('Reviews for everyone')
  })

  test('gives a facilitator one row a project: team, aim, last cycle, last figure', async ({ store }) => {
    const cast = await givenProject(store)
    await givenCycle(store, cast)
    const measureId = await givenMeasure(store, cast)
    await givenPoints(store, cast, measureId, { '2026-10-05': [5, 10] })
    const page = await visit(ProjectsPage, store, { as: cast.fran })
    expect(page.text).toContain('Projects of Autumn 2026')
    expect(page.text).toContain(
      'Ann Example, Ben Sample, Amber Lane Surgery No aim yet Cycle 1, Telephone first: under way week of 5 October 2026',
    )
    expect(page.html).not.toContain('/projects/new')
  })

  test('says to a facilitator what will be there', async ({ store }) => {
    const { fran } = await given.cohort(store)
    expect((await visit(ProjectsPage, store, { as: fran })).text).toContain(
      "Each team's project will be here",
    )
  })

  test('is not for reviewers, nor for nobody', async ({ store }) => {
    const { rita } = await given.cohort(store)
    await expect(visit(ProjectsPage, store, { as: rita })).rejects.toThrow(Forbidden)
    await expect(visit(ProjectsPage, store)).rejects.toThrow(SignInNeeded)
  })
})
