import { chartDecisions } from '#db/schema/measures.ts'
import type { Store } from '#db/store.ts'
import { addDays } from '#lib/day.ts'
import { Forbidden } from '#lib/web/problems.ts'
import DecisionsPage from '../../../src/pages/measures/[measure]/[decisions].astro'
import UndoPage from '../../../src/pages/measures/[measure]/decisions/[decision].astro'
import { givenMeasure, givenPoints, givenProject } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const stored = (store: Store) => store.reader.select().from(chartDecisions)

async function givenWeeks(store: Store, weeks: number) {
  const cast = await givenProject(store)
  const id = await givenMeasure(store, cast)
  const rows = Array.from(
    { length: weeks },
    (_, at) => [addDays('2026-09-21', at * 7), [at % 5, 10]] as const,
  )
  await givenPoints(store, cast, id, Object.fromEntries(rows) as Record<string, [number, number]>)
  const at = (decisions: string) => ({ as: cast.ann, params: { measure: id, decisions } })
  return { ...cast, id, at }
}

describe('the decisions about a chart', () => {
  test.for([
    ['baseline', 'Freeze the baseline', 'No baseline is frozen'],
    ['phases', 'Start the phase', 'The chart has one phase'],
    ['exclusions', 'Leave the point out', 'No point is left out'],
    ['targets', 'Add the target', 'No target was added'],
  ] as const)(
    '%s are asked for, and read by facilitators without a form',
    async ([page, action, none], { store }) => {
      const { at, fran, cara } = await givenWeeks(store, 9)
      const own = await visit(DecisionsPage, store, at(page))
      expect(own.status).toBe(200)
      for (const words of [action, none]) expect(own.text).toContain(words)
      expect(own.text).not.toContain('1 points')
      const read = await visit(DecisionsPage, store, { ...at(page), as: fran })
      expect(read.text).toContain(none)
      expect(read.html).not.toContain('<form method="post" novalidate')
      const form = { period: '2026-09-28', reason: 'It is not mine to say', value: '3' }
      await expect(visit(DecisionsPage, store, { ...at(page), as: fran, form })).rejects.toThrow(Forbidden)
      expect((await visit(DecisionsPage, store, { ...at(page), as: cara })).status).toBe(404)
      expect(await stored(store)).toEqual([])
    },
  )

  test('of a word that is none is not there', async ({ store }) => {
    const { at } = await givenWeeks(store, 1)
    expect((await visit(DecisionsPage, store, at('nothing'))).status).toBe(404)
  })

  test('a baseline on few points is asked about, kept as typed, and frozen when the team ticks', async ({
    store,
  }) => {
    const { at, id } = await givenWeeks(store, 10)
    const form = { period: '2026-11-16', reason: 'The weeks before the clinic' }
    const asked = await visit(DecisionsPage, store, { ...at('baseline'), form })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('9 points are few: a median held on them raises false alarms')
    expect(asked.text).toContain('Freeze it on few points all the same')
    expect(asked.text).toContain(form.reason)
    const done = await visit(DecisionsPage, store, {
      ...at('baseline'),
      form: { ...form, knowsThePrice: 'on' },
    })
    expect(done).toMatchObject({ status: 303, location: `/measures/${id}` })
    expect(done.notice).toContain('Baseline frozen. Held on 9 points')
    const after = await visit(DecisionsPage, store, at('baseline'))
    expect(after.text).toContain('Up to week of 16 November 2026')
    expect(after.html).not.toContain('<form method="post" novalidate')
    const twice = await visit(DecisionsPage, store, {
      ...at('baseline'),
      form: { ...form, knowsThePrice: 'on' },
    })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('Release it first')
  })

  test('below eight points it is refused', async ({ store }) => {
    const { at } = await givenWeeks(store, 10)
    const form = { period: '2026-10-05', reason: 'The weeks before the clinic', knowsThePrice: 'on' }
    const page = await visit(DecisionsPage, store, { ...at('baseline'), form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('A baseline needs at least 8 points, and there are 3 up to then')
    expect(await stored(store)).toEqual([])
  })

  test('a phase needs a reason in words; it is undone by a colleague and stays in the history', async ({
    store,
  }) => {
    const cast = await givenWeeks(store, 10)
    const { at, id } = cast
    const bad = await visit(DecisionsPage, store, {
      ...at('phases'),
      form: { period: '2026-10-19', reason: 'Clinic' },
    })
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('in at least 3 words')
    expect(bad.html).toContain('<option value="2026-10-19" selected')
    const form = { period: '2026-10-19', reason: 'The telephone clinic began' }
    expect((await visit(DecisionsPage, store, { ...at('phases'), form })).notice).toBe('Phase started')
    const [decision] = await stored(store)
    const there = { as: cast.ben, params: { measure: id, decision: decision!.id } }
    const ask = await visit(UndoPage, store, there)
    expect(ask.text).toContain('Undo this phase')
    expect(ask.text).toContain('Decided by Ann Example on 22 November 2026')
    await expect(visit(UndoPage, store, { ...there, as: cast.fran })).rejects.toThrow(Forbidden)
    expect((await visit(UndoPage, store, { ...there, as: cast.cara })).status).toBe(404)
    const undone = await visit(UndoPage, store, { ...there, form: {} })
    expect(undone).toMatchObject({ status: 303, location: `/measures/${id}`, notice: 'Phase undone' })
    const again = await visit(UndoPage, store, { ...there, form: {} })
    expect(again.status).toBe(422)
    const history = await visit(DecisionsPage, store, at('phases'))
    expect(history.text).toContain('Undone by Ben Sample on 22 November 2026')
    expect(history.text).toContain(form.reason)
  })

  test('a point is left out and included again; a target is added', async ({ store }) => {
    const { at, id } = await givenWeeks(store, 10)
    const form = { period: '2026-10-19', reason: 'Closed after a flood' }
    expect((await visit(DecisionsPage, store, { ...at('exclusions'), form })).notice).toBe('Point left out')
    const shown = await visit(DecisionsPage, store, at('exclusions'))
    expect(shown.html).not.toContain('<option value="2026-10-19"')
    const [exclusion] = await stored(store)
    const there = { ...at('exclusions'), params: { measure: id, decision: exclusion!.id } }
    expect((await visit(UndoPage, store, { ...there, form: {} })).notice).toBe('Point included again')
    const target = { period: '2026-12-07', reason: 'The first target is reached', value: '90' }
    expect((await visit(DecisionsPage, store, { ...at('targets'), form: target })).notice).toBe(
      'Target added',
    )
    expect((await visit(DecisionsPage, store, at('targets'))).text).toContain(
      'From week of 7 December 2026: 90%',
    )
  })
})
