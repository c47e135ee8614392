import { eq } from 'drizzle-orm'
import { areas } from '#db/schema/areas.ts'
import type { Store } from '#db/store.ts'
import { nameAreas } from '#lib/prescribing/areas/commands.ts'
import { formDueAreas } from '#lib/prescribing/areas/form-due.ts'
import { areaNameIn } from '#lib/prescribing/areas/names.ts'
import { ISSUED } from '../../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { EPD, fixture, reading } from '../files.ts'
import { by, code, givenMonth } from './given-months.ts'

const nameOf = async (store: Store, area: string) =>
  (await store.reader.select().from(areas).where(eq(areas.code, area)))[0]?.name
const name = (store: Store, month: string, written: string) =>
  store.transact((tx) => nameAreas(tx, by, { names: new Map([['98Z', written]]), months: [month] }))

describe('the name of an area', () => {
  test.each([
    ['NHS DEVON ICB - 15N', 'NHS Devon ICB – 15N'],
    [' NHS BATH AND  NORTH EAST SOMERSET CCG', 'NHS Bath and North East Somerset CCG'],
    ['NHS Cornwall and the Isles of Scilly ICB - 11N', 'NHS Cornwall and the Isles of Scilly ICB – 11N'],
    ['', undefined],
    ['-', undefined],
    ['=HYPERLINK("x")', undefined],
    [`NHS ${ISSUED}`, undefined],
  ])('of %j is %j', (written, expected) => {
    expect(areaNameIn(written)).toBe(expected)
  })

  test('is read from a prescribing file', async () => {
    const { figures } = await reading(fixture(EPD))
    expect(figures?.kind === 'epd' && [...(figures.areaNames ?? [])]).toEqual([
      ['98Z', 'NHS Invented ICB – 98Z'],
    ])
  })

  test('is that of the newest file, and an older one names only what has no name yet', async ({ store }) => {
    await givenMonth(store, '2026-09', [{ code: code(1), commissioner: '98Z', patients: 500 }])
    await formDueAreas(store, by)
    expect(await nameOf(store, '98Z')).toBe('Sub-ICB location 98Z')
    await name(store, '2026-01', 'NHS Old CCG')
    expect(await nameOf(store, '98Z')).toBe('NHS Old CCG')
    await name(store, '2026-09', 'NHS New ICB')
    await name(store, '2026-01', 'NHS Old CCG')
    await formDueAreas(store, by)
    expect(await nameOf(store, '98Z')).toBe('NHS New ICB')
  })
})
