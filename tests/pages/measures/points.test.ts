import { asc } from 'drizzle-orm'
import { points } from '#db/schema/measures.ts'
import type { Store } from '#db/store.ts'
import { Forbidden } from '#lib/web/problems.ts'
import CorrectionsPage from '../../../src/pages/measures/[measure]/points/corrections.astro'
import PointsPage from '../../../src/pages/measures/[measure]/points.astro'
import {
  givenMeasure,
  givenPoints,
  givenProject,
  givenPublished,
  share,
  tally,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const stored = (store: Store) => store.reader.select().from(points).orderBy(asc(points.period))
const line = (period: string, numerator: string, denominator: string, note = '') => ({
  [`rows.${period}.numerator`]: numerator,
  [`rows.${period}.denominator`]: denominator,
  [`rows.${period}.note`]: note,
})
const linesOf = (html: string) =>
  [...html.matchAll(/name="rows\.([\d-]+)\.numerator"/g)].map(([, period]) => period)

describe('the figures of a measure', () => {
  test('open at the oldest that is missing and go to the week that is running', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, {
      '2026-09-21': [1, 10],
      '2026-09-28': [2, 10],
      '2026-10-12': [3, 10],
    })
    const page = await visit(PointsPage, store, { as: cast.ann, params: { measure: id } })
    expect(page.status).toBe(200)
    expect(linesOf(page.html)).toEqual([
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ])
    expect(page.text).toContain('16 Nov 2026 not over yet')
    expect(page.html).toContain(`href="/measures/${id}/points?from=2026-09-21"`)
    expect(page.text).not.toContain('Later weeks')
  })

  test('are saved many at once', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const form = {
      ...line('2026-09-21', '3', '12', 'half-term'),
      ...line('2026-09-28', '1,000', '1,200'),
      ...line('2026-10-05', '', ''),
    }
    const page = await visit(PointsPage, store, { as: cast.ben, params: { measure: id }, form })
    expect(page).toMatchObject({ status: 303, location: `/measures/${id}`, notice: '2 figures added' })
    expect(await stored(store)).toMatchObject([
      { period: '2026-09-21', numerator: 3, denominator: 12, note: 'half-term', enteredBy: cast.ben.id },
      { period: '2026-09-28', numerator: 1000, denominator: 1200, note: null },
    ])
  })

  test('are corrected by typing over them, and taken away by emptying a line that had one', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, {
      '2026-09-21': [3, 12],
      '2026-09-28': [4, 12],
      '2026-10-05': [5, 12],
    })
    const url = `/measures/${id}/points?from=2026-09-21`
    const shown = await visit(PointsPage, store, { as: cast.ann, params: { measure: id }, url })
    expect(shown.html).toMatch(/name="rows\.2026-09-28\.had"[^>]*value="4\|12\|"/)
    expect(shown.text).toContain('Why do you change a saved figure?')
    const form = {
      ...line('2026-09-21', '9', '12'),
      'rows.2026-09-21.had': '3|12|',
      ...line('2026-09-28', '', ''),
      'rows.2026-09-28.had': '4|12|',
      ...line('2026-10-05', '5', '12'),
      'rows.2026-10-05.had': '5|12|',
    }
    const at = { as: cast.ann, params: { measure: id }, url }
    const asked = await visit(PointsPage, store, { ...at, form })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('Say why you change or take away a saved figure')
    expect(asked.html).toContain('value="9"')
    expect(asked.html).toMatch(/name="rows\.2026-09-21\.had"[^>]*value="3\|12\|"/)
    const reason = 'Counted on the wrong list'
    const page = await visit(PointsPage, store, { ...at, form: { ...form, reason } })
    expect(page.notice).toBe('1 corrected, 1 taken away')
    expect(await stored(store)).toMatchObject([
      { period: '2026-09-21', numerator: 9 },
      { period: '2026-10-05', numerator: 5 },
    ])
    const kept = await visit(CorrectionsPage, store, { as: cast.fran, params: { measure: id } })
    expect(kept.text).toContain(`28 Sept 2026 4 of 12 Ann Example, 21 September 2026 ${reason} Ann Example`)
    expect((await visit(CorrectionsPage, store, { as: cast.cara, params: { measure: id } })).status).toBe(404)
  })

  test('that two people change at once: the second is told of each, sees it, and nothing is lost', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [3, 12], '2026-09-28': [4, 12] })
    const at = { as: cast.ben, params: { measure: id } }
    const form = {
      ...line('2026-09-21', '8', '12'),
      'rows.2026-09-21.had': '2|12|',
      ...line('2026-09-28', '9', '12'),
      ...line('2026-10-05', '7', '12'),
      reason: 'Two more records found',
    }
    const told = await visit(PointsPage, store, { ...at, form })
    expect(told.status).toBe(422)
    expect(told.text).toContain(
      'Ann Example has saved 3 of 12 for week of 21 September 2026 since you opened',
    )
    expect(told.text).toContain(
      'Ann Example has saved 4 of 12 for week of 28 September 2026 since you opened',
    )
    expect(told.html).toContain('value="7"')
    expect(told.html).toMatch(/name="rows\.2026-09-21\.had"[^>]*value="3\|12\|"/)
    expect(told.html).toMatch(/name="rows\.2026-09-28\.had"[^>]*value="4\|12\|"/)
    expect(await stored(store)).toMatchObject([{ numerator: 3 }, { numerator: 4 }])
    const now = { 'rows.2026-09-21.had': '3|12|', 'rows.2026-09-28.had': '4|12|' }
    const page = await visit(PointsPage, store, { ...at, form: { ...form, ...now } })
    expect(page.notice).toBe('1 figure added, 2 corrected')
  })

  test('without any correction say where one would stand', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const page = await visit(CorrectionsPage, store, { as: cast.ann, params: { measure: id } })
    expect(page.text).toContain('No saved figure was changed')
  })

  test('that cannot be right are said at their box, everything typed stays, and nothing is saved', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    const form = {
      ...line('2026-09-21', '13', '12'),
      ...line('2026-09-28', '3', '12', 'a note'),
      ...line('2026-10-05', '3', ''),
    }
    const page = await visit(PointsPage, store, { as: cast.ann, params: { measure: id }, form })
    expect(page.status).toBe(422)
    expect(page.html).toContain('href="#rows.2026-09-21.numerator"')
    expect(page.text).toContain(
      'The number for week of 21 September 2026 must not be more than what it is out of',
    )
    expect(page.text).toContain('Enter what it is out of for week of 5 October 2026')
    expect(page.html).toContain('value="a note"')
    expect(linesOf(page.html)).toEqual(['2026-09-21', '2026-09-28', '2026-10-05'])
    expect(await stored(store)).toEqual([])
  })

  test('of a count are one number a month', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast, { ...tally, every: 'month' } as unknown as typeof tally)
    const at = { as: cast.ann, params: { measure: id } }
    const page = await visit(PointsPage, store, at)
    expect(linesOf(page.html)).toEqual(['2026-09-01', '2026-10-01', '2026-11-01'])
    expect(page.html).not.toContain('denominator')
    const form = { 'rows.2026-09-01.numerator': '7', 'rows.2026-09-01.note': '' }
    expect((await visit(PointsPage, store, { ...at, form })).notice).toBe('1 figure added')
    expect(await stored(store)).toMatchObject([{ period: '2026-09-01', numerator: 7, denominator: null }])
  })

  test('begin when the measure does', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast, {
      ...share,
      startsOn: '2026-12-07',
    } as unknown as typeof share)
    const page = await visit(PointsPage, store, { as: cast.ann, params: { measure: id } })
    expect(page.text).toContain('You start counting on Monday 7 December 2026')
  })

  test('are typed by the team, and those that are published by nobody', async ({ store }) => {
    const cast = await givenProject(store)
    const typed = await givenMeasure(store, cast)
    const published = await givenPublished(store, cast)
    await expect(visit(PointsPage, store, { as: cast.fran, params: { measure: typed } })).rejects.toThrow(
      Forbidden,
    )
    await expect(visit(PointsPage, store, { as: cast.ann, params: { measure: published } })).rejects.toThrow(
      Forbidden,
    )
    expect((await visit(PointsPage, store, { as: cast.cara, params: { measure: typed } })).status).toBe(404)
  })
})
