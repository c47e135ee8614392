import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { EPD, fixture, inPieces, reading } from '../files.ts'

const epd = fixture(EPD)
const problemsOf = async (content: string | Uint8Array, fileName?: string) =>
  (await reading(inPieces(content), fileName ? { fileName } : {})).problems

describe('what a file is', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['white space', ' \r\n\n', 'empty'],
    ['what begins like a zip archive', 'PK\u0003\u0004rest', 'truncated'],
    ['part of a zip archive', 'PK\u0007\u0008rest', 'zip_archive'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'workbook'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${epd}`, 'utf16le'), 'utf16'],
    ['UTF-16 without', Buffer.from(epd, 'utf16le'), 'utf16'],
    ['binary', Buffer.from([1, 2, 0, 4, 5]), 'binary'],
    ['lines that end with nothing but a carriage return', epd.replaceAll('\n', '\r'), 'line_ends'],
    ['a web page', '\n<!DOCTYPE html><html><body>404</body></html>', 'web_page'],
    ['an error in XML', '<?xml version="1.0"?><Error/>', 'web_page'],
    ['semicolons', epd.replaceAll(',', ';'), 'semicolons'],
    ['tabs', epd.replaceAll(',', '\t'), 'tabs'],
    ['other columns', 'COLUMN_1,COLUMN_2\n1,2\n', 'unknown_layout'],
    ['a heading and no data', epd.split('\n')[0] ?? '', 'no_data'],
    ['the breakdown of a numerator', 'bnf_code,cost,presentation_name,quantity,total_items\n', 'no_months'],
  ])('%s is refused, and the message says what to do', async (_, content, code) => {
    const problems = await problemsOf(content)
    expect(problems.map((problem) => [problem.level, problem.code])).toEqual([['error', code]])
    expect(problems[0]?.message).toMatch(
      /Download it again|hoose|Use the file|Save it|Try the download|Import /,
    )
  })

  test.each([
    ['as it is', epd],
    ['with a byte-order mark and Windows line ends', `\ufeff${epd.replaceAll('\n', '\r\n')}`],
    ['compressed', gzipSync(epd)],
    ['compressed in two members', Buffer.concat([gzipSync(epd.slice(0, 900)), gzipSync(epd.slice(900))])],
    ['with every cell quoted', epd.replaceAll(/(^|,)([^",\n]*)(?=,|$)/gm, '$1"$2"')],
  ])('a file %s holds the same figures', async (_, content) => {
    const read = await reading(inPieces(content, 50))
    expect(read.refused).toBe(false)
    expect(read.figures).toEqual((await reading(epd)).figures)
  })

  test.each([
    ['that stops early', gzipSync(epd).subarray(0, 500), 'truncated'],
    ['that stops before its checksum', gzipSync(epd).subarray(0, -6), 'truncated'],
    ['that is damaged', gzipSync(epd).fill(7, 200, 260), 'damaged'],
    ['that holds a web page', gzipSync('<html></html>'), 'web_page'],
    ['that unpacks to an endless line', gzipSync('x'.repeat(5_000_000)), 'line_too_long'],
  ])('a compressed file %s is refused', async (_, content, code) => {
    expect((await problemsOf(content)).map((problem) => problem.code)).toContain(code)
  })

  test('a name that ends in .gz does not make a file compressed', async () => {
    const problems = await problemsOf(epd, 'EPD_SNOMED_202608.csv.gz')
    expect(problems.find(({ code }) => code === 'not_compressed')?.level).toBe('note')
  })

  test('the hash is that of the file as it came', async () => {
    const [plain, packed] = await Promise.all([reading(epd), reading(inPieces(gzipSync(epd)))])
    expect(plain.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(packed.sha256).not.toBe(plain.sha256)
  })
})
