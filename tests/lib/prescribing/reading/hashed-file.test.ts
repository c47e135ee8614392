import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { hashedFile } from '#lib/prescribing/reading/hashed-file.ts'
import { EPD, fixture, reading } from '../files.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-hashed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(name: string, content: string | Buffer) {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const LONG = 'x'.repeat(9_000_000)
const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

describe('a file on disk', () => {
  test('is read to the same end however often', async () => {
    const path = written('small', LONG)
    for (let turn = 0; turn < 30; turn++) {
      const file = hashedFile(path)
      for await (const piece of file) if (turn % 2) await setTimeout(piece.length / 1e6)
      expect(file.sha256()).toBe(hashOf(LONG))
    }
  })

  test.each([0, 1, 4 * 1024 * 1024, 9_000_001])('of %i bytes is read and hashed whole', async (length) => {
    const content = Buffer.alloc(length, 'some bytes, ')
    const file = hashedFile(written('bytes', content))
    const hash = createHash('sha256')
    for await (const piece of file) hash.update(piece)
    expect([file.sha256(), hash.digest('hex')]).toEqual([hashOf(content), hashOf(content)])
  })

  test('is read like any other source, packed or not', async () => {
    const [first = '', ...rows] = fixture(EPD).trim().split('\n')
    const many = Array.from({ length: 4000 }, (_, index) =>
      rows[0]!.replace(',100,4,400,', `,${index + 1},4,${4 * index + 4},`),
    )
    const text = [first, ...many].join('\n')
    const expected = await reading(text)
    for (const content of [Buffer.from(text), gzipSync(text)]) {
      const read = await reading(hashedFile(written('month.csv', content)))
      expect(read).toEqual({ ...expected, sha256: hashOf(content) })
    }
    expect(expected.rowsUsed).toBe(4000)
  })

  test('is left when so much is wrong with it that reading on would tell nothing more', async () => {
    const [first = '', row = ''] = fixture(EPD).trim().split('\n')
    const faulty = `${first}\n${`${row},\n`.repeat(40_000)}`
    const read = await reading(hashedFile(written('faulty.csv', faulty)))
    expect([read.refused, read.rowsRead < 10_000, read.sha256]).toEqual([true, true, ''])
  })

  test('that is not there is said so', async () => {
    await expect(reading(hashedFile(join(folder, 'none')))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('that cannot be read is said so', async () => {
    await expect(reading(hashedFile(folder))).rejects.toMatchObject({ code: 'EISDIR' })
  })

  test('can be left before its end', async () => {
    const file = hashedFile(written('left', Buffer.alloc(20_000_000, 'x')))
    for await (const piece of file) {
      expect(piece.length).toBe(4 * 1024 * 1024)
      break
    }
    expect(() => file.sha256()).toThrow('not read to its end')
  })
})
