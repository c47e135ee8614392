import { listAims } from '#lib/projects/queries.ts'
import { Forbidden } from '#lib/web/problems.ts'
import AimPage from '../../../src/pages/projects/[project]/aim.astro'
import { givenAim, givenProject } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const typed = {
  change: 'Planned reviews',
  fromValue: '20',
  toValue: '80',
  unit: '%',
  'byWhen.day': '31',
  'byWhen.month': '3',
  'byWhen.year': '2027',
  forWhom: 'adults at our practice',
}

describe('the aim of a project', () => {
  test('is asked for in parts', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const page = await visit(AimPage, store, { as: ann, params: { project: projectId } })
    expect(page.status).toBe(200)
    expect(page.text).toContain('The programme ends on 31 March 2027')
    expect(page.text).not.toContain('How the aim has moved')
  })

  test('is set, and set again beside the earlier one', async ({ store }) => {
    const { projectId, ann, ben } = await givenProject(store)
    const params = { project: projectId }
    expect(await visit(AimPage, store, { as: ann, params, form: typed })).toMatchObject({
      status: 303,
      location: `/projects/${projectId}`,
      notice: 'Aim set',
    })
    await visit(AimPage, store, { as: ben, params, form: { ...typed, toValue: '60' }, today: '2026-11-25' })
    expect((await listAims(store.reader, projectId)).map(({ toValue }) => toValue)).toEqual([60, 80])
    const page = await visit(AimPage, store, { as: ann, params })
    expect(page.text).toContain('How the aim has moved')
    expect(page.html).toContain('value="60"')
    expect(page.text).toContain('Stands. Set by Ben Sample on 25 November 2026')
  })

  test('without a number or a day to come is refused, and what was typed stays', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    const form = { ...typed, toValue: 'many', 'byWhen.year': '2025' }
    const page = await visit(AimPage, store, { as: ann, params: { project: projectId }, form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Value you aim for must be a number')
    expect(page.text).toContain('The date you aim for must be 23 November 2026 or later')
    expect(page.html).toContain('value="many"')
    expect(page.html).toContain('value="2025"')
    expect(await listAims(store.reader, projectId)).toEqual([])
  })

  test('is the team’s to set', async ({ store }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    const params = { project: cast.projectId }
    await expect(visit(AimPage, store, { as: cast.fran, params, form: typed })).rejects.toThrow(Forbidden)
    expect((await visit(AimPage, store, { as: cast.cara, params, form: typed })).status).toBe(404)
    expect(await listAims(store.reader, cast.projectId)).toHaveLength(1)
  })
})
