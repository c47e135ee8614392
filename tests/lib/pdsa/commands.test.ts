import { eq } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import { cycleDecisions, cycleStages } from '#db/schema/pdsa.ts'
import { closeCycle, planCycle, recordStage, replanCycle } from '#lib/pdsa/commands.ts'
import { listCycles } from '#lib/pdsa/queries.ts'
import { startProject } from '#lib/projects/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import {
  byAt,
  givenClosedCycle,
  givenCycle,
  givenProject,
  plan,
  words,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('planning a cycle', () => {
  test('numbers count up within a project, and each project has its own', async ({ store }) => {
    const cast = await givenProject(store)
    const { ben, cohortId } = cast
    const other = await store.transact((tx) =>
      startProject(tx, byAt(ben), cohortId, { ...words, practiceCode: null }),
    )
    await givenCycle(store, cast)
    await givenCycle(store, cast)
    await store.transact((tx) => planCycle(tx, byAt(ben), other, plan))
    expect((await listCycles(store.reader, cast.projectId)).map(({ number }) => number)).toEqual([1, 2])
    expect((await listCycles(store.reader, other)).map(({ number }) => number)).toEqual([1])
  })

  test('many at once get numbers without gaps or doubles', async ({ store }) => {
    const cast = await givenProject(store)
    await Promise.all(Array.from({ length: 12 }, () => givenCycle(store, cast)))
    expect((await listCycles(store.reader, cast.projectId)).map(({ number }) => number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
  })

  test('leaves an event that holds none of the words', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    const [event] = await store.reader
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'cycle.planned'))
    expect(event).toMatchObject({
      subject: id,
      details: { projectId: cast.projectId, number: 1, measureId: null },
    })
    expect(JSON.stringify(event)).not.toContain(plan.prediction)
  })
})

describe('changing a plan', () => {
  test('is possible until something has been observed', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    await store.transact((tx) =>
      replanCycle(tx, byAt(cast.ben), id, { ...plan, prediction: 'All five will come.' }),
    )
    expect(await listCycles(store.reader, cast.projectId)).toMatchObject([
      { number: 1, prediction: 'All five will come.', plannedBy: 'Ann Example' },
    ])
    await store.transact((tx) => recordStage(tx, byAt(cast.ann), id, { stage: 'do', notes: 'Three came.' }))
    const late = store.transact((tx) =>
      replanCycle(tx, byAt(cast.ben), id, { ...plan, prediction: 'Three will come.' }),
    )
    await expect(late).rejects.toThrow(Refusal)
    expect(await listCycles(store.reader, cast.projectId)).toMatchObject([
      { prediction: 'All five will come.' },
    ])
  })
})

describe('writing stages', () => {
  test('in their order, and putting one right while the cycle is open', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    const record = (stage: 'do' | 'study', notes: string, by = byAt(cast.ann)) =>
      store.transact((tx) => recordStage(tx, by, id, { stage, notes }))
    await record('do', 'Three came.')
    await record('study', 'One fewer.')
    await record('do', 'Four came.', byAt(cast.ben, '2026-10-20'))
    expect(await listCycles(store.reader, cast.projectId)).toMatchObject([
      { recorded: ['do', 'study'], decision: null },
    ])
    const [written] = await store.reader.select().from(cycleStages).where(eq(cycleStages.stage, 'do'))
    expect(written).toMatchObject({ notes: 'Four came.', recordedBy: cast.ben.id })
  })

  test('never out of order', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    const by = byAt(cast.ann)
    await expect(
      store.transact((tx) => recordStage(tx, by, id, { stage: 'study', notes: 'x' })),
    ).rejects.toThrow('not due')
    await expect(
      store.transact((tx) => closeCycle(tx, by, id, { decision: 'adopt', notes: 'x' })),
    ).rejects.toThrow('not due')
    expect(await store.reader.select().from(cycleStages)).toEqual([])
  })
})

describe('closing a cycle', () => {
  test('keeps the decision with its reason', async ({ store }) => {
    const cast = await givenProject(store)
    await givenClosedCycle(store, cast, 'adapt')
    const [cycle] = await listCycles(store.reader, cast.projectId)
    expect(cycle).toMatchObject({ decision: 'adapt', recorded: ['do', 'study', 'act'] })
    expect(cycle?.stages.find(({ stage }) => stage === 'act')).toMatchObject({
      notes: 'Try in the evening.',
      recordedBy: 'Ann Example',
    })
  })

  test('is for good: what a colleague saves after it is refused and nothing changes', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenClosedCycle(store, cast, 'adopt')
    const by = byAt(cast.ben, '2026-10-21')
    const again = store.transact((tx) => closeCycle(tx, by, id, { decision: 'abandon', notes: 'No.' }))
    await expect(again).rejects.toThrow('This cycle has been closed meanwhile, so nothing was saved')
    await expect(
      store.transact((tx) => recordStage(tx, by, id, { stage: 'do', notes: 'No.' })),
    ).rejects.toThrow(Refusal)
    expect(await store.reader.select().from(cycleDecisions)).toMatchObject([
      { decision: 'adopt', decidedBy: cast.ann.id },
    ])
  })
})
