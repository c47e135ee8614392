import { imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { anonymous, viewerFrom } from '#lib/auth/viewer.ts'
import { type ImportOptions, importFile } from '#lib/prescribing/import-file.ts'
import { findImport, listImportProblems, listImports } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { cell, EPD, fixture, inPieces, LISTS } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const seer = (facts: Partial<Parameters<typeof viewerFrom>[0]>) => viewerFrom({ ...anonymous, ...facts })
const admin = seer({ admin: true })
const bring = (store: Store, text: string, options?: ImportOptions, name = EPD) =>
  importFile(store, by, { name: `/somewhere/${name}`, bytes: inPieces(text) }, options)
const rowsStored = async (store: Store) =>
  Promise.all([imports, practiceMonths, listSizes].map((table) => store.reader.$count(table)))

describe('what others see of an import', () => {
  test('is nothing when it was kept for practices of others, and of the practices only their own', async ({
    store,
  }) => {
    await bring(store, fixture(EPD), { onlyPractices: ['Z98001', 'Z98002'] })
    await bring(store, fixture(LISTS), {}, LISTS)
    const [, file] = await listImports(store.reader, admin)
    expect(file?.onlyPractices).toEqual(['Z98001', 'Z98002'])
    const here = seer({ memberOf: ['c'], practices: ['Z98001'] })
    expect((await findImport(store.reader, here, file!.id))?.onlyPractices).toEqual(['Z98001'])
    const elsewhere = seer({ memberOf: ['c'], practices: ['Z98009'] })
    expect(await findImport(store.reader, elsewhere, file!.id)).toBeUndefined()
    expect((await listImports(store.reader, elsewhere)).map(({ fileName }) => fileName)).toEqual([LISTS])
  })

  test('holds no text of its cells and no name of another file', async ({ store }) => {
    await bring(store, fixture(EPD), { onlyPractices: ['Z98001'] }, 'of_someone_else.csv')
    const rows = fixture(EPD).trim().split('\n')
    const unknown = cell('BNF_PRESENTATION_CODE', '0408010G0ZZZZZZ')(rows[1]!)
    const named = cell('BNF_PRESENTATION_NAME', 'Jane Specimen of Mill Lane')(unknown)
    const result = await bring(store, [...rows, named].join('\n'), { replace: true })
    expect(result.status).toBe('imported')
    const [latest] = await listImports(store.reader, admin)
    const stored = await listImportProblems(store.reader, latest!.id)
    expect(stored.map(({ code, line }) => [code, line])).toEqual(
      expect.arrayContaining([
        ['unmapped_presentation', 15],
        ['own_files_replaced', null],
      ]),
    )
    const text = JSON.stringify([stored, result.problems])
    expect(text).toContain('0408010G0ZZZZZZ')
    expect(text).not.toMatch(/Specimen|Mill Lane|someone_else/)
  })
})

describe('the name of a file', () => {
  const issued = ['401', '023', '2137'].join('')
  const neverIssued = '8000000008'

  test.for([issued, '401 023 2137', `EPD_${issued}_202608`, neverIssued])(
    'is neither stored nor said back when it holds %s',
    async (number, { store }) => {
      const result = await bring(store, fixture(EPD), {}, `${number}.csv`)
      expect(result).toMatchObject({ status: 'rejected', rowsRead: 0 })
      expect(result.problems.map(({ code }) => code)).toEqual(['identifier_in_name'])
      expect(JSON.stringify(result)).not.toMatch(/401|2137|8000/)
      expect(await rowsStored(store)).toEqual([0, 0, 0])
    },
  )
})
