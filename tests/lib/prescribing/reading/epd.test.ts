import { describe, expect, test } from 'vitest'
import { cell, changed, EPD, fixture, reading } from '../files.ts'

const said = async (text: string, options?: Parameters<typeof reading>[1]) => {
  const { problems } = await reading(text, options)
  return problems.map(({ level, line, column, code }) => [level, line, column, code])
}
const [headings = '', ...lines] = fixture(EPD).trim().split('\n')

describe('the prescribing dataset', () => {
  test('is summed by practice and month', async () => {
    const read = await reading(fixture(EPD))
    expect(read).toMatchObject({
      kind: 'epd',
      rowsRead: 13,
      rowsUsed: 12,
      rowsRejected: 0,
      practices: 2,
      months: ['2026-08'],
    })
    expect(read.figures?.rows).toEqual([
      {
        practiceCode: 'Z98001',
        month: '2026-08',
        rows: 8,
        sums: {
          items: 43,
          opioid_items: 12,
          ome_mg: 400 * 3 + 168 * 3 + 600 * 2 + 500 * 2 + 20 * 360,
          long_acting_items: 2,
          high_dose_90_items: 2,
          high_dose_120_items: 2,
          gabapentinoid_items: 5,
          gabapentinoid_ddd: 70,
          pregabalin_mg: 21_000,
          benzodiazepine_z_items: 6,
          morphine_liquid_mg: 2200,
          morphine_10mg5ml_ml: 1100,
          morphine_10mg5ml_over_300_ml: 500,
        },
        commissioner: '98Z',
      },
      {
        practiceCode: 'Z98002',
        month: '2026-08',
        rows: 4,
        sums: {
          items: 8,
          opioid_items: 5,
          ome_mg: 200 * 3 + 150 * 5,
          gabapentinoid_items: 2,
          gabapentinoid_ddd: 28,
          tramadol_items: 3,
        },
        commissioner: '98Z',
      },
    ])
  })

  test('says how many rows belong to no practice, and leaves them out', async () => {
    const { problems } = await reading(fixture(EPD))
    expect(problems.map(({ level, message }) => [level, message])).toEqual([
      [
        'note',
        '1 row with 1 item belongs to no practice (unidentified prescribers, on line 14) and is left out, as always.',
      ],
    ])
  })

  test('reads older layouts by the names of their columns', async () => {
    const read = await reading(fixture('EPD_201907.csv'))
    expect(read).toMatchObject({ refused: false, months: ['2019-07'], rowsUsed: 12 })
    expect(read.figures?.rows[0]).toMatchObject({ sums: { opioid_items: 12 } })
  })

  test('does not mind the order of columns, nor columns it does not know', async () => {
    const turned = fixture('EPD_201907.csv')
      .replaceAll('"BEACON HILL, THE PRACTICE"', 'BEACON HILL')
      .trim()
      .split('\n')
      .map((line, index) => `${index === 0 ? 'MORE' : 'x'},${line.split(',').toReversed().join(',')}`)
      .join('\n')
    const [read, usual] = await Promise.all([reading(turned), reading(fixture('EPD_201907.csv'))])
    expect(read.figures).toEqual(usual.figures)
  })

  test('keeps only the practices that may come in, and says so', async () => {
    const read = await reading(fixture(EPD), { onlyPractices: ['Z98002'] })
    expect(read).toMatchObject({ practices: 1, rowsUsed: 4, refused: false })
    expect(read.problems.map(({ message }) => message)).toContain('Of 2 practices only yours comes in.')
  })

  test('is refused when none of its practices may come in', async () => {
    expect(await said(fixture(EPD), { onlyPractices: ['Z98009'] })).toContainEqual([
      'error',
      null,
      null,
      'not_your_practice',
    ])
  })

  test('trims practice codes and writes them in capitals', async () => {
    const read = await reading(changed(EPD, { 3: cell('PRACTICE_CODE', ' z98001 ') }))
    expect([read.refused, read.practices]).toEqual([false, 2])
  })

  test('finds a presentation code among spaces', async () => {
    const read = await reading(changed(EPD, { 3: cell('BNF_PRESENTATION_CODE', ' 0407010F0AAAHAH ') }))
    expect(read.figures).toEqual((await reading(fixture(EPD))).figures)
  })

  test.each([
    ['a practice code that is too short', 2, 'PRACTICE_CODE', 'Z9800', 'bad_practice_code'],
    ['no practice code', 3, 'PRACTICE_CODE', '', 'bad_practice_code'],
    ['a code that a spreadsheet made', 3, 'BNF_PRESENTATION_CODE', '4.07E+14', 'spreadsheet'],
    ['a code that is none', 3, 'BNF_PRESENTATION_CODE', 'ABC', 'bad_presentation_code'],
    ['a month that a spreadsheet made', 2, 'YEAR_MONTH', 'Aug-26', 'spreadsheet'],
    ['a month that is none', 2, 'YEAR_MONTH', '2026-13', 'bad_month'],
    ['a month to come', 2, 'YEAR_MONTH', '2031-02', 'future_month'],
    ['text for a number', 5, 'TOTAL_QUANTITY', '28 tabs', 'not_a_number'],
    ['no number', 5, 'QUANTITY', '', 'not_a_number'],
    ['a negative figure', 4, 'ACTUAL_COST', '-12.40', 'negative_figure'],
    ['a negative cost', 4, 'NIC', '-1', 'negative_figure'],
    ['half an item', 4, 'ITEMS', '1.5', 'not_whole'],
    ['a total that is not quantity times items', 6, 'TOTAL_QUANTITY', '21', 'total_mismatch'],
  ])('is refused for %s, with line and column', async (_, line, column, value, code) => {
    const problems = await said(changed(EPD, { [line]: cell(column, value) }))
    expect(problems.filter(([level]) => level === 'error')).toEqual([['error', line, column, code]])
  })

  test('is refused for a thousands comma', async () => {
    const text = changed(EPD, { 2: (line) => line.replace(',400,', ',"1,400",') })
    expect(await said(text)).toContainEqual(['error', 2, 'TOTAL_QUANTITY', 'thousands_separator'])
  })

  test('is refused for lines with too many or too few cells', async () => {
    const text = changed(EPD, { 3: (line) => `${line},EXTRA`, 5: (line) => line.slice(0, 90) })
    expect((await said(text)).slice(0, 2)).toEqual([
      ['error', 3, null, 'ragged_row'],
      ['error', 5, null, 'ragged_row'],
    ])
  })

  test('is refused for a missing column, which is named', async () => {
    const without = (name: string) => fixture(EPD).replace(name, 'SOMETHING')
    expect(await said(without('ITEMS'))).toEqual([['error', 1, 'ITEMS', 'missing_column']])
    expect(await said(without('BNF_PRESENTATION_CODE'))).toEqual([
      ['error', 1, 'BNF_PRESENTATION_CODE', 'missing_column'],
    ])
  })

  test('warns of two months in one file, and of a file name that says another month', async () => {
    const two = changed(EPD, { 2: cell('YEAR_MONTH', '2026-07') })
    expect(await said(two)).toContainEqual(['warning', null, null, 'several_months'])
    expect(await said(fixture(EPD), { fileName: 'EPD_SNOMED_202607.csv' })).toContainEqual([
      'warning',
      null,
      null,
      'file_name_month',
    ])
    expect(await said(fixture(EPD), { fileName: EPD })).toHaveLength(1)
  })

  test('shows ten faults of a kind and counts the rest', async () => {
    const many = Array.from({ length: 30 }, () => cell('ITEMS', 'two')(lines[0] ?? ''))
    const { problems } = await reading([headings, ...many].join('\n'))
    expect(problems).toHaveLength(11)
    expect(problems.at(-1)?.message).toBe('There are 20 more like this.')
  })

  test('that is faulty throughout is read no further, and no number of it is taken for exact', async () => {
    const many = Array.from({ length: 9000 }, () => cell('ITEMS', 'two')(lines[0] ?? ''))
    const { problems, rowsRead } = await reading([headings, ...many].join('\n'))
    expect(rowsRead).toBeLessThan(9000)
    const [more, stopped] = problems.slice(10)
    expect(more?.message).toMatch(/^There are at least [\d,]+ more like this\.$/)
    expect(stopped).toMatchObject({ level: 'note', code: 'reading_stopped' })
    expect(stopped?.message).toMatch(/^Reading stopped after [\d,]+ rows, because [\d,]+ of them had faults/)
  })
})
