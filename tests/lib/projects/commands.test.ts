import { asc, eq } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import { projectMembers, projects } from '#db/schema/projects.ts'
import type { Store } from '#db/store.ts'
import { chooseTeam, rewordProject, setAim, startProject } from '#lib/projects/commands.ts'
import { listAims } from '#lib/projects/queries.ts'
import { given } from '../../support/given.ts'
import { aim, byAt, givenAim, givenProject, words } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const teamOf = (store: Store, projectId: string) =>
  store.reader
    .select({ personId: projectMembers.personId, part: projectMembers.part })
    .from(projectMembers)
    .where(eq(projectMembers.projectId, projectId))
    .orderBy(asc(projectMembers.part), asc(projectMembers.personId))

const audited = (store: Store, action: string) =>
  store.reader.select().from(auditEvents).where(eq(auditEvents.action, action))

describe('starting a project', () => {
  test('makes whoever starts it its lead', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    const id = await store.transact((tx) =>
      startProject(tx, byAt(ann), cohortId, { ...words, practiceCode: 'Z98001' }),
    )
    expect(await store.reader.select().from(projects)).toMatchObject([
      { id, ...words, cohortId, practiceCode: 'Z98001', startedBy: ann.id },
    ])
    expect(await teamOf(store, id)).toEqual([{ personId: ann.id, part: 'lead' }])
  })

  test('leaves an event that holds none of the words', async ({ store }) => {
    const { projectId, cohortId } = await givenProject(store)
    const [event] = await audited(store, 'project.started')
    expect(event).toMatchObject({ subject: projectId, details: { cohortId, practiceCode: 'Z98001' } })
    expect(JSON.stringify(event)).not.toContain(words.title)
  })

  test('leaves nothing behind when something after it fails', async ({ store }) => {
    const { ann, cohortId } = await given.cohort(store)
    const broken = store.transact(async (tx) => {
      await startProject(tx, byAt(ann), cohortId, { ...words, practiceCode: null })
      throw new Error('the lights went out')
    })
    await expect(broken).rejects.toThrow('the lights went out')
    expect(await store.reader.select().from(projects)).toEqual([])
    expect(await audited(store, 'project.started')).toEqual([])
  })
})

test('better words replace the earlier ones', async ({ store }) => {
  const { projectId, ben } = await givenProject(store)
  await store.transact((tx) =>
    rewordProject(tx, byAt(ben), projectId, { ...words, title: 'A review for each' }),
  )
  expect(await store.reader.select().from(projects)).toMatchObject([
    { title: 'A review for each', problem: words.problem },
  ])
})

describe('setting an aim', () => {
  test('keeps the earlier ones and lets the latest stand', async ({ store }) => {
    const cast = await givenProject(store)
    await givenAim(store, cast)
    await store.transact((tx) =>
      setAim(tx, byAt(cast.ben, '2026-10-01'), cast.projectId, { ...aim, toValue: 60 }),
    )
    expect(await listAims(store.reader, cast.projectId)).toMatchObject([
      { toValue: 60, setBy: 'Ben Sample' },
      { toValue: 80, setBy: 'Ann Example' },
    ])
  })
})

test('setting the aim that stands already stores nothing', async ({ store }) => {
  const cast = await givenProject(store)
  const id = await givenAim(store, cast)
  const again = await store.transact((tx) => setAim(tx, byAt(cast.ben, '2026-10-01'), cast.projectId, aim))
  expect(again).toBe(id)
  expect(await listAims(store.reader, cast.projectId)).toMatchObject([{ setBy: 'Ann Example' }])
})

describe('choosing the team', () => {
  test('adds some, takes others off, and keeps the lead and the rest as they were', async ({ store }) => {
    const { projectId, ann, ben, cara } = await givenProject(store)
    await store.transact((tx) => chooseTeam(tx, byAt(ann), projectId, [cara.id, cara.id]))
    expect(await teamOf(store, projectId)).toEqual([
      { personId: ann.id, part: 'lead' },
      { personId: cara.id, part: 'member' },
    ])
    expect((await audited(store, 'project.team_chosen')).map(({ details }) => details)).toContainEqual({
      added: [cara.id],
      removed: [ben.id],
    })
  })

  test('with nobody ticked leaves the lead alone', async ({ store }) => {
    const { projectId, ann } = await givenProject(store)
    await store.transact((tx) => chooseTeam(tx, byAt(ann), projectId, []))
    expect(await teamOf(store, projectId)).toEqual([{ personId: ann.id, part: 'lead' }])
  })
})
