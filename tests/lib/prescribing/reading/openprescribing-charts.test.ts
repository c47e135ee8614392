import fc from 'fast-check'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { ISSUED } from '../../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { chart, codes, errors, HIGH, OME, SHARE, value } from '../downloads.ts'
import { inPieces, reading } from '../files.ts'

describe('the download of a chart', () => {
  const row = '2026-08-01,Z98001,AMBER LANE SURGERY,16000.8,8.001,1999.850018747656,3.7,23'

  test('holds the measure that a person says', async () => {
    const read = await reading(chart(row), OME)
    expect(read).toMatchObject({
      kind: 'openprescribing',
      months: ['2026-08'],
      practices: 1,
      rowsUsed: 1,
      problems: [],
    })
    expect(read.figures).toMatchObject({
      isUndecided: false,
      rows: [value('2026-08', 16000.8, 8.001, 'opioid_ome_per_1000')],
    })
  })

  test('is a question without one, with what its values look like', async () => {
    const rate = await reading(chart(row))
    expect([rate.refused, rate.figures]).toMatchObject([false, { isUndecided: true }])
    expect(rate.problems).toMatchObject([
      { code: 'measure_not_named', message: expect.stringContaining('for 1,000 patients') },
    ])
    const share = await reading(
      chart('2026-08-01,Z98001,X,4,20,0.2,100,4.7', '2026-07-01,Z98001,X,2,16,0.125,96,2.9'),
    )
    expect(share.problems[0]?.message).toContain(`may be “${findMeasure('high_dose_percent')?.title}”`)
    expect(share.problems[0]?.message).not.toContain('per 1,000 patients')
  })

  test('writes zero and nothing alike: what is divided by tells them apart', async () => {
    const read = await reading(chart('2026-08-01,Z98001,X,,1.889,,,0.1', '2026-07-01,Z98001,X,,,,,0.1'), HIGH)
    expect(read.figures).toMatchObject({
      rows: [value('2026-08', 0, 1.889, 'high_dose_items_per_1000')],
      months: ['2026-08', '2026-07'],
    })
  })

  test.each([
    ['is not what its own figures make', '2026-08-01,Z98001,X,16000.8,8.001,1999.9,,', 'rate_mismatch'],
    ['stands without anything to divide by', '2026-08-01,Z98001,X,16000.8,,1999.9,,', 'rate_mismatch'],
    ['is missing beside figures', '2026-08-01,Z98001,X,16000.8,8.001,,,', 'rate_mismatch'],
    ['is negative', '2026-08-01,Z98001,X,-3,8.001,-0.375,,', 'negative_figure'],
    ['is a text', '2026-08-01,Z98001,X,many,8.001,1,,', 'not_a_number'],
    ['has commas from a spreadsheet', '2026-08-01,Z98001,X,"16,000",8.001,1,,', 'spreadsheet'],
    ['has lost its digits in a spreadsheet', '2026-08-01,Z98001,X,1.6E+04,8.001,1999.75,,', 'spreadsheet'],
    ['belongs to a code that is none', '2026-08-01,Z9800,X!,1,8.001,1,,', 'not_practices'],
    ['belongs to nobody', '2026-08-01,,X,1,8.001,0.125,,', 'bad_practice_code'],
    ['belongs to a network', '2026-08-01,U12345,X,1,8.001,0.125,,', 'not_practices'],
    ['is of a month to come', '2031-08-01,Z98001,X,8.001,8.001,1,,', 'future_month'],
    ['is of a day within a month', '2026-08-15,Z98001,X,8.001,8.001,1,,', 'bad_date'],
    ['is on a line that is cut off', '2026-08-01,Z98001,X,8.001', 'ragged_row'],
  ])('is refused when a value %s', async (_, row, code) => {
    expect(errors(await reading(chart(row), OME))).toContainEqual([code, 2])
  })

  test('is refused when a practice and month occur twice', async () => {
    expect(errors(await reading(chart(row, row), OME))).toEqual([['duplicate_row', 3]])
  })

  test('that a spreadsheet rounded still agrees with itself', async () => {
    const rounded = await reading(
      chart('2026-08-01,Z98001,X,215522.8,12.961,16628.56261,,', '2026-07-01,Z98001,X,1,11,0.0909091,,'),
      OME,
    )
    expect(errors(rounded)).toEqual([])
  })

  test.each([
    ['shares where values are over 100%', chart('2026-08-01,Z98001,X,40,20,2,,'), SHARE],
    [
      'items where a numerator is no whole number',
      chart('2026-08-01,Z98001,X,4.5,9.001,0.49994445061659815,,'),
      HIGH,
    ],
    [
      'a rate where what is divided by is whole in every month',
      chart(...['06', '07', '08'].map((month) => `2026-${month}-01,Z98001,X,4,20,0.2,,`)),
      HIGH,
    ],
  ])('cannot be of %s', async (_, text, measure) => {
    expect(errors(await reading(text, measure))).toEqual([['other_measure', null]])
  })

  test('without one of its columns says which', async () => {
    const read = await reading(chart(row).replace('denominator', 'people'), OME)
    expect(read.problems).toMatchObject([{ code: 'missing_column', column: 'DENOMINATOR' }])
  })

  test('of others is not taken from a participant, who is told', async () => {
    const others = { ...OME, onlyPractices: ['Z98002'] }
    expect(errors(await reading(chart(row), others))).toEqual([['not_your_practice', null]])
    const both = await reading(chart(row, row.replace('Z98001', 'Z98002')), others)
    expect([both.practices, codes(both)]).toEqual([1, ['note other_practices']])
  })

  test('is the same for every number that the site can write', async () => {
    const counted = fc.record({
      numerator: fc.integer({ min: 0, max: 5_000_000 }),
      patients: fc.integer({ min: 101, max: 90_001 }),
      size: fc.integer({ min: 1, max: 200 }),
    })
    await fc.assert(
      fc.asyncProperty(counted, async ({ numerator, patients, size }) => {
        const mg = numerator / 10
        const cells = [mg || '', patients / 1000, mg / (patients / 1000) || '']
        const text = chart(`2026-08-01,Z98001,X,${cells.join(',')},,`)
        const read = await reading(inPieces(text, size), OME)
        expect(read.figures?.rows).toEqual([value('2026-08', mg, patients / 1000, 'opioid_ome_per_1000')])
      }),
      { numRuns: 200 },
    )
  })
})

