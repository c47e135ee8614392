import { describe, expect, test } from 'vitest'
import { changed, fixture, LISTS, reading } from '../files.ts'

const said = async (text: string) =>
  (await reading(text)).problems.map(({ level, line, column, code }) => [level, line, column, code])
const ageFile = `PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS
GP_PRAC_PAT_QUIN_AGE,2026-08-01,GP,Z98001,,ZZ1 1AA,ALL,ALL,8000
GP_PRAC_PAT_QUIN_AGE,2026-08-01,GP,Z98001,,ZZ1 1AA,FEMALE,0_4,200
GP_PRAC_PAT_QUIN_AGE,2026-08-01,Comm Region,Y98,E40000000,,ALL,ALL,8000000
`

describe('a list-size file', () => {
  test('gives the patients of each practice on the first of a month', async () => {
    const read = await reading(fixture(LISTS))
    expect(read).toMatchObject({
      kind: 'list',
      rowsRead: 2,
      rowsUsed: 2,
      practices: 2,
      months: ['2026-08'],
      problems: [],
    })
    expect(read.figures?.rows).toEqual([
      { practiceCode: 'Z98001', month: '2026-08', patients: 8000 },
      { practiceCode: 'Z98002', month: '2026-08', patients: 5000 },
    ])
  })

  test.each(['CCG_CODE,ONS_CCG_CODE', 'SUB_ICB_LOC_CODE,ONS_SUB_ICB_LOC_CODE'])(
    'is read under the column names %s of earlier years',
    async (names) => {
      const older = fixture(LISTS).replace('SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE', names)
      expect((await reading(older)).figures).toEqual((await reading(fixture(LISTS))).figures)
    },
  )

  test('by age gives the line of all ages, and no region', async () => {
    const read = await reading(ageFile)
    expect(read.figures?.rows).toEqual([{ practiceCode: 'Z98001', month: '2026-08', patients: 8000 }])
    expect(read).toMatchObject({ rowsRead: 3, rowsUsed: 1, rowsRejected: 0 })
  })

  test.each([
    ['0', 'bad_list_size'],
    ['n/a', 'bad_list_size'],
    ['-5', 'bad_list_size'],
    ['', 'bad_list_size'],
    ['12.5', 'bad_list_size'],
    ['99999999', 'bad_list_size'],
  ])('is refused for a list size of "%s"', async (size, code) => {
    expect(await said(changed(LISTS, { 2: (line) => line.replace('8000', size) }))).toEqual([
      ['error', 2, 'NUMBER_OF_PATIENTS', code],
    ])
  })

  test.each(['2026-02-30', '31SEP2026', '2026-13-01', '00AUG2026'])(
    'is refused for the date %s, which is no day',
    async (date) => {
      const text = changed(LISTS, { 2: (line) => line.replace(/[^,]*2026[^,]*/, date) })
      expect(await said(text)).toEqual([['error', 2, 'EXTRACT_DATE', 'bad_date']])
    },
  )

  test('without a line of all ages says which file to use, because parts are never added up', async () => {
    const parts = ageFile.split('\n').filter((line) => !line.includes('ALL,ALL'))
    const [problem] = (await reading(parts.join('\n'))).problems
    expect(problem?.code).toBe('no_totals')
    expect(problem?.message).toMatch(/Use gp-reg-pat-prac-all.csv of the same month/)
  })

  test('is refused when a practice occurs twice', async () => {
    const [, first] = fixture(LISTS).split('\n')
    expect(await said(fixture(LISTS) + first)).toEqual([['error', 4, 'CODE', 'duplicate_practice']])
  })

  test.each([
    ['Z9800', 'Z98001', 'bad_practice_code', 'CODE'],
    ['09/01/2026', '01AUG2026', 'bad_date', 'EXTRACT_DATE'],
    ['01AUG2031', '01AUG2026', 'future_month', 'EXTRACT_DATE'],
  ])('is refused for %s', async (value, instead, code, column) => {
    expect(await said(changed(LISTS, { 2: (line) => line.replace(instead, value) }))).toEqual([
      ['error', 2, column, code],
    ])
  })

  test('of all England must add up to about as many patients as there are people', async () => {
    const [headings] = fixture(LISTS).split('\n')
    const lists = Array.from(
      { length: 6000 },
      (_, index) => `GP_PRAC_PAT_LIST,2026-08-01,GP,98Z,E1,A${80_000 + index},ZZ1,ALL,ALL,SIZE`,
    )
    const england = (size: string) => said([headings, ...lists].join('\n').replaceAll('SIZE', size))
    expect(await england('10300')).toEqual([])
    expect(await england('5000')).toEqual([['warning', null, null, 'unlikely_total']])
  })
})
