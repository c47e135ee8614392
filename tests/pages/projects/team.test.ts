import { projectMembers } from '#db/schema/projects.ts'
import { Forbidden } from '#lib/web/problems.ts'
import TeamPage from '../../../src/pages/projects/[project]/team.astro'
import { givenProject } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the team of a project', () => {
  test('shows its lead the others of the cohort, those on the team ticked', async ({ store }) => {
    const { projectId, ann, ben, cara } = await givenProject(store)
    const page = await visit(TeamPage, store, { as: ann, params: { project: projectId } })
    const boxes = page.html.match(/<input[^>]+type="checkbox"[^>]*>/g) ?? []
    expect(boxes.find((box) => box.includes(ben.id))).toContain(' checked')
    expect(boxes.find((box) => box.includes(cara.id))).not.toContain(' checked')
    expect(boxes.find((box) => box.includes('nobody'))).not.toContain(' checked')
    expect(boxes).toHaveLength(3)
    expect(page.text).not.toContain('Olive Outside')
  })

  test.for([
    ['one', ['cara']],
    ['several', ['ben', 'cara']],
    ['nobody', []],
  ] as const)('is saved with %s', async ([, names], { store }) => {
    const cast = await givenProject(store)
    const form: Record<string, string | string[]> =
      names.length > 0 ? { team: names.map((name) => cast[name].id) } : { nobody: 'on' }
    const page = await visit(TeamPage, store, { as: cast.ann, params: { project: cast.projectId }, form })
    expect(page).toMatchObject({ status: 303, location: `/projects/${cast.projectId}`, notice: 'Team saved' })
    const team = (await store.reader.select().from(projectMembers)).map(({ personId }) => personId)
    expect(team.sort()).toEqual([cast.ann.id, ...names.map((name) => cast[name].id)].sort())
  })

  test('is left as it is by a form in which nothing is ticked, and it is said what to do', async ({
    store,
  }) => {
    const { projectId, ann, ben } = await givenProject(store)
    const params = { project: projectId }
    const page = await visit(TeamPage, store, { as: ann, params, form: { nothing: '' } })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Select who works on it with you, or “Nobody else for now”')
    const team = (await store.reader.select().from(projectMembers)).map(({ personId }) => personId)
    expect(team.sort()).toEqual([ann.id, ben.id].sort())
  })

  test('takes nobody from outside the cohort', async ({ store }) => {
    const { projectId, ann, ben, olive } = await givenProject(store)
    const page = await visit(TeamPage, store, {
      as: ann,
      params: { project: projectId },
      form: { team: [ben.id, olive.id] },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Select people from this cohort')
    expect(page.html.match(/ checked/g)).toHaveLength(1)
    expect(await store.reader.select().from(projectMembers)).toHaveLength(2)
  })

  test('is the lead’s to choose', async ({ store }) => {
    const { projectId, ben, fran, cara } = await givenProject(store)
    const params = { project: projectId }
    await expect(visit(TeamPage, store, { as: ben, params })).rejects.toThrow(Forbidden)
    await expect(visit(TeamPage, store, { as: fran, params })).rejects.toThrow(Forbidden)
    expect((await visit(TeamPage, store, { as: cara, params })).status).toBe(404)
  })
})
