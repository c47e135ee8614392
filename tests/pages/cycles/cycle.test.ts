import { cycleDecisions, cycleStages } from '#db/schema/pdsa.ts'
import { recordStage } from '#lib/pdsa/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import StagePage from '../../../src/pages/cycles/[cycle]/[stage].astro'
import CyclePage from '../../../src/pages/cycles/[cycle]/index.astro'
import { byAt, givenClosedCycle, givenCycle, givenProject } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const drawnIn = (html: string) => /name="drawn" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('the page of a cycle', () => {
  test('offers the stage that is due, with hints on the plan', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast)
    const page = await visit(CyclePage, store, { as: cast.ann, params: { cycle: id } })
    expect(page.status).toBe(200)
    for (const words of [
      'Cycle 1: Telephone first',
      'Under way',
      'A on the project',
      'No measure is linked',
      'Change the plan',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).toContain(`href="/cycles/${id}/do"`)
    expect(page.html).not.toContain(`href="/cycles/${id}/study"`)
  })

  test('says why nothing can be written before it starts', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenCycle(store, cast, { startsOn: '2026-12-01', endsOn: '2026-12-11' })
    const page = await visit(CyclePage, store, { as: cast.ann, params: { cycle: id } })
    expect(page.text).toContain('The cycle starts on Tuesday 1 December 2026.')
    expect(page.html).not.toContain(`href="/cycles/${id}/do"`)
  })

  test('sets prediction and observation side by side, and leads on from what was adapted', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const id = await givenClosedCycle(store, cast, 'adapt')
    const page = await visit(CyclePage, store, { as: cast.ann, params: { cycle: id } })
    expect(page.text).toContain('Predicted Four of five will come. Observed Three of five came.')
    expect(page.text).toContain('Try in the evening.')
    expect(page.html).toContain(`href="/projects/${cast.projectId}/cycles/new?after=${id}"`)
    expect(page.text).not.toContain('To think about')
    expect(page.text).not.toContain('Put it right')
  })

  test('leads to the cycle that followed, where there is one', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenClosedCycle(store, cast, 'adapt')
    const later = await givenCycle(store, cast, { title: 'Evenings' })
    const page = await visit(CyclePage, store, { as: cast.ann, params: { cycle: id } })
    expect(page.text).toContain('Next: cycle 2, Evenings')
    expect(page.html).toContain(`href="/cycles/${later}"`)
    expect(page.text).toContain('Plan another from this one')
    expect(page.text).not.toContain('Plan the next cycle')
  })

  test('leads nowhere from what was abandoned', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenClosedCycle(store, cast, 'abandon')
    const page = await visit(CyclePage, store, { as: cast.ann, params: { cycle: id } })
    expect(page.text).toContain('Abandoned')
    expect(page.html).not.toContain('?after=')
  })

  test('is read by a facilitator, and not there for anyone outside', async ({ store }) => {
    const cast = await givenProject(store)
    const params = { cycle: await givenCycle(store, cast) }
    const page = await visit(CyclePage, store, { as: cast.fran, params })
    expect(page.status).toBe(200)
    expect(page.html).not.toMatch(/\/cycles\/\w+\/(do|plan)/)
    for (const as of [cast.cara, cast.rita])
      expect((await visit(CyclePage, store, { as, params })).status).toBe(404)
  })
})

