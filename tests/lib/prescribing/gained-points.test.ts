import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { chooseLetters } from '#lib/mail/commands.ts'
import { listGainedPoints, writeGainedPoints } from '#lib/prescribing/gained-points.ts'
import { type Actor, given } from '../../support/given.ts'
import { givenFigures } from '../../support/given-figures.ts'
import { describe, expect, test } from '../../support/test.ts'

// Figures of tests are published on 1 September 2026.
const soon = new Date('2026-09-01T12:00:00Z')
const ask = (store: Store, { id }: Actor, at = '2026-08-01') =>
  store.transact((tx) =>
    chooseLetters(tx, personBy(id, new Date(`${at}T09:00:00Z`)), id, ['a chart gained a point']),
  )

describe('the letter about a new point', () => {
  test('goes once to each who asked for it, and to nobody else', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await ask(store, ann)
    await givenFigures(store, 'Z98001', { '2026-06': 500 })
    await writeGainedPoints(store, soon)
    await writeGainedPoints(store, soon)
    const letters = await store.reader.select().from(mailMessages)
    expect(letters).toMatchObject([
      { toEmail: ann.email, subject: 'Prescribing of June 2026: new points on your charts' },
    ])
    expect(letters[0]?.body).toContain('Amber Lane Surgery')
    expect(letters[0]?.body).toMatch(/\/prescribing\/Z98001\n/)
    expect(letters[0]?.body).toMatch(/\/account\/letters/)
    expect(letters[0]?.body).not.toMatch(/500|higher|lower|better|worse/)
  })

  test('is written for the newest month alone, and not for one that was there already', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await ask(store, ann)
    await givenFigures(store, 'Z98001', { '2026-06': 500 })
    await writeGainedPoints(store, soon)
    await givenFigures(store, 'Z98001', { '2026-05': 400 })
    await givenFigures(store, 'Z98001', { '2026-06': 501 })
    expect(await listGainedPoints(store.reader, soon)).toEqual([])
    await givenFigures(store, 'Z98001', { '2026-07': 502 })
    expect(await listGainedPoints(store.reader, soon)).toMatchObject([{ month: '2026-07' }])
  })

  test.for([
    ['nobody asked for it', undefined, soon],
    ['it was asked for only afterwards', '2026-09-02', soon],
    ['it is no news any more', '2026-08-01', new Date('2026-09-05T12:00:00Z')],
  ] as const)('is not written when %s', async ([, askedOn, at], { store }) => {
    const { ann } = await given.cohort(store)
    if (askedOn) await ask(store, ann, askedOn)
    await givenFigures(store, 'Z98001', { '2026-06': 500 })
    expect(await listGainedPoints(store.reader, at)).toEqual([])
  })

  test('is wanted no longer by whoever says so', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await ask(store, ann)
    await givenFigures(store, 'Z98001', { '2026-06': 500 })
    expect(await listGainedPoints(store.reader, soon)).toHaveLength(1)
    await store.transact((tx) => chooseLetters(tx, personBy(ann.id, soon), ann.id, []))
    expect(await listGainedPoints(store.reader, soon)).toEqual([])
  })
})
