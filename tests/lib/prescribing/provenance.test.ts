import { eq } from 'drizzle-orm'
import { type ImportSource, imports } from '#db/schema/prescribing.ts'
import { definitionVersion } from '#lib/prescribing/definitions/measures.ts'
import { broughtBy, listProvenance } from '#lib/prescribing/provenance.ts'
import { findFreshness } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { code, givenMonth, publish } from './areas/given-months.ts'

describe('where a figure came from', () => {
  test('is the file that counts, with its hash and the version of the definitions', async ({ store }) => {
    await givenMonth(store, '2026-08', [{ code: code(1), patients: 800 }])
    const later = await givenMonth(store, '2026-08', [{ code: code(1) }])
    const [month] = await listProvenance(store.reader, code(1))
    expect(month?.figures).toMatchObject({
      importId: later,
      fileName: 'epd.csv',
      sha256: later,
      definitionVersion,
      importedBy: 'a command on the server',
    })
    expect(month?.list).toMatchObject({ fileName: 'list.csv', month: '2026-08' })
  })

  test('names the list that was carried forward, for three months and no longer', async ({ store }) => {
    await givenMonth(store, '2026-04', [{ code: code(1), patients: 800 }])
    await givenMonth(store, '2026-07', [{ code: code(1) }])
    await givenMonth(store, '2026-08', [{ code: code(1) }])
    const months = await listProvenance(store.reader, code(1))
    expect(months.map(({ month, list }) => [month, list?.month])).toEqual([
      ['2026-04', '2026-04'],
      ['2026-07', '2026-04'],
      ['2026-08', undefined],
    ])
  })

  test('names the download of a measure where there is one, and nothing of an undone file', async ({
    store,
  }) => {
    const value = { practiceCode: code(1), measure: 'opioid_ome_per_1000', numerator: 1, denominator: 1 }
    const download = await publish(store, {
      kind: 'openprescribing',
      rows: [{ ...value, month: '2026-05' }],
      months: ['2026-05'],
      isUndecided: false,
    })
    const [month] = await listProvenance(store.reader, code(1))
    expect([month?.month, month?.figures, month?.downloads.get(value.measure)?.importId]).toEqual([
      '2026-05',
      undefined,
      download,
    ])
    await store.transact((tx) =>
      tx.update(imports).set({ undoneAt: new Date() }).where(eq(imports.id, download)),
    )
    expect(await listProvenance(store.reader, code(1))).toEqual([])
  })

  test.each<[ImportSource | null, string, string[] | null, string]>([
    ['inbox', 'system:inbox', null, 'the watched folder'],
    ['demonstration', 'person', null, 'the demonstration'],
    ['command', 'system:import-prescribing', null, 'a command on the server'],
    [null, 'system:import-prescribing', null, 'a command on the server'],
    ['upload', 'person', null, 'a facilitator or administrator'],
    ['upload', 'person', ['Z98001'], 'someone of the practice'],
  ])('from %s by %s for %j is said without a name: %s', (source, by, only, words) => {
    expect(broughtBy(source, by, only)).toBe(words)
  })
})

describe('how far the figures go', () => {
  test('is told of all files and of one practice, with what is expected next', async ({ store }) => {
    expect(await findFreshness(store.reader)).toBeUndefined()
    await givenMonth(store, '2026-08', [{ code: code(1) }, { code: code(2) }])
    await givenMonth(store, '2026-09', [{ code: code(2) }])
    const next = { month: '2026-10', expectedOn: '2026-12-18' }
    expect(await findFreshness(store.reader)).toMatchObject({ month: '2026-09', next })
    expect(await findFreshness(store.reader, code(1))).toMatchObject({ month: '2026-08' })
    expect(await findFreshness(store.reader, code(3))).toBeUndefined()
    expect(await findFreshness(store.reader, [code(1), code(3)])).toMatchObject({ month: '2026-08' })
    expect(await findFreshness(store.reader, [])).toBeUndefined()
  })
})
