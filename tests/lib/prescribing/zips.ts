import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib'

export interface Packed {
  name: string
  content: string | Buffer
  /** Written as a stream: checksum and sizes come after the packed bytes. */
  streamed?: boolean
  /** Sizes in eight bytes, as archives of more than 4 GB have them. */
  large?: boolean
  method?: number
  /** The version of PKWARE's note that a reader is said to need, times ten. */
  version?: number
  /** 0 keeps the bytes as they are inside the deflated stream. */
  level?: number
  flags?: number
  crc?: number
}

const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => Buffer.from(new Uint32Array([value]).buffer)
const u64 = (value: number) => Buffer.from(new BigUint64Array([BigInt(value)]).buffer)

/** A zip archive, byte by byte as PKWARE's note describes it. */
export function zipOf(...members: Packed[]): Buffer {
  const written = members.map(memberOf)
  const locals = Buffer.concat(written.map(({ local }) => local))
  const directory = Buffer.concat(written.map(({ entry }) => entry))
  const end = [u32(0x06054b50), u16(0), u16(0), u16(members.length), u16(members.length)]
  return Buffer.concat([locals, directory, ...end, u32(directory.length), u32(locals.length), u16(0)])
}

/** A deflated text without a match of 258 bytes is one of Deflate64 too. */
const packers: Record<number, (bytes: Buffer, level?: number) => Buffer> = {
  8: (bytes, level) => deflateRawSync(bytes, { level }),
  9: (bytes, level) => deflateRawSync(bytes, { level }),
  93: (bytes) => zstdCompressSync(bytes),
}

function memberOf(member: Packed) {
  const { name, content, streamed, large, method = 8, version = 45, level, flags = 0, crc: said } = member
  const bytes = Buffer.from(content)
  const packed = packers[method]?.(bytes, level) ?? bytes
  const crc = said ?? crc32(bytes)
  const sizes = large ? [u64(packed.length), u64(bytes.length)] : [u32(packed.length), u32(bytes.length)]
  const extra = large
    ? Buffer.concat([u16(1), u16(16), u64(streamed ? 0 : bytes.length), u64(streamed ? 0 : packed.length)])
    : Buffer.alloc(0)
  const stated = large
    ? [u32(0xffffffff), u32(0xffffffff)]
    : [u32(streamed ? 0 : packed.length), u32(streamed ? 0 : bytes.length)]
  const local = Buffer.concat([
    u32(0x04034b50),
    u16(version),
    u16(flags | (streamed ? 8 : 0)),
    u16(method),
    u32(0),
    u32(streamed ? 0 : crc),
    ...stated,
    u16(Buffer.byteLength(name)),
    u16(extra.length),
    Buffer.from(name),
    extra,
    packed,
    ...(streamed ? [u32(0x08074b50), u32(crc), ...sizes] : []),
  ])
  const entry = Buffer.concat([
    u32(0x02014b50),
    Buffer.alloc(24),
    u16(Buffer.byteLength(name)),
    Buffer.alloc(16),
    Buffer.from(name),
  ])
  return { local, entry }
}
