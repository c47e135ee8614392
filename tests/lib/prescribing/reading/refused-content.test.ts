import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openContent } from '#lib/prescribing/reading/content.ts'

const zeros = Buffer.alloc(5000)

/** A file far longer than what is looked at, which says when nobody reads it any more. */
function endless(start: Buffer) {
  const seen = { closed: false }
  async function* pieces() {
    try {
      yield start
      for (;;) yield Buffer.alloc(1000)
    } finally {
      seen.closed = true
    }
  }
  return { seen, pieces: pieces() }
}

/** The first member of a zip archive, with a name that says CSV. */
function member(content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt16LE(5, 26)
  return Buffer.concat([header, Buffer.from('a.csv'), packed])
}

describe('a file that is no CSV', () => {
  test.for([
    ['UTF-16', zeros],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, ...zeros])],
    ['zeros, compressed', gzipSync(Buffer.alloc(50_000_000)).subarray(0, 40_000)],
    ['zeros in a zip archive', member(Buffer.alloc(50_000_000)).subarray(0, 40_000)],
  ] as const)('is closed when it is refused: %s', async ([, start]) => {
    const { seen, pieces } = endless(start)
    await expect(openContent(pieces)).rejects.toThrow()
    await expect.poll(() => seen.closed).toBe(true)
  })
})
