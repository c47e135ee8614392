import { and, asc, eq, gt, gte, or } from 'drizzle-orm'
import { registeredPractices } from '#db/schema/practices.ts'
import type { Reader } from '#db/store.ts'
import { GP_PRACTICE } from './rules.ts'

/** One practice as it is looked for. */
export interface Entry {
  code: string
  /** The words of its name in capitals, each behind a space: " ST ANNES SURGERY". */
  words: string
  postcode: string
  isOpen: boolean
}

interface Directory {
  registerId: string
  /** Open GP practices first, then by name. */
  entries: Promise<Entry[]>
}

/** How many rows one statement reads: a millisecond or two in which nobody else is answered. */
const AT_ONCE = 500

/** One for each database. A register never changes once it is published, so it is read once. */
const directories = new WeakMap<Reader, Directory>()

/**
 * All names of a register, in memory: a statement that looks through 13,000 of them takes 6 to 12 ms in which nobody
 * else is answered, and one with an index of words would still sort thousands for "surgery".
 */
export function listEntries(reader: Reader, registerId: string): Promise<Entry[]> {
  const known = directories.get(reader)
  if (known?.registerId === registerId) return known.entries
  const entries = readEntries(reader, registerId)
  const directory = { registerId, entries }
  directories.set(reader, directory)
  entries.catch(() => directories.get(reader) === directory && directories.delete(reader))
  return entries
}

async function readEntries(reader: Reader, registerId: string): Promise<Entry[]> {
  const open: Entry[] = []
  const others: Entry[] = []
  let last: { name: string; code: string } | undefined
  do {
    const rows = await listAfter(reader, registerId, last)
    for (const { code, name, status, setting, postcode } of rows) {
      const isOpen = status === 'active' && setting === GP_PRACTICE
      const words = spacedWords(name)
      const entries = isOpen ? open : others
      entries.push({ code, isOpen, words, postcode: (postcode ?? '').replaceAll(' ', '') })
    }
    last = rows.length === AT_ONCE ? rows.at(-1) : undefined
    await new Promise(setImmediate)
  } while (last)
  return [...open, ...others]
}

function listAfter(reader: Reader, registerId: string, last: { name: string; code: string } | undefined) {
  const { code, name, status, setting, postcode, importId } = registeredPractices
  const after = last && and(gte(name, last.name), or(gt(name, last.name), gt(code, last.code)))
  return reader
    .select({ code, name, status, setting, postcode })
    .from(registeredPractices)
    .where(and(eq(importId, registerId), after))
    .orderBy(asc(name), asc(code))
    .limit(AT_ONCE)
}

/** The words of a name in capitals, each behind a space. */
export const spacedWords = (name: string): string => ` ${wordsOf(name).join(' ')}`

/** Words in capitals. Nobody types points and apostrophes. */
export const wordsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .replace(/['’.]/g, '')
    .match(/[\p{L}\p{N}&]+/gu) ?? []
