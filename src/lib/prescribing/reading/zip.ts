import { crc32 } from 'node:zlib'
import { Unreadable } from '../problems.ts'
import { type ByteSource, byteSource } from './byte-source.ts'
import { inflated64 } from './deflate64.ts'
import { DAMAGED, inflated } from './inflated.ts'

const LOCAL_HEADER = 0x04034b50
const DESCRIPTOR = 0x08074b50
/** What follows the last member: the directory, or the end of an empty archive. */
const EMPTY_ARCHIVE = 0x06054b50
const AFTER_MEMBERS = [0x02014b50, EMPTY_ARCHIVE, 0x06064b50]
const ENCRYPTED = 0x1 | 0x40 | 0x2000
const SIZES_FOLLOW = 0x8
const STORED = 0
const DEFLATED = 8
const DEFLATED64 = 9
const ZSTANDARD = 93
const AES = 99
/** Ways of packing that are not read here, by their numbers in PKWARE's note. */
const METHODS: Record<number, string> = {
  1: 'Shrink',
  6: 'Implode',
  12: 'BZIP2',
  14: 'LZMA',
  95: 'XZ',
  98: 'PPMd',
}
const IN_EXTRA_FIELD = 0xffffffff
const MOST_BESIDES = 100_000_000

/** Files that systems put into archives without being asked, and folders. */
const OF_NO_INTEREST = /(^|\/)(__MACOSX\/.*|\.[^/]*|Thumbs\.db)$|\/$/i
const OF_A_WORKBOOK = /^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/i
/** A name without an ending may be one as well, but for what people add to explain an archive. */
const CSV = /\.csv$|(^|\/)(?!readme$|licen[cs]e$|notes?$|about$)[^./]+$/i
const PACKED_AGAIN = /\.csv\.(gz|zip)$/i

interface Member {
  name: string
  method: number
  hasDescriptor: boolean
  crc: number
  packed: number
  /** Its sizes have eight bytes. */
  isLarge: boolean
}

/** Whether a file begins as a zip archive does, empty ones included. */
export const isZip = (head: Buffer) =>
  head.length >= 4 && [LOCAL_HEADER, EMPTY_ARCHIVE].includes(head.readUInt32LE())

/**
 * The one CSV of a zip archive, unpacked while it streams by. Members are found by their own headers, because the
 * directory comes last; each tells by itself where it ends, so that an archive of more than 4 GB is like any other.
 */
export async function* csvInZip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = byteSource(bytes)
  let found = 0
  try {
    for (let member = await nextMember(source); member; member = await nextMember(source)) {
      const isCsv = CSV.test(member.name) && !OF_NO_INTEREST.test(member.name)
      if (PACKED_AGAIN.test(member.name)) throw new Unreadable('packed_otherwise', TWICE)
      if (OF_A_WORKBOOK.test(member.name)) throw new Unreadable('workbook', WORKBOOK)
      if (isCsv && ++found > 1) throw new Unreadable('several_files', SEVERAL)
      if (isCsv) yield* unpacked(source, member)
      else await passOver(source, member)
    }
    if (found === 0) throw new Unreadable('no_csv', NO_CSV)
    await source.drain()
  } finally {
    await source.close()
  }
}

async function nextMember(source: ByteSource): Promise<Member | undefined> {
  const signature = (await source.take(4)).readUInt32LE()
  if (AFTER_MEMBERS.includes(signature)) return undefined
  if (signature !== LOCAL_HEADER) throw new Unreadable('damaged', DAMAGED)
  const header = await source.take(26)
  const flags = header.readUInt16LE(2)
  const method = header.readUInt16LE(4)
  const packed = header.readUInt32LE(14)
  const name = (await source.take(header.readUInt16LE(22))).toString('utf8')
  const extra = await source.take(header.readUInt16LE(24))
  if ((flags & ENCRYPTED) !== 0 || method === AES) throw new Unreadable('encrypted', LOCKED)
  const large = largeSizesIn(extra)
  return {
    name,
    method,
    hasDescriptor: (flags & SIZES_FOLLOW) !== 0,
    crc: header.readUInt32LE(10),
    packed: packed === IN_EXTRA_FIELD ? largePacked(large) : packed,
    isLarge: large !== undefined,
  }
}

