import { ISSUED } from '../../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { changed, fixture, inPieces, reading } from '../files.ts'

const REGISTER = 'epraccur.csv'
const codes = (problems: { level: string; code: string }[]) =>
  problems.map(({ level, code }) => `${level} ${code}`)

describe('the register of practices', () => {
  test('is known without headings, and its first line is a practice like the others', async () => {
    const read = await reading(fixture(REGISTER), { fileName: 'anything.txt' })
    expect(read).toMatchObject({
      kind: 'register',
      rowsRead: 5,
      rowsUsed: 4,
      rowsRejected: 0,
      practices: 4,
      months: [],
    })
    expect(read.figures?.rows).toEqual([
      {
        practiceCode: 'Z98001',
        name: 'AMBER LANE SURGERY',
        status: 'active',
        openedOn: '1974-04-01',
        closedOn: null,
        commissioner: '98Z',
        setting: '4',
        postcode: 'ZZ1 1AA',
      },
      expect.objectContaining({
        practiceCode: 'Z98002',
        status: 'closed',
        closedOn: '2026-06-30',
        commissioner: '99Z',
      }),
      expect.objectContaining({ name: 'ST. ANNE\'S, THE "OLD" SURGERY', openedOn: '2025-06-01' }),
      expect.objectContaining({ status: 'dormant', setting: '13', postcode: 'ZZ2 3DD' }),
    ])
  })

  test('is told in numbers, and what is no practice of England is left out', async () => {
    const { problems } = await reading(fixture(REGISTER))
    expect(codes(problems)).toEqual(['note register_holds', 'note other_organisations'])
    expect(problems[0]?.message).toBe(
      'GP practices: 2 open, 1 closed or dormant. Other prescribing services: 1.',
    )
  })

  test('may have a line of headings, or lack the column that is always empty', async () => {
    const plain = await reading(fixture(REGISTER))
    const heading = `Organisation Code,Name${',Column'.repeat(25)}\n`
    const headed = await reading(heading + fixture(REGISTER))
    const narrow = await reading(fixture(REGISTER).replaceAll(/,""$/gm, ''))
    for (const read of [headed, narrow]) {
      expect([read.rowsRead, read.figures]).toEqual([5, plain.figures])
    }
  })

  test.each<[string, Record<number, (line: string) => string>, string, number]>([
    [
      'a date as a spreadsheet writes it',
      { 2: (line) => line.replace('19740401', '01/04/1974') },
      'bad_date',
      2,
    ],
    ['a day that no month has', { 2: (line) => line.replace('20260630', '20260631') }, 'bad_date', 2],
    ['a status of another list', { 1: (line) => line.replace('"A","B"', '"X","B"') }, 'bad_status', 1],
    ['a practice twice', { 3: (line) => line.replace('Z98003', 'Z98001') }, 'duplicate_practice', 3],
    ['a name that is missing', { 1: (line) => line.replace('AMBER LANE SURGERY', '') }, 'no_name', 1],
    ['a code that is missing', { 4: (line) => line.replace('Z98004', '') }, 'bad_practice_code', 4],
    ['a line that is cut off', { 4: (line) => line.slice(0, 60) }, 'ragged_row', 4],
  ])('with %s is refused whole, with the line', async (_, changes, code, line) => {
    const { problems, refused, rowsRejected } = await reading(changed(REGISTER, changes))
    expect([refused, rowsRejected]).toEqual([true, 1])
    expect(problems.filter(({ level }) => level === 'error')).toMatchObject([{ code, line }])
  })

  test('of one line is a register too, and one without a GP practice is doubted', async () => {
    const [, , , hospice] = fixture(REGISTER).split('\n')
    const { kind, problems } = await reading(`${hospice}\n`)
    expect([kind, codes(problems)]).toEqual(['register', ['warning no_gp_practice']])
  })

  test('is for everyone, so a participant is told whom to ask', async () => {
    const { problems } = await reading(fixture(REGISTER), { onlyPractices: ['Z98001'] })
    expect(problems).toMatchObject([
      { code: 'register_for_everyone', message: expect.stringContaining('Ask a facilitator') },
    ])
  })

  test('keeps no address and no telephone number, whatever that looks like', async () => {
    const read = await reading(fixture(REGISTER).replaceAll('00000 000000', ISSUED))
    expect(read.refused).toBe(false)
    expect(JSON.stringify(read.figures)).not.toMatch(new RegExp(`${ISSUED}|AMBER LANE"|MADE-UP`))
  })

  test('with an NHS number anywhere else is refused, the first line included', async () => {
    const { problems } = await reading(fixture(REGISTER).replace('1 AMBER LANE', ISSUED))
    expect(problems).toMatchObject([{ code: 'patient_data', line: 1 }])
    expect(JSON.stringify(problems)).not.toContain(ISSUED)
  })

  test('is read whatever pieces it comes in', async () => {
    const whole = await reading(fixture(REGISTER))
    expect((await reading(inPieces(fixture(REGISTER), 3))).figures).toEqual(whole.figures)
  })
})
