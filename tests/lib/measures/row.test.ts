import { changesTo, savedInWords } from '#lib/measures/changes.ts'
import { readRow, type TypedRow } from '#lib/measures/row.ts'
import { describe, expect, test } from '../../support/test.ts'

const week = 'week of 2 November 2026'

describe('a line of a percentage', () => {
  test.each<[TypedRow, object]>([
    [
      { numerator: '3', denominator: '12' },
      { figure: { numerator: 3, denominator: 12, note: null }, cleared: false },
    ],
    [
      { numerator: ' 1,000 ', denominator: '1 200', note: ' flu ' },
      { figure: { numerator: 1000, denominator: 1200, note: 'flu' }, cleared: false },
    ],
    [
      { numerator: '12', denominator: '12' },
      { figure: { numerator: 12, denominator: 12, note: null }, cleared: false },
    ],
    [
      { numerator: '0', denominator: '0' },
      { figure: { numerator: 0, denominator: 0, note: null }, cleared: false },
    ],
    [{}, { figure: null, cleared: false }],
    [
      { numerator: ' ', denominator: '' },
      { figure: null, cleared: false },
    ],
    [
      { numerator: '', denominator: '', had: 'yes' },
      { figure: null, cleared: true },
    ],
    [
      { numerator: '', denominator: '', note: 'flu', had: 'yes' },
      { figure: null, cleared: true },
    ],
  ])('%# is read', (typed, read) => {
    expect(readRow(typed, 'percentage', week)).toEqual(read)
  })

  test.each<[TypedRow, string, string]>([
    [
      { numerator: '13', denominator: '12' },
      'numerator',
      `The number for ${week} must not be more than what it is out of`,
    ],
    [{ numerator: '13' }, 'denominator', `Enter what it is out of for ${week}`],
    [{ denominator: '13' }, 'numerator', `Enter the number for ${week}`],
    [{ numerator: '3.5', denominator: '12' }, 'numerator', `Number for ${week} must be a whole number`],
    [{ numerator: '-3', denominator: '12' }, 'numerator', `Number for ${week} must be 0 or more`],
    [{ numerator: '25%', denominator: '100' }, 'numerator', `Number for ${week} must be a number, like 12`],
    [{ note: 'nobody counted' }, 'numerator', `Enter the number for ${week}, or take the note out`],
    [
      { numerator: '3', denominator: '12', note: 'x'.repeat(301) },
      'note',
      `The note for ${week} must be 300 characters or fewer`,
    ],
  ])('%# is refused', (typed, field, message) => {
    expect(readRow(typed, 'percentage', week)).toEqual({ mistakes: [{ field, message }] })
  })
})

describe('a line of a count', () => {
  test('has no denominator, whatever is sent', () => {
    expect(readRow({ numerator: '4', denominator: '2' }, 'count', week)).toEqual({
      figure: { numerator: 4, denominator: null, note: null },
      cleared: false,
    })
    expect(readRow({ numerator: 'four' }, 'count', week)).toEqual({
      mistakes: [{ field: 'numerator', message: `Count for ${week} must be a number, like 12` }],
    })
  })
})

describe('what saving a grid changes', () => {
  const figure = (numerator: number, note: string | null = null) => ({ numerator, denominator: null, note })
  const stored = [
    { period: '2026-11-02', ...figure(3) },
    { period: '2026-11-09', ...figure(4) },
  ]

  test.each([
    ['a new line', { '2026-11-16': { figure: figure(5), cleared: false } }, [['2026-11-16'], [], []]],
    ['another number', { '2026-11-02': { figure: figure(9), cleared: false } }, [[], ['2026-11-02'], []]],
    [
      'another note',
      { '2026-11-02': { figure: figure(3, 'flu'), cleared: false } },
      [[], ['2026-11-02'], []],
    ],
    ['the same again', { '2026-11-02': { figure: figure(3), cleared: false } }, [[], [], []]],
    ['a line emptied', { '2026-11-02': { figure: null, cleared: true } }, [[], [], ['2026-11-02']]],
    [
      'a line that was empty when shown, filled by a colleague since',
      { '2026-11-02': { figure: null, cleared: false } },
      [[], [], []],
    ],
    ['a line emptied twice', { '2026-11-16': { figure: null, cleared: true } }, [[], [], []]],
  ])('%s', (_, rows, [entered, corrected, cleared]) => {
    const changes = changesTo(stored, rows)
    expect(changes.entered.map(({ period }) => period)).toEqual(entered)
    expect(changes.corrected.map(({ period }) => period)).toEqual(corrected)
    expect(changes.cleared).toEqual(cleared)
  })

  test.each([
    [{ entered: 3, corrected: 1, cleared: 0 }, '3 figures added, 1 corrected'],
    [{ entered: 1, corrected: 0, cleared: 2 }, '1 figure added, 2 taken away'],
    [{ entered: 0, corrected: 0, cleared: 0 }, 'Nothing was changed'],
  ])('%# is said', (counts, said) => {
    expect(savedInWords(counts)).toBe(said)
  })
})
