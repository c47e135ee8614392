import { changesTo, conflictInWords, savedInWords } from '#lib/measures/changes.ts'
import { readRow, type TypedRow } from '#lib/measures/row.ts'
import { describe, expect, test } from '../../support/test.ts'

const week = 'week of 2 November 2026'

describe('a line of a percentage', () => {
  test.each<[TypedRow, object]>([
    [
      { numerator: '3', denominator: '12' },
      { figure: { numerator: 3, denominator: 12, note: null }, cleared: false, shown: '' },
    ],
    [
      { numerator: ' 1,000 ', denominator: '1 200', note: ' flu ' },
      { figure: { numerator: 1000, denominator: 1200, note: 'flu' }, cleared: false, shown: '' },
    ],
    [
      { numerator: '12', denominator: '12' },
      { figure: { numerator: 12, denominator: 12, note: null }, cleared: false, shown: '' },
    ],
    [
      { numerator: '0', denominator: '0' },
      { figure: { numerator: 0, denominator: 0, note: null }, cleared: false, shown: '' },
    ],
    [{}, { figure: null, cleared: false, shown: '' }],
    [
      { numerator: ' ', denominator: '' },
      { figure: null, cleared: false, shown: '' },
    ],
    [
      { numerator: '', denominator: '', had: '3|12|' },
      { figure: null, cleared: true, shown: '3|12|' },
    ],
    [
      { numerator: '', denominator: '', note: 'flu', had: '3|12|' },
      { figure: null, cleared: true, shown: '3|12|' },
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
      shown: '',
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
    ['typed, and as it was shown', '3||', figure(9), [1, 0]],
    ['typed, though a colleague changed it', '2||', figure(9), [0, 1]],
    ['typed the same as a colleague did', '2||', figure(3), [0, 0]],
    ['left as shown, though a colleague changed it', '2||', figure(2), [0, 0]],
    ['typed where nothing was shown and a colleague typed', '', figure(9), [0, 1]],
    ['taken away, though a colleague changed it', '2||', null, [0, 1]],
    ['never compared', undefined, figure(9), [1, 0]],
  ] as const)('a line %s', (_, shown, typed, [corrected, conflicts]) => {
    const row = { figure: typed, cleared: typed === null, ...(shown !== undefined && { shown }) }
    const changes = changesTo(stored, { '2026-11-02': row })
    expect([changes.corrected.length, changes.conflicts.length]).toEqual([corrected, conflicts])
    expect(changes.needsReason).toBe(corrected > 0)
  })

  test('a line changed here and taken away by a colleague conflicts; taken away by both is done', () => {
    const gone = (figureTyped: ReturnType<typeof figure> | null) =>
      changesTo([], { '2026-11-02': { figure: figureTyped, cleared: !figureTyped, shown: '3||' } })
    expect(gone(figure(9)).conflicts).toEqual([{ period: '2026-11-02', earlier: undefined }])
    expect(gone(figure(3))).toMatchObject({ conflicts: [], entered: [] })
    expect(gone(null)).toMatchObject({ conflicts: [], cleared: [] })
  })

  test('another note alone needs no reason', () => {
    const { corrected, needsReason } = changesTo(stored, {
      '2026-11-02': { figure: figure(3, 'flu'), cleared: false },
    })
    expect([corrected.length, needsReason]).toEqual([1, false])
  })

  test.each([
    [
      { ...figure(4), denominator: 12, enteredBy: 'Ben' },
      'Ben has saved 4 of 12 for week of 2 November 2026 since',
    ],
    [undefined, 'A colleague has taken away the figure for week of 2 November 2026'],
  ])('%# is told to the second of two people', (earlier, said) => {
    expect(conflictInWords(earlier, week)).toContain(said)
  })

  test.each([
    [{ entered: 3, corrected: 1, cleared: 0 }, '3 figures added, 1 corrected'],
    [{ entered: 1, corrected: 0, cleared: 2 }, '1 figure added, 2 taken away'],
    [
      { entered: 0, corrected: 0, cleared: 0 },
      'The figures stand as they are here. Nothing had to be changed',
    ],
  ])('%# is said', (counts, said) => {
    expect(savedInWords(counts)).toBe(said)
  })
})
