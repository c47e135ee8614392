import { describe, expect, test } from 'vitest'
import { numberIn, textsIn } from '#lib/prescribing/reading/cells.ts'
import { judgedOnce } from '#lib/prescribing/reading/judged-once.ts'
import { scanRows } from '#lib/prescribing/reading/rows.ts'
import { seenRows } from '#lib/prescribing/reading/seen-rows.ts'
import { inPieces } from '../files.ts'

async function rowsOf(text: string | Uint8Array, size?: number) {
  const rows: { line: number; texts: string[] }[] = []
  const scanned = await scanRows(inPieces(text, size), {
    each: (row) => rows.push({ line: row.line, texts: textsIn(row) }),
  })
  return { ...scanned, rows }
}

const texts = async (text: string) => (await rowsOf(text)).rows.map((row) => row.texts)

describe('the scanner of rows', () => {
  test.each([
    [
      'plain cells',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'Windows line ends',
      'a,"b"\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',a,\n"",,\n',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['commas and quotes in quotes', '"a,b","c ""d"""\n', [['a,b', 'c "d"']]],
    ['line breaks in quotes', '"a\nb",c\n', [['a\nb', 'c']]],
    ['a quote inside an unquoted cell', 'a"b,c\n', [['a"b', 'c']]],
    ['text after a closing quote, which keeps the quotes', '"a"b,c\n', [['"a"b', 'c']]],
    [
      'empty lines, which are passed over',
      'a,b\n\n\r\nc,d\n\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('reads %s', async (_, text, expected) => expect(await texts(text)).toEqual(expected))

  test('counts the lines that a person sees, line breaks in quotes and empty lines included', async () => {
    const { rows } = await rowsOf('head\n"a\n\nb"\n\nc\n')
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 6])
  })

  test('reads the same however the stream is cut', async () => {
    const text = Array.from(
      { length: 400 },
      (_, index) => `${index},"x ""${index}"",\ny",z${'é'.repeat(index % 7)}\r`,
    ).join('\n')
    const whole = await rowsOf(text)
    for (const size of [1, 2, 3, 7, 1000]) expect(await rowsOf(text, size)).toEqual(whole)
    expect(whole.rows).toHaveLength(400)
  })

  test('reads files of several blocks', async () => {
    const text = 'abc,"def",123\n'.repeat(100_000)
    const { rows, bytes } = await rowsOf(text, 100_000)
    expect([rows.length, bytes, rows.at(-1)]).toEqual([
      100_000,
      text.length,
      { line: 100_000, texts: ['abc', 'def', '123'] },
    ])
  })

  test('takes text for UTF-8 if all of it is, and for ISO-8859-1 otherwise', async () => {
    expect((await rowsOf('CAFÉ,b\n')).encoding).toBe('UTF-8')
    const latin = await rowsOf(Buffer.from('CAFÉ,b\n', 'latin1'))
    expect([latin.encoding, latin.rows[0]?.texts[0]]).toEqual(['ISO-8859-1', 'CAFÉ'])
  })

  test('refuses a line that is longer than any real line can be', async () => {
    await expect(rowsOf('a'.repeat(1_000_000))).rejects.toThrow('longer than any real line')
  })

  test('refuses a quotation mark that is never closed', async () => {
    await expect(rowsOf('a,b\n"c,d\n')).rejects.toThrow('never closed')
  })

  test('refuses more than it was told to read', async () => {
    const reading = scanRows(inPieces('a,b\n'.repeat(1000), 100), { each: () => undefined, mostBytes: 2000 })
    await expect(reading).rejects.toThrow('bin/import-prescribing')
  })

  test('lets other work take its turn', async () => {
    let turns = 0
    const counting = setInterval(() => turns++, 0)
    await rowsOf('abc,"def",123\n'.repeat(300_000), 64_000)
    clearInterval(counting)
    expect(turns).toBeGreaterThan(2)
  })
})

describe('a number in a cell', () => {
  test.each([
    ['28', 28],
    ['28.0', 28],
    ['28.', 28],
    ['.5', 0.5],
    ['24.44', 24.44],
    ['3.72125', 3.72125],
    [' 7 ', 7],
    ['-12.40', -12.4],
    ['0', 0],
    ['999999999.99999', 999_999_999.99999],
    ['', Number.NaN],
    ['.', Number.NaN],
    ['-', Number.NaN],
    ['1.2.3', Number.NaN],
    ['1,120', Number.NaN],
    ['28 tabs', Number.NaN],
    ['1E3', Number.NaN],
    ['#VALUE!', Number.NaN],
  ])('"%s" is %s', (text, expected) => {
    const bytes = Buffer.from(text)
    const row = { bytes, starts: Int32Array.of(0), ends: Int32Array.of(bytes.length), cells: 1, line: 1 }
    expect(numberIn(row, 0)).toBe(expected)
  })
})

describe('a rule that is asked often', () => {
  test('judges each distinct text once, and answers for all of thousands', () => {
    let judged = 0
    const lengthOf = judgedOnce((text) => {
      judged++
      return text
    })
    const codes = Array.from({ length: 9000 }, (_, index) => `A${80_000 + index}`)
    for (const code of [...codes, ...codes.toReversed(), ...codes]) {
      const bytes = Buffer.from(`--${code}--`)
      expect(lengthOf(bytes, 2, 2 + code.length)).toBe(code)
    }
    expect(judged).toBe(9000)
  })

  test('tells texts apart that begin alike, and those too long to remember', () => {
    const same = judgedOnce((text) => text)
    for (const text of ['', 'a', 'ab', 'abc', 'abcd', 'x'.repeat(31), 'x'.repeat(32), 'x'.repeat(99)]) {
      const bytes = Buffer.from(text)
      expect(same(bytes, 0, bytes.length)).toBe(text)
      expect(same(bytes, 0, bytes.length)).toBe(text)
    }
  })
})

test('a row is known again, with its line, among many that differ in one figure only', () => {
  const seen = seenRows()
  let line = 1
  const row = (practice: number, drug: number, quantity: number, product: string) => {
    seen.begin(practice, drug, 0)
    seen.words(new Int32Array(Float64Array.of(quantity, 1).buffer))
    seen.text(Buffer.from(product), 0, product.length)
    return seen.again(++line)
  }
  for (let index = 0; index < 200_000; index++) {
    if (row(index % 300, index >> 4, (index % 7) / 4, `${index}`)) throw new Error(`row ${index} is new`)
  }
  expect(seen.size()).toBe(200_000)
  expect([row(5, 0, 5 / 4, '5'), row(5, 0, 5 / 4, '6'), row(6, 0, 5 / 4, '5')]).toEqual([7, 0, 0])
})

test('rows beyond those that can be remembered are looked up all the same', () => {
  const seen = seenRows(3)
  const row = (practice: number) => {
    seen.begin(practice, 0, 0)
    return seen.again(practice + 10)
  }
  expect([1, 2, 3].map(row)).toEqual([0, 0, 0])
  expect(seen.isFull()).toBe(false)
  expect([4, 4, 2].map(row)).toEqual([0, 0, 12])
  expect([seen.isFull(), seen.size()]).toEqual([true, 3])
})