describe('dates', () => {
  const dated = (...dates: string[]) =>
    reading(chart(...dates.map((date) => `${date},Z98001,X,8.001,8.001,1,,`)), OME)

  test.each([
    ['01/10/2024', '01/11/2024'],
    ['1/10/24', '1/11/24'],
    ['01-Oct-24', '01-Nov-24'],
    ['Oct-24', 'Nov-24'],
    ['01.10.2024', '01.11.2024'],
  ])('that a spreadsheet wrote as %s are read with the day first, and it is said', async (...dates) => {
    const read = await dated(...dates)
    expect([read.months, codes(read)]).toEqual([['2024-10', '2024-11'], ['warning resaved_dates']])
  })

  test('that are the first of a month only with the month first are refused, and said once', async () => {
    const read = await dated('10/1/24', '11/1/24', '12/1/24', '1/1/25')
    expect([read.refused, read.rowsRejected >= 3, codes(read)]).toEqual([
      true,
      true,
      ['error month_first_dates'],
    ])
  })

  test('that are no first of a month either way are refused line by line', async () => {
    expect(errors(await dated('15/08/2026', '2026-08-02', 'August'))).toEqual([
      ['bad_date', 2],
      ['bad_date', 3],
      ['bad_date', 4],
    ])
  })
})

test('a figure of ten digits is no NHS number here', async () => {
  const read = await reading(chart(`2026-08-01,Z98001,X,${ISSUED},8.001,${Number(ISSUED) / 8.001},,`), OME)
  expect(errors(read)).toEqual([])
})
