import { describe, expect, test } from 'vitest'
import { cell, changed, EPD, fixture, reading } from '../files.ts'

const said = async (text: string) => {
  const { problems } = await reading(text)
  return problems.map(({ level, line, column, code }) => [level, line, column, code])
}
const [headings = '', ...lines] = fixture(EPD).trim().split('\n')

describe('the prescribing dataset, written otherwise than usual,', () => {
  test.each(['Y', 'y', ' Y ', 'Yes', 'TRUE'])('leaves out a row whose UNIDENTIFIED is "%s"', async (flag) => {
    const read = await reading(changed(EPD, { 3: cell('UNIDENTIFIED', flag) }))
    expect([read.refused, read.rowsUsed]).toEqual([false, 11])
  })

  test.each(['', 'n', ' N'])('counts a row whose UNIDENTIFIED is "%s"', async (flag) => {
    expect((await reading(changed(EPD, { 3: cell('UNIDENTIFIED', flag) }))).rowsUsed).toBe(12)
  })

  test('refuses a row that neither says nor denies that it is unidentified', async () => {
    expect(await said(changed(EPD, { 3: cell('UNIDENTIFIED', 'perhaps') }))).toEqual([
      ['error', 3, 'UNIDENTIFIED', 'bad_flag'],
      ['note', 14, null, 'unidentified_rows'],
    ])
  })

  test('takes nothing from the items of rows that it leaves out', async () => {
    const gone = cell('UNIDENTIFIED', 'Y')
    const { problems } = await reading(changed(EPD, { 3: (line) => cell('ITEMS', '-3')(gone(line)) }))
    expect(problems[0]?.message).toMatch(/^2 rows with 1 item belong/)
  })

  test('reads numbers with more digits than a number holds, as programs write those they rounded', async () => {
    const long = changed(EPD, { 3: cell('ACTUAL_COST', '16.666666666666668') })
    const short = changed(EPD, { 3: cell('ACTUAL_COST', '16.666666666667') })
    expect((await reading(long)).figures).toEqual((await reading(short)).figures)
    expect((await reading(changed(EPD, { 3: cell('ACTUAL_COST', '9'.repeat(41)) }))).refused).toBe(true)
  })

  test.each([
    ['twice', 'NIC', 'ITEMS'],
    ['under its old and its new name', 'ADDRESS_4', 'BNF_CODE'],
  ])('is refused when a column stands in it %s', async (_, heading, other) => {
    const { problems } = await reading(fixture(EPD).replace(heading, other))
    expect(problems[0]).toMatchObject({ code: 'repeated_column', line: 1 })
    expect(problems[0]?.message).toContain(other)
  })

  test.each(['   ', '\u001a', '\r', '\t\r'])('passes over a last line of %j', async (end) => {
    const read = await reading(`${fixture(EPD).trimEnd()}\n${end}\n`)
    expect([read.refused, read.rowsRead]).toEqual([false, 13])
  })

  test('says that a first line "sep=," comes from a spreadsheet', async () => {
    expect(await said(`sep=,\n${fixture(EPD)}`)).toEqual([['error', 1, null, 'spreadsheet']])
  })

  test('keeps a sum of thirds as exact as numbers are', async () => {
    const gabapentin = lines.find((line) => line.includes('0408010G0'))?.replace(',84,2,168,', ',7,1,7,')
    const { figures } = await reading(`${headings}\n${gabapentin}\n`)
    const [row] = figures?.rows ?? []
    expect(row).toMatchObject({ sums: { gabapentinoid_ddd: 1.16666666667 } })
  })
})
