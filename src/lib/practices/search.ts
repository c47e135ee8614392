import { and, eq, inArray } from 'drizzle-orm'
import { registeredPractices } from '#db/schema/practices.ts'
import type { Reader } from '#db/store.ts'
import { type Entry, listEntries, wordsOf } from './directory.ts'
import { findCurrentRegister } from './queries.ts'

/** Longer texts name no practice. */
export const LONGEST = 80

/** The beginning of a practice's code, or all of it. */
export const CODE = /^[A-Z]\d{2,5}$/
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?(\d([A-Z]{1,2})?)?$/

/**
 * Practices of the current register whose code or postcode begins with the text, or whose name has words that begin
 * with its words, in any order and case. Open GP practices come first.
 */
export async function searchPractices(reader: Reader, text: string, { limit = 20, onlyOpen = false } = {}) {
  const words = wordsOf(text.slice(0, LONGEST))
  const register = words.length > 0 ? await findCurrentRegister(reader) : undefined
  if (!register) return []
  const entries = await listEntries(reader, register.id)
  return listRows(reader, register.id, codesThatFit(entries, words, { limit, onlyOpen }))
}

function codesThatFit(
  entries: readonly Entry[],
  words: readonly string[],
  { limit, onlyOpen }: { limit: number; onlyOpen: boolean },
): string[] {
  const fits = fitting(words)
  const own = words.join('')
  const exact = entries.filter((entry) => entry.code === own && fits(entry) && (!onlyOpen || entry.isOpen))
  const codes = exact.map(({ code }) => code)
  for (const entry of entries) {
    if (codes.length >= limit || (onlyOpen && !entry.isOpen)) break
    if (fits(entry) && entry.code !== own) codes.push(entry.code)
  }
  return codes
}

/** A code or a postcode is told by its shape. */
function fitting(words: readonly string[]): (entry: Entry) => boolean {
  const own = words.join('')
  const [isCode, isPostcode] = [CODE.test(own), POSTCODE.test(own)]
  if (isCode || isPostcode)
    return ({ code, postcode }) =>
      (isCode && code.startsWith(own)) || (isPostcode && postcode.startsWith(own))
  return (entry) => beginWords(words, entry.words)
}

/** Whether words of a name, each behind a space, begin with these, in any order. */
export const beginWords = (words: readonly string[], name: string): boolean =>
  words.every((word) => name.includes(` ${word}`))

async function listRows(reader: Reader, registerId: string, codes: string[]) {
  const { code, name, status, postcode, commissioner, setting, openedOn, closedOn, importId } =
    registeredPractices
  const rows = await reader
    .select({ code, name, status, postcode, commissioner, setting, openedOn, closedOn })
    .from(registeredPractices)
    .where(and(eq(importId, registerId), inArray(code, codes)))
  const byCode = new Map(rows.map((row) => [row.code, row]))
  return codes.flatMap((each) => byCode.get(each) ?? [])
}
