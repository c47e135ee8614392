import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, written so that they fit in an address and a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret: enough to recognise it, too little to use it. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
