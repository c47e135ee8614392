import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { Unreadable } from '#lib/prescribing/problems.ts'
import { csvInZip } from '#lib/prescribing/reading/zip.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { EPD, fixture, inPieces, LISTS, reading } from '../files.ts'
import { type Packed, zipOf } from '../zips.ts'

const text = 'YEAR_MONTH,ITEMS\n2026-08,1\n'
const csv: Packed = { name: 'EPD_202608.csv', content: text }

async function csvIn(archive: Uint8Array, size?: number): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of csvInZip(inPieces(archive, size))) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}
const refusal = async (archive: Uint8Array) =>
  csvIn(archive).then(
    () => 'read',
    (error: unknown) => (error instanceof Unreadable ? error.code : String(error)),
  )

describe('the one CSV of a zip archive', () => {
  test.each<[string, Packed[]]>([
    ['packed', [csv]],
    ['packed while it was written', [{ ...csv, streamed: true }]],
    ['stored as it is', [{ ...csv, method: 0 }]],
    ['packed as Windows does a large one', [{ ...csv, method: 9 }]],
    ['packed so while it was written', [{ ...csv, method: 9, streamed: true }]],
    ['packed in Zstandard', [{ ...csv, method: 93 }]],
    ['under a name without an ending', [{ ...csv, name: 'data/EPD_202608' }]],
    [
      'beside a note and a licence',
      [{ name: 'README', content: 'x' }, csv, { name: 'LICENCE', content: 'x' }],
    ],
    [
      'packed in Zstandard, before notes',
      [
        { ...csv, method: 93 },
        { name: 'notes.txt', content: 'notes' },
      ],
    ],
    ['packed, and said to need version 6.3', [{ ...csv, version: 63 }]],
    ['packed while it was written, and said to need version 6.3', [{ ...csv, version: 63, streamed: true }]],
    ['stored, and said to need version 6.3', [{ ...csv, method: 0, version: 63 }]],
    ['after notes in a way that is not read', [{ name: 'a.pdf', content: 'notes', method: 14 }, csv]],
    ['with sizes of more than four bytes', [{ ...csv, large: true }]],
    ['with such sizes, packed while it was written', [{ ...csv, large: true, streamed: true }]],
    [
      'in a folder, with what a Mac adds',
      [
        { name: 'EPD/', content: '', method: 0 },
        { ...csv, name: 'EPD/a.CSV' },
        { name: '__MACOSX/EPD/._a.csv', content: 'x' },
      ],
    ],
    ['after notes', [{ name: 'READ ME.txt', content: 'notes' }, csv]],
    [
      'after notes that were packed while written',
      [{ name: 'notes.pdf', content: 'notes', streamed: true }, csv],
    ],
    [
      'before notes',
      [
        { ...csv, streamed: true },
        { name: 'notes.txt', content: 'notes', streamed: true },
      ],
    ],
  ])('is read %s', async (_, members) => {
    for (const size of [1, 7, 64 * 1024]) expect(await csvIn(zipOf(...members), size)).toBe(text)
  })

  test('is read when its own bytes look like the end of a member', async () => {
    const marks = Buffer.concat(
      [0x02014b50, 0x04034b50, 0x08074b50].map((mark) => Buffer.from(new Uint32Array([mark]).buffer)),
    )
    const content = Buffer.concat(Array.from({ length: 500 }, () => marks))
    const found = await csvIn(zipOf({ ...csv, content, level: 0, streamed: true }), 100)
    expect(found).toBe(content.toString())
  })

  test('is the same whatever it holds and however it is cut', async () => {
    const packed = fc.record({
      content: fc.string({ maxLength: 300 }),
      streamed: fc.boolean(),
      large: fc.boolean(),
      level: fc.constantFrom(0, 9),
      before: fc.boolean(),
      size: fc.integer({ min: 1, max: 400 }),
    })
    await fc.assert(
      fc.asyncProperty(packed, async ({ before, size, ...member }) => {
        const notes = before
          ? [{ name: 'notes.txt', content: member.content, streamed: member.streamed }]
          : []
        const archive = zipOf(...notes, { name: 'a.csv', ...member })
        expect(await csvIn(archive, size)).toBe(Buffer.from(member.content).toString())
      }),
      { numRuns: 60 },
    )
  })

  test('is read as the same figures as outside of it', async () => {
    const zipped = await reading(
      inPieces(zipOf({ name: 'EPD.csv', content: fixture(EPD), streamed: true }), 999),
    )
    expect(zipped.figures).toEqual((await reading(fixture(EPD))).figures)
    expect(zipped.sha256).not.toBe('')
  })
})

