import { asc, eq } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import { measures, points } from '#db/schema/measures.ts'
import type { Store } from '#db/store.ts'
import { recordPoints } from '#lib/measures/commands.ts'
import { listCorrections } from '#lib/measures/queries.ts'
import { findMeasure as findDefinition } from '#lib/prescribing/definitions/measures.ts'
import {
  byAt,
  givenMeasure,
  givenPoints,
  givenProject,
  givenPublished,
  share,
  tally,
} from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const stored = (store: Store) => store.reader.select().from(points).orderBy(asc(points.period))

describe('defining a measure', () => {
  test('keeps what is counted and what it is out of', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    expect(await store.reader.select().from(measures)).toMatchObject([
      {
        id,
        ...share,
        source: 'typed',
        prescribingMeasure: null,
        projectId: cast.projectId,
        practiceCode: 'Z98001',
        definedBy: cast.ann.id,
      },
    ])
    const [event] = await store.reader
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'measure.defined'))
    expect(event).toMatchObject({
      subject: id,
      details: { projectId: cast.projectId, source: 'typed', kind: 'process' },
    })
    expect(JSON.stringify(event)).not.toContain(share.title)
  })

  test('of prescribing takes title, unit, decimals and direction from the definition', async ({ store }) => {
    const cast = await givenProject(store)
    await givenPublished(store, cast)
    const { title, unit, decimals, direction } = findDefinition('opioid_items_per_1000')!
    expect(await store.reader.select().from(measures)).toMatchObject([
      {
        title,
        unit,
        decimals,
        direction,
        source: 'prescribing',
        prescribingMeasure: 'opioid_items_per_1000',
        every: 'month',
        target: 12.5,
        startsOn: '2026-09-21',
      },
    ])
  })
})

describe('recording figures', () => {
  test('saves many at once, corrects one and takes one away, and counts each', async ({ store }) => {
    const cast = await givenProject(store)
    const measureId = await givenMeasure(store, cast)
    await givenPoints(store, cast, measureId, {
      '2026-09-21': [1, 10],
      '2026-09-28': [2, 10],
      '2026-10-05': [3, 10],
    })
    const figure = (numerator: number, note: string | null = null) => ({ numerator, denominator: 10, note })
    const counts = await store.transact((tx) =>
      recordPoints(tx, byAt(cast.ben, '2026-11-01'), measureId, {
        reason: 'Two records were found later',
        rows: {
          '2026-09-21': { figure: figure(1), cleared: false },
          '2026-09-28': { figure: figure(9, 'counted again'), cleared: false },
          '2026-10-05': { figure: null, cleared: true },
          '2026-10-12': { figure: figure(4), cleared: false },
          '2026-10-19': { figure: null, cleared: false },
        },
      }),
    )
    expect(counts).toEqual({ entered: 1, corrected: 1, cleared: 1 })
    expect(await stored(store)).toMatchObject([
      { period: '2026-09-21', numerator: 1, enteredBy: cast.ann.id },
      { period: '2026-09-28', numerator: 9, note: 'counted again', enteredBy: cast.ben.id },
      { period: '2026-10-12', numerator: 4, enteredBy: cast.ben.id },
    ])
    const events = await store.reader
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'measure.points_recorded'))
    expect(events.map(({ details }) => details)).toContainEqual({
      ...counts,
      periods: ['2026-10-12', '2026-09-28', '2026-10-05'],
    })
    expect(JSON.stringify(events)).not.toContain('counted again')
    expect(JSON.stringify(events)).not.toContain('found later')
    const kept = {
      enteredBy: cast.ann.name,
      correctedBy: cast.ben.name,
      reason: 'Two records were found later',
    }
    expect(await listCorrections(store.reader, measureId)).toMatchObject([
      { period: '2026-10-05', numerator: 3, denominator: 10, ...kept },
      { period: '2026-09-28', numerator: 2, denominator: 10, ...kept },
    ])
  })

  test('touches no other measure', async ({ store }) => {
    const cast = await givenProject(store)
    const one = await givenMeasure(store, cast)
    const other = await givenMeasure(store, cast, tally)
    await givenPoints(store, cast, one, { '2026-09-21': [1, 10] })
    await givenPoints(store, cast, other, { '2026-09-21': [7, null] })
    await store.transact((tx) =>
      recordPoints(tx, byAt(cast.ann), other, {
        rows: { '2026-09-21': { figure: null, cleared: true } },
        reason: 'Counted on the wrong list',
      }),
    )
    expect(await stored(store)).toMatchObject([{ measureId: one, numerator: 1 }])
  })

  test('refuses a correction without a reason, and anything that a colleague changed meanwhile', async ({
    store,
  }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [1, 10] })
    const figure = { numerator: 9, denominator: 10, note: null }
    const record = (shown: string, reason?: string) =>
      store.transact((tx) =>
        recordPoints(tx, byAt(cast.ben), id, {
          rows: {
            '2026-09-21': { figure, cleared: false, shown },
            '2026-09-28': { figure, cleared: false, shown: '' },
          },
          ...(reason && { reason }),
        }),
      )
    await expect(record('1|10|')).rejects.toThrow('Say why you change')
    await expect(record('1|10|', 'typo')).rejects.toThrow('at least 3 words')
    await expect(record('2|10|', 'One record found later')).rejects.toThrow('Ann Example has saved 1 of 10')
    expect(await stored(store)).toMatchObject([{ numerator: 1, enteredBy: cast.ann.id }])
    expect(await listCorrections(store.reader, id)).toEqual([])
  })

  test('keeps the earlier note when only the note changes', async ({ store }) => {
    const cast = await givenProject(store)
    const id = await givenMeasure(store, cast)
    await givenPoints(store, cast, id, { '2026-09-21': [1, 10] })
    const rows = { '2026-09-21': { figure: { numerator: 1, denominator: 10, note: 'flu' }, cleared: false } }
    await store.transact((tx) => recordPoints(tx, byAt(cast.ben), id, { rows }))
    expect(await listCorrections(store.reader, id)).toMatchObject([
      { numerator: 1, note: null, reason: 'Only the note was changed' },
    ])
  })
})
