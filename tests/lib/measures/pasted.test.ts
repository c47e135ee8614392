import { textOfCsv } from '#lib/measures/csv-file.ts'
import { readPasted, rowsOf } from '#lib/measures/pasted.ts'
import { dateFrom } from '#lib/measures/typed-dates.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('a date', () => {
  test.each([
    ['2026-10-05', 'week', '2026-10-05'],
    ['2026/10/5', 'week', '2026-10-05'],
    ['2026-10-05 00:00:00', 'week', '2026-10-05'],
    ['5/10/2026', 'week', '2026-10-05'],
    ['05.10.26', 'week', '2026-10-05'],
    ['5 Oct 2026', 'week', '2026-10-05'],
    ['5-October-26', 'week', '2026-10-05'],
    ['2026-10', 'month', '2026-10-01'],
    ['10/2026', 'month', '2026-10-01'],
    ['Oct 2026', 'month', '2026-10-01'],
    ['Oct-26', 'month', '2026-10-01'],
    ['Oct 2026', 'week', undefined],
    ['10/25/2026', 'week', undefined],
    ['2026-02-30', 'week', undefined],
    ['5 Foo 2026', 'week', undefined],
    ['46300', 'week', undefined],
    ['', 'week', undefined],
  ] as const)('%s, every %s', (text, every, day) => {
    expect(dateFrom(text, every)).toBe(day)
  })
})

const share = { every: 'week', valueKind: 'percentage', startsOn: '2026-09-21' } as const
const tally = { every: 'month', valueKind: 'count', startsOn: '2026-09-21' } as const
const today = '2026-11-22'
const figuresOf = (text: string, measure: typeof share | typeof tally = share) =>
  readPasted(text, measure, today).rows?.map(({ line, period, figure }) => [
    line,
    period,
    figure.numerator,
    figure.denominator,
  ])

describe('pasted lines', () => {
  test.each([
    ['commas, no heading', '2026-10-05,3,12', share, [[1, '2026-10-05', 3, 12]]],
    ['tabs, a heading, the day first', 'Week\tSeen\tOf\n5/10/2026\t3\t12', share, [[2, '2026-10-05', 3, 12]]],
    ['semicolons', '5/10/2026;3;12', share, [[1, '2026-10-05', 3, 12]]],
    ['a Thursday is its week', '2026-10-08,3,12', share, [[1, '2026-10-05', 3, 12]]],
    [
      'a byte order mark, CRLF, empty lines',
      '\uFEFFdate,value,denominator\r\n\r\n2026-10-05,3,12\r\n',
      share,
      [[3, '2026-10-05', 3, 12]],
    ],
    ['quotes hold a thousand together', '2026-10-05,"1,000","1,200"', share, [[1, '2026-10-05', 1000, 1200]]],
    ['an empty cell is missing, never 0', '2026-10-05,,\n2026-10-12,4,12', share, [[2, '2026-10-12', 4, 12]]],
    [
      'a count by months',
      'date,value\n2026-09,4\nOct 2026,5',
      tally,
      [
        [2, '2026-09-01', 4, null],
        [3, '2026-10-01', 5, null],
      ],
    ],
    ['the week that is running', '2026-11-16,3,12', share, [[1, '2026-11-16', 3, 12]]],
  ] as const)('%s', (_, text, measure, figures) => {
    expect(figuresOf(text, measure)).toEqual(figures)
  })

  test.each([
    ['', share, 'Paste at least one line'],
    ['date,value,denominator', share, 'Paste at least one line'],
    ['2026-10-05,,', share, 'None of the lines has a figure'],
    ['10/25/2026,3,12', share, 'Line 1: “10/25/2026” is not a date'],
    ['2026-10-05,25%', share, 'Line 1: give the number and what it is out of'],
    ['2026-10-05,0.25', share, 'Line 1: give the number and what it is out of'],
    ['2026-10-05,25%,100', share, 'Line 1: give the number and what it is out of'],
    ['2026-10-05,13,12', share, 'Line 1: The number for week of 5 October 2026 must not be more'],
    ['2026-10-05,=3+1,12', share, 'Line 1: a formula is read as text'],
    ['2026-10-05,-cmd,12', share, 'Line 1: a formula is read as text'],
    ['2026-10-05,-3,12', share, 'must be 0 or more'],
    ['2026-10-05,3,12,4', share, 'Line 1: there are more than three cells'],
    ['2026-09-14,3,12', share, 'Line 1: week of 14 September 2026 is before this measure starts'],
    ['2026-11-23,3,12', share, 'Line 1: week of 23 November 2026 has not begun'],
    ['2026-10-05,3,12\n2026-10-08,4,12', share, 'Line 2: week of 5 October 2026 is on line 1 already'],
    ['2026-10,3,12', tally, 'Line 1: this measure is a count'],
  ] as const)('%j is refused', (text, measure, said) => {
    expect(readPasted(text, measure, today).mistakes?.[0]).toContain(said)
  })

  test('are all read or none: each mistake has its line', () => {
    const { rows, mistakes } = readPasted('2026-10-05,3,12\nx,1,2\n2026-10-12,9,3', share, today)
    expect(rows).toBeUndefined()
    expect(mistakes?.map((mistake) => mistake.slice(0, 7))).toEqual(['Line 2:', 'Line 3:'])
  })

  test('are limited in number', () => {
    expect(readPasted('x\n'.repeat(1500), share, today).mistakes?.[0]).toContain('1000 lines or fewer')
  })

  test('leave the note of a figure where it is', () => {
    const { rows = [] } = readPasted('2026-10-05,3,12', share, today)
    expect(rowsOf(rows, { '2026-10-05': '2|12|flu|cold' })).toEqual({
      '2026-10-05': {
        figure: { numerator: 3, denominator: 12, note: 'flu|cold' },
        cleared: false,
        shown: '2|12|flu|cold',
      },
    })
  })
})

describe('a CSV file', () => {
  const file = (...parts: BlobPart[]) => new File(parts, 'figures.csv')
  test('is read with or without a byte order mark, in UTF-8 or ISO-8859-1', async () => {
    expect(await textOfCsv(file('\uFEFFdate,value\r\n2026-10,4\r\n'))).toEqual({
      text: 'date,value\n2026-10,4',
    })
    expect(await textOfCsv(file(new Uint8Array([0x64, 0xe9])))).toEqual({ text: 'dé' })
  })
  test.each([
    ['too large', 'x'.repeat(60_001), '60 kB or less'],
    ['a workbook', 'PK\u0003\u0004\u0000', 'must be CSV'],
    ['about a patient', `2026-10,4\n${ISSUED},5`, 'looks like an NHS number'],
  ])('%s is refused', async (_, text, said) => {
    expect(JSON.stringify(await textOfCsv(file(text)))).toContain(said)
  })
})
