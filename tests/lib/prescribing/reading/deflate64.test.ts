import { readFileSync } from 'node:fs'
import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Unreadable } from '#lib/prescribing/problems.ts'
import { byteSource } from '#lib/prescribing/reading/byte-source.ts'
import { inflated64 } from '#lib/prescribing/reading/deflate64.ts'
import { csvInZip } from '#lib/prescribing/reading/zip.ts'
import { chanceFrom } from '../../../../db/seeds/epd-chance.ts'
import { inPieces } from '../files.ts'

/** As 7-Zip 26.02 packed it: `7zz a -tzip -mm=Deflate64 -mx=9 deflate64.zip invented.csv`. */
const ARCHIVE = readFileSync('tests/fixtures/prescribing/deflate64.zip')
/** Further back than Deflate can reach, longer than it can say, and bytes that cannot be packed. */
function invented(): Buffer {
  const chance = chanceFrom('deflate64')
  const digits = Array.from({ length: 40_000 }, () => Math.floor(chance() * 10)).join('')
  const bytes = Buffer.from(Array.from({ length: 3000 }, () => Math.floor(chance() * 256)))
  const far = `${digits}\n${digits}\n`
  return Buffer.concat([Buffer.from(`a,b\n${far}${'7'.repeat(300_000)}\n`), bytes, Buffer.from('\n1,2\n')])
}

async function unpacked(packed: Uint8Array, size = 64 * 1024) {
  const source = byteSource(inPieces(packed, size))
  const pieces: Uint8Array[] = []
  const unpacking = inflated64(source)
  for (let next = await unpacking.next(); ; next = await unpacking.next()) {
    if (next.done) return { bytes: Buffer.concat(pieces), taken: next.value, rest: await source.peek(100) }
    pieces.push(next.value)
  }
}
const refusal = (packed: Uint8Array) =>
  unpacked(packed).then(
    () => 'read',
    (error: unknown) => (error instanceof Unreadable ? error.code : String(error)),
  )

/** Texts so short that zlib finds no match of 258 bytes, the one that Deflate64 writes otherwise. */
const short = fc.oneof(
  fc.uint8Array({ maxLength: 257 }),
  fc.string({ maxLength: 250 }).map((text) => new Uint8Array(Buffer.from(text).subarray(0, 257))),
  fc.constantFrom(0, 65).chain((byte) => fc.nat(257).map((length) => new Uint8Array(length).fill(byte))),
)
const ways = fc.constantFrom(
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
)

describe('Deflate64', () => {
  test.each([1, 13, 4096, 1 << 20])('as 7-Zip writes it is read, in pieces of %i bytes', async (size) => {
    const pieces: Uint8Array[] = []
    for await (const piece of csvInZip(inPieces(ARCHIVE, size))) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(invented())).toBe(true)
  })

  test('is what zlib writes, where that has no longest match, and leaves what follows', async () => {
    await fc.assert(
      fc.asyncProperty(short, ways, fc.integer({ min: 1, max: 300 }), async (bytes, way, size) => {
        const packed = deflateRawSync(bytes, way)
        const found = await unpacked(Buffer.concat([packed, Buffer.from('what follows')]), size)
        expect([found.bytes.equals(bytes), found.taken, found.rest.toString()]).toEqual([
          true,
          packed.length,
          'what follows',
        ])
      }),
    )
  })

  test('that breaks off anywhere is incomplete, never read', async () => {
    for (const way of [{ level: 0 }, { level: 9 }, { strategy: constants.Z_FIXED }]) {
      const packed = deflateRawSync('YEAR_MONTH,ITEMS\n2026-08,1\n2026-08,1\n', way)
      for (let length = 0; length < packed.length; length++)
        expect([length, await refusal(packed.subarray(0, length))]).toEqual([length, 'truncated'])
    }
  })

  test('that was changed is read or refused, and nothing else happens', async () => {
    const packed = deflateRawSync('YEAR_MONTH,ITEMS\n'.repeat(12), { level: 9 })
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(packed)
        changed[at] = changed[at]! ^ change
        expect(['read', 'damaged', 'truncated']).toContain(await refusal(changed))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a kind of block that there is not', [0b111]],
    ['a stored block whose length is not said twice', [0b001, 5, 0, 5, 0, 1, 2, 3, 4, 5]],
    ['a match before anything was written', [0b011 | (0b1000000 << 3), 0b10, 0, 0, 0]],
    ['codes that cannot be', [0b101, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('with %s is damaged', async (_, bytes) => {
    expect(await refusal(Buffer.concat([Buffer.from(bytes), Buffer.alloc(700)]))).toBe('damaged')
  })
})