describe('a stage of a cycle', () => {
  test('each is written in turn until the decision closes it', async ({ store }) => {
    const cast = await givenProject(store)
    const cycle = await givenCycle(store, cast)
    const write = (stage: string, form: Record<string, string>) =>
      visit(StagePage, store, { as: cast.ben, params: { cycle, stage }, form })
    expect(await write('do', { notes: 'Three came.' })).toMatchObject({
      status: 303,
      location: `/cycles/${cycle}`,
      notice: 'Saved',
    })
    expect(await write('study', { notes: 'One fewer.' })).toMatchObject({ status: 303 })
    const act = await visit(StagePage, store, { as: cast.ben, params: { cycle, stage: 'act' } })
    expect(act.text).toContain(
      'You predicted Four of five will come. You observed Three came. You learned One fewer.',
    )
    expect(await write('act', { decision: 'adapt', notes: 'Evenings.' })).toMatchObject({
      status: 303,
      notice: 'Cycle closed',
    })
    expect(await store.reader.select().from(cycleDecisions)).toMatchObject([
      { cycleId: cycle, decision: 'adapt', decidedBy: cast.ben.id },
    ])
  })

  test('needs words, and acting a decision; what was typed stays', async ({ store }) => {
    const cast = await givenProject(store)
    const cycle = await givenCycle(store, cast)
    const by = byAt(cast.ann)
    const empty = await visit(StagePage, store, {
      as: cast.ann,
      params: { cycle, stage: 'do' },
      form: { notes: ' ' },
    })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Write down what happened')
    await store.transact(async (tx) => {
      await recordStage(tx, by, cycle, { stage: 'do', notes: 'Three came.' })
      await recordStage(tx, by, cycle, { stage: 'study', notes: 'One fewer.' })
    })
    const page = await visit(StagePage, store, {
      as: cast.ann,
      params: { cycle, stage: 'act' },
      form: { notes: 'It is quicker.' },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Select adopt, adapt or abandon')
    expect(page.text).toContain('It is quicker.')
    expect(await store.reader.select().from(cycleDecisions)).toEqual([])
  })

  test('can be put right while the cycle is open', async ({ store }) => {
    const cast = await givenProject(store)
    const cycle = await givenCycle(store, cast)
    const at = { as: cast.ann, params: { cycle, stage: 'do' } }
    await visit(StagePage, store, { ...at, form: { notes: 'Three came.', drawn: '' } })
    const page = await visit(StagePage, store, at)
    expect(page.html).toContain('Three came.</textarea>')
    await visit(StagePage, store, { ...at, form: { notes: 'Four came.', drawn: drawnIn(page.html) } })
    expect(await store.reader.select().from(cycleStages)).toMatchObject([
      { stage: 'do', notes: 'Four came.' },
    ])
  })

  test('is never written over by somebody who had not read it', async ({ store }) => {
    const cast = await givenProject(store)
    const at = { params: { cycle: await givenCycle(store, cast), stage: 'do' } }
    const stale = drawnIn((await visit(StagePage, store, { as: cast.ben, ...at })).html)
    const save = (as: typeof cast.ann, notes: string, drawn: string) =>
      visit(StagePage, store, { as, ...at, form: { notes, drawn } })
    await save(cast.ann, 'Three came.', stale)
    const told = await save(cast.ben, 'Two did not.', stale)
    expect(told.status).toBe(422)
    expect(told.text).toContain('Somebody has saved these notes after you opened this page')
    expect(told.text).toContain('Saved meanwhile Three came.')
    expect(told.html).toContain('Two did not.</textarea>')
    expect(await store.reader.select().from(cycleStages)).toMatchObject([{ notes: 'Three came.' }])
    const both = await save(cast.ben, 'Three came. Two did not.', drawnIn(told.html))
    expect(both.status).toBe(303)
    expect(await store.reader.select().from(cycleStages)).toMatchObject([
      { notes: 'Three came. Two did not.' },
    ])
  })

  test('that is not due, or of a closed cycle, leads the team back with the reason, and keeps what was typed', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const open = await givenCycle(store, cast)
    const closed = await givenClosedCycle(store, cast, 'adopt')
    const early = await givenCycle(store, cast, { startsOn: '2026-12-01', endsOn: '2026-12-11' })
    const before = await store.reader.select().from(cycleStages)
    for (const [cycle, stage, why] of [
      [open, 'study', 'First write down what happened'],
      [open, 'act', 'First write down what happened'],
      [closed, 'do', 'This cycle is closed'],
      [early, 'do', 'The cycle starts on Tuesday 1 December 2026'],
    ] as const) {
      const at = { as: cast.ann, params: { cycle, stage } }
      expect(await visit(StagePage, store, at)).toMatchObject({
        status: 303,
        location: `/cycles/${cycle}`,
        notice: why,
      })
      const typed = { notes: 'Typed in vain?', decision: 'adopt', drawn: '' }
      const late = await visit(StagePage, store, { ...at, form: typed })
      expect(late.status).toBe(422)
      expect(late.text).toContain(`${why}. Nothing was saved`)
      expect(late.html).toContain('Typed in vain?</textarea>')
    }
    expect(await store.reader.select().from(cycleStages)).toEqual(before)
    for (const cycle of [open, closed, early])
      await expect(
        visit(StagePage, store, { as: cast.fran, params: { cycle, stage: 'do' } }),
      ).rejects.toThrow(Forbidden)
  })

  test('of another name, or of a cycle that one may not see, does not exist', async ({ store }) => {
    const cast = await givenProject(store)
    const cycle = await givenCycle(store, cast)
    expect(
      (await visit(StagePage, store, { as: cast.ann, params: { cycle, stage: 'celebrate' } })).status,
    ).toBe(404)
    expect((await visit(StagePage, store, { as: cast.cara, params: { cycle, stage: 'do' } })).status).toBe(
      404,
    )
    expect(
      (await visit(StagePage, store, { as: cast.ann, params: { cycle: 'nothing', stage: 'do' } })).status,
    ).toBe(404)
  })
})
