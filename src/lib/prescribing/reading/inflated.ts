import { createInflateRaw, createZstdDecompress } from 'node:zlib'
import { Unreadable } from '../problems.ts'
import { type ByteSource, TRUNCATED } from './byte-source.ts'

const UNPACKED_AT_ONCE = 256 * 1024

export const DAMAGED = 'The compressed file is damaged. Download it again.'

const engines = { deflate: createInflateRaw, zstandard: createZstdDecompress }

/**
 * Unpacks one deflated member, or one frame of Zstandard, and leaves the source where it ends. The length is not asked for: archives that were
 * written as a stream say it only afterwards, and the packed bytes know themselves where they end.
 */
export async function* inflated(
  source: ByteSource,
  by: keyof typeof engines = 'deflate',
): AsyncGenerator<Uint8Array, number> {
  const inflate = engines[by]({ chunkSize: UNPACKED_AT_ONCE })
  /** What was handed over and may not have been taken, with where each piece ends. */
  const fed: { piece: Uint8Array; end: number }[] = []
  let end = 0
  let wake = () => {}
  inflate.once('close', () => wake())

  async function feed() {
    while (!inflate.destroyed) {
      const piece = await source.next()
      if (!piece) {
        inflate.end()
        return
      }
      end += piece.length
      fed.push({ piece, end })
      if (inflate.destroyed) return
      await new Promise<void>((resolve) => {
        wake = resolve
        inflate.write(piece, () => resolve())
      })
      while (fed.length > 0 && fed[0]!.end <= inflate.bytesWritten) fed.shift()
    }
  }
  const feeding = feed().catch((error) => void inflate.destroy(error))

  try {
    yield* inflate as AsyncIterable<Uint8Array>
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'Z_BUF_ERROR') throw new Unreadable('truncated', TRUNCATED)
    if (code?.startsWith('Z_') || code?.startsWith('ZSTD_')) throw new Unreadable('damaged', DAMAGED)
    throw error
  } finally {
    inflate.destroy()
    wake()
  }
  await feeding
  const taken = inflate.bytesWritten
  const rest = Buffer.concat(fed.map(({ piece }) => piece))
  source.putBack(rest.subarray(rest.length - (end - taken)))
  return taken
}
