import { projects } from '#db/schema/projects.ts'
import { enrol, publishCohort, startCohort } from '#lib/cohorts/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import EditPage from '../../../src/pages/projects/[project]/edit.astro'
import NewProjectPage from '../../../src/pages/projects/new.astro'
import { by, given } from '../../support/given.ts'
import { givenProject, words } from '../../support/given-projects.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('starting a project', () => {
  test('offers the focus areas of the programme', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(NewProjectPage, store, { as: ann })
    expect(page.status).toBe(200)
    for (const area of ['Starting well', 'Finding long-term use', 'Making it last'])
      expect(page.text).toContain(area)
    expect(page.text).not.toContain('instead')
  })

  test('leads to the project, at the practice its lead joined with', async ({ store }) => {
    const { cara, cohortId } = await given.cohort(store)
    const page = await visit(NewProjectPage, store, { as: cara, form: words })
    const [project] = await store.reader.select().from(projects)
    expect(project).toMatchObject({ ...words, cohortId, practiceCode: 'Z98002', startedBy: cara.id })
    expect(page).toMatchObject({
      status: 303,
      location: `/projects/${project?.id}`,
      notice: 'Project started. You lead it',
    })
  })

  test('keeps what was typed when something is missing', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(NewProjectPage, store, {
      as: ann,
      form: { ...words, focusArea: 'Winning', title: '' },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Enter a title')
    expect(page.text).toContain('Select a focus area')
    expect(page.text).toContain(words.problem)
    expect(await store.reader.select().from(projects)).toEqual([])
  })

  test('takes no NHS number', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(NewProjectPage, store, {
      as: ann,
      form: { ...words, problem: `Seen: ${ISSUED}` },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('This looks like an NHS number')
    expect(await store.reader.select().from(projects)).toEqual([])
  })

  test('a member of two cohorts chooses in which', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    const spring = await store.transact(async (tx) => {
      const cohort = {
        programme: 'opioid-stewardship',
        name: 'Spring 2027',
        startsOn: '2027-03-01',
        endsOn: '2027-09-01',
        timetable: [],
      }
      const id = await startCohort(tx, by, cohort)
      await publishCohort(tx, by, id)
      await enrol(tx, by, id, { personId: ann.id, practiceCode: null })
      return id
    })
    const page = await visit(NewProjectPage, store, { as: ann })
    expect(page.text).toContain('Autumn 2026 Start a project')
    expect(page.html).toContain(`href="/projects/new?cohort=${spring}"`)
    await visit(NewProjectPage, store, { as: ann, url: `/projects/new?cohort=${spring}`, form: words })
    await visit(NewProjectPage, store, { as: ann, form: words })
    expect((await store.reader.select().from(projects)).map((project) => project.cohortId)).toEqual([
      spring,
      cohortId,
    ])
  })

  test('is for members: a facilitator may not, and another cohort does not exist', async ({ store }) => {
    const { fran, olive, ann, cohortId } = await given.cohort(store)
    const url = `/projects/new?cohort=${cohortId}`
    await expect(visit(NewProjectPage, store, { as: fran, url })).rejects.toThrow(Forbidden)
    expect((await visit(NewProjectPage, store, { as: olive, url })).status).toBe(404)
    expect(
      (await visit(NewProjectPage, store, { as: ann, url: '/projects/new?cohort=another' })).status,
    ).toBe(404)
  })
})

describe('putting a project in better words', () => {
  test('starts from what is there and saves what is new', async ({ store }) => {
    const { projectId, ben } = await givenProject(store)
    const visitEdit = (form?: Record<string, string>) =>
      visit(EditPage, store, { as: ben, params: { project: projectId }, ...(form && { form }) })
    const page = await visitEdit()
    expect(page.html).toContain(`value="${words.title}"`)
    expect(page.html.match(/ checked/g)).toHaveLength(1)
    expect(await visitEdit({ ...words, title: 'A review for each' })).toMatchObject({
      status: 303,
      location: `/projects/${projectId}`,
      notice: 'Project saved',
    })
    expect(await store.reader.select().from(projects)).toMatchObject([{ title: 'A review for each' }])
    expect((await visitEdit({ ...words, title: '' })).status).toBe(422)
  })

  test('is not for a facilitator, and not there for another member', async ({ store }) => {
    const { projectId, fran, cara } = await givenProject(store)
    const params = { project: projectId }
    await expect(visit(EditPage, store, { as: fran, params })).rejects.toThrow(Forbidden)
    expect((await visit(EditPage, store, { as: cara, params })).status).toBe(404)
  })
})