describe('a zip archive', () => {
  test.each<[string, Uint8Array, string]>([
    ['with two CSV files', zipOf(csv, { ...csv, name: 'b.csv' }), 'several_files'],
    ['without one', zipOf({ name: 'notes.txt', content: 'x' }), 'no_csv'],
    ['with nothing in it', zipOf(), 'no_csv'],
    ['with a file that is packed again', zipOf({ ...csv, name: 'a.csv.gz' }), 'packed_otherwise'],
    ['that is a workbook', zipOf({ name: '[Content_Types].xml', content: '<Types/>' }), 'workbook'],
    ['with a password', zipOf({ ...csv, flags: 1 }), 'encrypted'],
    ['with a method that is not read', zipOf({ ...csv, method: 14 }), 'packed_otherwise'],
    [
      'of unknown length that is not packed',
      zipOf({ ...csv, method: 0, streamed: true }),
      'packed_otherwise',
    ],
    ['of unknown length in Zstandard', zipOf({ ...csv, method: 93, streamed: true }), 'packed_otherwise'],
    ['whose checksum is wrong, in Zstandard', zipOf({ ...csv, method: 93, crc: 1 }), 'damaged'],
    ['whose checksum is wrong, in Deflate64', zipOf({ ...csv, method: 9, crc: 1 }), 'damaged'],
    ['whose checksum is wrong', zipOf({ ...csv, crc: 1 }), 'damaged'],
    ['whose checksum is wrong, packed while written', zipOf({ ...csv, crc: 1, streamed: true }), 'damaged'],
    [
      'with something else after a member',
      Buffer.concat([
        zipOf(csv).subarray(0, 30 + csv.name.length + deflateRawSync(text).length),
        Buffer.from('something else'),
      ]),
      'damaged',
    ],
  ])('%s is refused', async (_, archive, code) => {
    expect(await refusal(archive)).toBe(code)
  })

  test('that breaks off anywhere in its file is incomplete, never read', async () => {
    const archive = zipOf({ ...csv, streamed: true })
    const members = archive.length - 22 - 46 - csv.name.length
    for (let length = 4; length < members + 4; length++)
      expect([length, await refusal(archive.subarray(0, length))]).toEqual([length, 'truncated'])
  })

  test('that unpacks to more than is let in stops there', async () => {
    const bomb = zipOf({ name: 'a.csv', content: fixture(LISTS).repeat(50_000) })
    expect(bomb.length).toBeLessThan(100_000)
    const read = await reading(inPieces(bomb), { mostBytes: 20_000 })
    expect(read.problems.map(({ code }) => code)).toContain('too_large')
  })

  test('names what to do, and never a file inside it', async () => {
    const { problems } = await reading(
      inPieces(
        zipOf({ name: 'Amber Patient 9990000018.csv', content: 'x' }, { name: 'b.csv', content: 'x' }),
      ),
    )
    expect(problems).toMatchObject([{ code: 'several_files', message: expect.stringContaining('Unpack it') }])
  })

  test.each([
    [14, 'packed with LZMA (method 14)'],
    [12, 'packed with BZIP2 (method 12)'],
    [98, 'packed with PPMd (method 98)'],
    [77, 'packed with method 77'],
  ])('packed by method %i says which that is, and what unpacks it', async (method, words) => {
    const { problems } = await reading(inPieces(zipOf({ ...csv, method, version: 63 })))
    expect(problems[0]?.message).toContain(words)
    expect(problems[0]?.message).toContain('with 7-Zip or with what Windows or macOS has for it')
  })

  test('in several frames of Zstandard is read to the last', async () => {
    const frames = Buffer.concat([zstdCompressSync(Buffer.from(text)), zstdCompressSync(Buffer.from(text))])
    const archive = zipOf({ ...csv, content: frames, method: 0, crc: crc32(text + text) })
    archive.writeUInt16LE(93, 8)
    for (const size of [1, 7, 64 * 1024]) expect(await csvIn(archive, size)).toBe(text + text)
  })

  test('that is given up half-way lets go of its source', async () => {
    let closed = false
    async function* source() {
      try {
        yield* inPieces(zipOf({ ...csv, content: 'a,b\n'.repeat(200_000), level: 0 }), 1000)
      } finally {
        closed = true
      }
    }
    for await (const _ of csvInZip(source())) break
    expect(closed).toBe(true)
  })
})