/** Field 1 of the extra fields holds the sizes of a large member: unpacked, then packed, eight bytes each. */
function largeSizesIn(extra: Buffer): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  }
  return undefined
}

function largePacked(large: Buffer | undefined): number {
  if (large === undefined || large.length < 16) throw new Unreadable('damaged', DAMAGED)
  return Number(large.readBigUInt64LE(8))
}

async function* unpacked(source: ByteSource, member: Member): AsyncGenerator<Uint8Array> {
  let crc = 0
  let size = 0
  const pieces = contentOf(source, member)
  for (let piece = await pieces.next(); ; piece = await pieces.next()) {
    if (piece.done) {
      const said = member.hasDescriptor ? await descriptor(source, member, piece.value, size) : member.crc
      if (said !== crc || (!member.hasDescriptor && piece.value !== member.packed))
        throw new Unreadable('damaged', DAMAGED)
      return
    }
    crc = crc32(piece.value, crc)
    size += piece.value.length
    yield piece.value
  }
}

/** Answers how long it was packed. */
async function* contentOf(source: ByteSource, member: Member): AsyncGenerator<Uint8Array, number> {
  const { method, hasDescriptor, packed } = member
  if (method === DEFLATED) return yield* inflated(source)
  if (method === DEFLATED64) return yield* inflated64(source)
  if (method !== STORED && method !== ZSTANDARD) throw new Unreadable('packed_otherwise', packedIn(method))
  // Neither knows by itself where it ends.
  if (hasDescriptor) throw new Unreadable('packed_otherwise', ENDLESS)
  if (method === ZSTANDARD) yield* framesOf(source.part(packed), packed)
  else yield* source.part(packed)
  return packed
}

/** A member in Zstandard is one frame or several. */
async function* framesOf(part: AsyncIterable<Uint8Array>, packed: number): AsyncGenerator<Uint8Array> {
  const own = byteSource(part)
  for (let taken = 0; taken < packed; ) taken += yield* inflated(own, 'zstandard')
  await own.drain()
}

/**
 * Answers the checksum that follows a member written as a stream. Its sizes come after it, in four or eight bytes
 * each: some writers use eight without having said so.
 */
async function descriptor(source: ByteSource, { isLarge }: Member, packed: number, size: number) {
  const first = (await source.take(4)).readUInt32LE()
  const crc = first === DESCRIPTOR ? (await source.take(4)).readUInt32LE() : first
  const sizes = await source.take(8)
  const isShort =
    !isLarge && sizes.readUInt32LE() === packed % 2 ** 32 && sizes.readUInt32LE(4) === size % 2 ** 32
  if (!isShort) await source.take(8)
  return crc
}

/** What else is in the archive, such as notes. Only where its length is not known it has to be unpacked. */
async function passOver(source: ByteSource, member: Member) {
  if (!member.hasDescriptor) {
    for await (const _ of source.part(member.packed));
    return
  }
  let size = 0
  for await (const piece of unpacked(source, member)) {
    size += piece.length
    if (size > MOST_BESIDES) throw new Unreadable('packed_otherwise', MUCH_BESIDES)
  }
}

const WORKBOOK = 'This is an Excel workbook, not a CSV file. Choose the CSV as downloaded.'
const SEVERAL =
  'This zip archive holds several CSV files. Unpack it and choose them one at a time, so that each is reported on its own.'
const TWICE =
  'The CSV in this zip archive is packed once more. Unpack the archive, and choose the file that is in it.'
const NO_CSV = 'There is no CSV file in this zip archive. Choose the file as downloaded.'
const LOCKED =
  'This zip archive is locked with a password, which published files never are. Choose the file as downloaded.'
const UNPACK =
  'Unpack it first, with 7-Zip or with what Windows or macOS has for it, and choose the CSV inside.'
const ENDLESS = `This zip archive does not say beforehand how long its CSV is, which it would have to. ${UNPACK}`
const MUCH_BESIDES = `This zip archive holds a large file besides its CSV. ${UNPACK}`
const packedIn = (method: number) =>
  `This zip archive is packed with ${METHODS[method] ? `${METHODS[method]} (method ${method})` : `method ${method}`}, and only Deflate, Deflate64 and Zstandard are read here. ${UNPACK}`
