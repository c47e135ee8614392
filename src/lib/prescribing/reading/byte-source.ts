import { Unreadable } from '../problems.ts'

export const TRUNCATED = 'The file is incomplete: the download stopped before the end. Download it again.'

export type ByteSource = ReturnType<typeof byteSource>

/** A stream that can be read in exact numbers of bytes as well as piece by piece. */
export function byteSource(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]()
  let ahead: Uint8Array = new Uint8Array(0)

  /** The next piece, of any length; undefined at the end. */
  async function next(): Promise<Uint8Array | undefined> {
    if (ahead.length > 0) {
      const piece = ahead
      ahead = new Uint8Array(0)
      return piece
    }
    const { value, done } = await pieces.next()
    return done ? undefined : value
  }

  /** So many bytes, fewer only at the end. They stay to be read again. */
  async function peek(bytes: number): Promise<Buffer> {
    while (ahead.length < bytes) {
      const { value, done } = await pieces.next()
      if (done) break
      ahead = ahead.length === 0 ? value : Buffer.concat([ahead, value])
    }
    return Buffer.from(ahead.subarray(0, bytes))
  }

  return {
    next,
    peek,
    /** Puts back what was taken too far. */
    putBack(piece: Uint8Array) {
      if (piece.length > 0) ahead = ahead.length === 0 ? piece : Buffer.concat([piece, ahead])
    },
    /** Exactly so many bytes. */
    async take(bytes: number): Promise<Buffer> {
      const taken = await peek(bytes)
      if (taken.length < bytes) throw new Unreadable('truncated', TRUNCATED)
      ahead = ahead.subarray(bytes)
      return taken
    },
    /** Piece by piece, exactly so many bytes altogether. */
    async *part(bytes: number): AsyncGenerator<Uint8Array> {
      for (let left = bytes; left > 0; ) {
        const piece = await next()
        if (!piece) throw new Unreadable('truncated', TRUNCATED)
        yield piece.subarray(0, left)
        if (piece.length > left) ahead = piece.subarray(left)
        left -= Math.min(left, piece.length)
      }
    },
    async drain() {
      while (await next());
    },
    close: async () => void (await pieces.return?.()),
  }
}
