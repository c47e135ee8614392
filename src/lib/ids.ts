import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
let seed: string | undefined
let drawn = 0

/** A new identifier: 16 characters of Crockford base 32 (80 random bits), safe in an address and read aloud. */
export function newId(): string {
  const bytes =
    seed === undefined ? randomBytes(16) : createHash('sha256').update(`${seed}:${drawn++}`).digest()
  return Array.from(bytes.subarray(0, 16), (byte) => ALPHABET[byte % 32]).join('')
}

/** From here on identifiers follow from `text`, so that the same demonstration gets the same rows. */
export function seedIds(text: string | undefined) {
  seed = text
  drawn = 0
}
