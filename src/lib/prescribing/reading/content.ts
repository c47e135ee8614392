import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Unreadable } from '../problems.ts'
import { TRUNCATED } from './byte-source.ts'
import type { HashedBytes } from './hashed-file.ts'
import { DAMAGED } from './inflated.ts'
import { csvInZip, isZip } from './zip.ts'

export type Packing = 'plain' | 'gzip' | 'zip'
export interface Content {
  /** The text of the file, unpacked and without a byte-order mark. */
  text: AsyncIterable<Uint8Array>
  packing: Packing
  /** Of the file as it came; known once all of it was read. */
  sha256: () => string
  /** How much of the file as it came was read so far. */
  bytesTaken: () => number
}

const HEAD = 512
const LF = 0x0a
const CR = 0x0d
const UNPACKED_AT_ONCE = 256 * 1024
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** Tells what a file is by its first bytes, whatever its name, and unpacks it. Refuses all that is no CSV. */
export async function openContent(bytes: AsyncIterable<Uint8Array> | HashedBytes): Promise<Content> {
  const hash = 'sha256' in bytes ? undefined : createHash('sha256')
  const sha256 = () => ('sha256' in bytes ? bytes.sha256() : (hash?.digest('hex') ?? ''))
  let taken = 0
  async function* hashed() {
    for await (const piece of bytes) {
      hash?.update(piece)
      taken += piece.length
      yield piece
    }
  }
  const raw = await peek(hashed())
  const packing = packingOf(raw.head)
  const { head, all, close } = packing === 'plain' ? raw : await peek(UNPACK[packing](copied(raw.all)))
  try {
    refuseUnlessText(head)
  } catch (error) {
    // Nobody reads on, and a file that stays open keeps its thread and the process alive.
    await close()
    throw error
  }
  const text = head.subarray(0, 3).equals(BYTE_ORDER_MARK) ? without(all, 3) : all
  return { text, packing, sha256, bytesTaken: () => taken }
}

const UNPACK = { gzip: unzipped, zip: csvInZip }

function packingOf(head: Buffer): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  return isZip(head) ? 'zip' : 'plain'
}

interface Peeked {
  head: Buffer
  all: AsyncIterable<Uint8Array>
  /** For a stream that nobody has begun to read: reading its end closes it otherwise. */
  close(): Promise<unknown>
}

/** The first bytes of a stream, and the whole stream again. */
async function peek(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const pieces = source[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  while (length < HEAD) {
    const { value, done } = await pieces.next()
    if (done) break
    first.push(Buffer.from(value))
    length += value.length
  }
  async function* all() {
    try {
      yield* first
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
    } finally {
      await pieces.return?.()
    }
  }
  const close = async () => pieces.return?.()
  return { head: Buffer.concat(first).subarray(0, HEAD), all: all(), close }
}

/** For whoever holds on to pieces, which a source may overwrite once the next one is asked for. */
async function* copied(source: AsyncIterable<Uint8Array>) {
  for await (const piece of source) yield Buffer.from(piece)
}

async function* unzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: UNPACKED_AT_ONCE })
  pipeline(Readable.from(source), gunzip, () => undefined)
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'Z_BUF_ERROR') throw new Unreadable('truncated', TRUNCATED)
    if (code?.startsWith('Z_')) throw new Unreadable('damaged', DAMAGED)
    throw error
  }
}

async function* without(source: AsyncIterable<Uint8Array>, bytes: number) {
  let left = bytes
  for await (const piece of source) {
    const skip = Math.min(left, piece.length)
    left -= skip
    yield piece.subarray(skip)
  }
}

/** What a file that is no CSV begins with, and what to do about it. */
const NO_CSV: [code: string, is: (head: Buffer) => boolean, message: string][] = [
  ['empty', (head) => head.toString('latin1').trim() === '', 'The file is empty. Download it again.'],
  [
    'zip_archive',
    (head) => head.subarray(0, 2).equals(Buffer.from('PK')),
    'This is an Excel workbook or a zip archive, not a CSV file. Unzip it and choose the CSV inside, or choose the CSV as downloaded.',
  ],
  [
    'workbook',
    (head) => head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])),
    'This is an Excel workbook, not a CSV file. Choose the CSV as downloaded.',
  ],
  [
    'utf16',
    (head) => /^(\xff\xfe|\xfe\xff|.\0.\0|\0.\0.)/s.test(head.toString('latin1')),
    'The file is saved as "Unicode text" (UTF-16). Save it as "CSV UTF-8", or choose the file as downloaded.',
  ],
  [
    'line_ends',
    (head) => head.includes(CR) && !head.includes(LF) && head.indexOf(CR) < head.length - 1,
    'The lines of this file end as on very old computers, which a spreadsheet does when it saves "CSV (Macintosh)". Choose the file as downloaded.',
  ],
  ['binary', (head) => head.includes(0), 'This is not a CSV file. Choose the CSV as downloaded.'],
  [
    'web_page',
    (head) => /^(\ufeff|ï»¿)?\s*<(!doctype|html|head|body|\?xml|!--)/i.test(head.toString('latin1')),
    'This is a web page, not a data file: the download service answered with an error page. Try the download again.',
  ],
]

function refuseUnlessText(head: Buffer) {
  const found = NO_CSV.find(([, is]) => is(head))
  if (found) throw new Unreadable(found[0], found[2])
}
