import { describe, expect, test } from 'vitest'
import { cell, changed, EPD, fixture, reading } from '../files.ts'

const said = async (text: string) =>
  (await reading(text)).problems.map(({ level, line, column, code }) => [level, line, column, code])
const [headings = '', ...lines] = fixture(EPD).trim().split('\n')

describe('a file', () => {
  test('is refused when rows occur twice, with the line that is repeated', async () => {
    const { problems, rowsRejected } = await reading([headings, ...lines, ...lines.slice(0, 3)].join('\n'))
    expect([problems[0]?.code, problems[0]?.line, rowsRejected]).toEqual(['duplicate_rows', 15, 3])
    expect(problems[0]?.message).toMatch(/^3 rows occur twice .*SNOMED code.*line 15 repeats line 2/)
  })

  describe('without SNOMED codes', () => {
    const [old = '', ...rows] = fixture('EPD_201907.csv').trim().split('\n')
    const many = Array.from({ length: 330 }, (_, index) =>
      rows[0]?.replace(',100,4,400,', `,${index + 1},4,${index * 4 + 4},`),
    )
    const twinAt = (...at: number[]) =>
      [old, ...many.flatMap((line, index) => (at.includes(index) ? [line, line] : [line]))].join('\n')

    test('takes a row right below its twin for another product', async () => {
      const { problems } = await reading(twinAt(137))
      expect(problems).toContainEqual(
        expect.objectContaining({ level: 'note', line: 140, code: 'rows_alike' }),
      )
      expect(await said(twinAt(1, 200, 329))).toContainEqual(['note', 4, null, 'rows_alike'])
      expect(await said(twinAt(1, 2, 3, 4))).toContainEqual(['error', 4, null, 'duplicate_rows'])
    })

    test.each([
      ['one row further down', [...many, many[7]], 332, 9],
      ['three rows pasted behind the last', [...many, ...many.slice(0, 3)], 332, 2],
      ['a row between two twins', [...many.slice(0, 2), many[0], ...many.slice(2)], 4, 2],
      ['a pair that itself came twice', [many[0], many[0], ...many.slice(1), many[0], many[0]], 333, 2],
    ])('is refused for %s, which no two products would be', async (_, table, line, repeated) => {
      const { problems, refused } = await reading([old, ...table].join('\n'))
      expect([refused, problems[0]?.code, problems[0]?.line]).toEqual([true, 'duplicate_rows', line])
      expect(problems[0]?.message).toContain(`line ${line} repeats line ${repeated}`)
    })

    test('is refused where two pages overlap, however small their share of the file', async () => {
      const pages = Array.from({ length: 8000 }, (_, index) =>
        rows[0]?.replace(',100,4,400,', `,${index + 1},4,${index * 4 + 4},`),
      )
      const overlapping = [...pages.slice(0, 4000), ...pages.slice(3990)]
      const { problems, rowsRejected } = await reading([old, ...overlapping].join('\n'))
      expect([problems[0]?.code, rowsRejected]).toEqual(['duplicate_rows', 10])
    })
  })

  test('names opioids whose strength is not known, with their name, code and items', async () => {
    const text = changed(EPD, { 4: cell('BNF_PRESENTATION_CODE', '0407020Q0BYYAYY') })
    const { problems, refused } = await reading(text)
    expect([refused, problems[0]?.level, problems[0]?.line]).toEqual([false, 'warning', 4])
    expect(problems[0]?.message).toMatch(
      /^2 items of “Morphine sulfate 10mg\/5ml oral solution” \(0407020Q0BYYAYY\) count as opioid items, but no/,
    )
  })

  test('says no name of a medicine that may be something else', async () => {
    for (const text of ['Jane Specimen of Mill Lane', '=HYPERLINK(x) 10mg']) {
      const told = changed(EPD, {
        4: (line) =>
          cell('BNF_PRESENTATION_NAME', text)(cell('BNF_PRESENTATION_CODE', '0407020Q0BYYAYY')(line)),
      })
      const { problems } = await reading(told)
      expect(problems[0]?.message).toMatch(/^2 items of the BNF code 0407020Q0BYYAYY count/)
    }
  })
})
