import { addDays } from '#lib/day.ts'
import { decide } from '#lib/measures/decisions/commands.ts'
import MeasurePage from '../../../src/pages/measures/[measure]/index.astro'
import { givenFigures } from '../../support/given-figures.ts'
import {
  byAt,
  givenClosedCycle,
  givenCycle,
  givenMeasure,
  givenPoints,
  givenProject,
  givenPublished,
  tally,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the page of a measure', () => {
  test('shows the chart with the cycles at their dates, the sentence and the table', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [1, 10], '2026-10-05': [3, 12] })
    const cycleId = await givenCycle(store, cast)
    const page = await visit(MeasurePage, store, { as: cast.ann, params: { measure: id } })
    expect(page.status).toBe(200)
    for (const words of [
      'Too few points to judge',
      'Higher is better',
      'Cycle 1: Telephone first 5 October 2026 to 18 October 2026',
      '21 Sept 2026 10 1 10',
      'counted by the team at Amber Lane Surgery',
      'What is counted patients with a written plan',
      'Out of patients seen that week',
      'Target 80%',
      'Points 14 points by the last session on Tuesday 9 February 2027.',
      'What it could show',
      'Nothing was decided: one median of all the points that count, none left out by the team.',
      '6 weeks have no figure yet',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).toContain(`href="/cycles/${cycleId}"`)
    expect(page.html).toContain(`href="/measures/${id}/points"`)
    expect(page.html).toContain('type="application/json"')
  })

  test('of published figures has nothing to type', async ({ store }) => {
    const cast = await givenProject(store)
    await givenFigures(store, 'Z98001', { '2026-06': 100, '2026-07': 80 })
    const id = await givenPublished(store, cast)
    const page = await visit(MeasurePage, store, { as: cast.ann, params: { measure: id } })
    for (const words of [
      'Every month, published',
      'Lower is better',
      'Target 12.5 items per 1,000',
      'drawn here at their dates',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.html).not.toContain('/points')
  })

  test('without figures says where the chart begins', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast, tally)
    const page = await visit(MeasurePage, store, { as: cast.ann, params: { measure: id } })
    expect(page.text).toContain('There are no figures yet. The chart begins with the first one.')
  })

  test('is read by a facilitator, and not there for anyone outside', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const params = { measure: id }
    const page = await visit(MeasurePage, store, { as: cast.fran, params })
    expect(page.status).toBe(200)
    expect(page.html).not.toContain('/points')
    for (const as of [cast.cara, cast.rita])
      expect((await visit(MeasurePage, store, { as, params })).status).toBe(404)
    expect((await visit(MeasurePage, store, { as: cast.ann, params: { measure: 'nothing' } })).status).toBe(
      404,
    )
  })

  test('says what was decided, and suggests a phase after a cycle that was kept', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const weeks = Array.from({ length: 20 }, (_, at) => [
      addDays('2026-09-21', at * 7),
      [at < 10 ? at % 3 : 7 + (at % 3), 10],
    ])
    await givenPoints(store, cast, id, Object.fromEntries(weeks))
    await givenClosedCycle(store, cast, 'adopt', { startsOn: '2026-11-30', endsOn: '2026-12-04' })
    const at = { as: cast.ann, params: { measure: id }, today: '2027-02-15' }
    const suggested = await visit(MeasurePage, store, at)
    expect(suggested.text).toContain('The chart signals a change after cycle 1 (Telephone first) began')
    expect(suggested.html).toContain(`href="/measures/${id}/phases?from=2026-11-30"`)
    expect((await visit(MeasurePage, store, { ...at, as: cast.fran })).text).not.toContain(
      'signals a change after',
    )
    const input = { kind: 'phase', period: '2026-11-30', reason: 'The telephone clinic began' } as const
    await store.transact((tx) => decide(tx, byAt(cast.ann), id, input))
    const page = await visit(MeasurePage, store, at)
    expect(page.text).toContain(
      'New phase from week of 30 November 2026: The telephone clinic began (Ann Example',
    )
    expect(page.text).not.toContain('The chart signals a change after')
  })
})
