import { and, asc, eq, or, sql } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import { registeredPractices } from '#db/schema/practices.ts'
import type { Reader } from '#db/store.ts'
import { findCurrentRegister } from '#lib/practices/queries.ts'

export interface FoundPractice {
  code: string
  name: string
  postcode: string | null
}

const MOST = 20

/**
 * Practices whose code begins with what was typed, or whose name has all its words: those of the register that are
 * open, and those that take part already. No more than twenty, by name.
 */
export async function searchPractices(reader: Reader, typed: string): Promise<FoundPractice[]> {
  const words = typed
    .trim()
    .slice(0, 60)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return []
  const matches = (
    code: typeof practices.code | typeof registeredPractices.code,
    name: typeof practices.name | typeof registeredPractices.name,
  ) =>
    or(
      words.length === 1 ? sql`${code} like ${`${escaped(words[0] ?? '')}%`} escape '\\'` : undefined,
      and(...words.map((word) => sql`${name} like ${`%${escaped(word)}%`} escape '\\'`)),
    )
  const register = await findCurrentRegister(reader)
  const [registered, taking] = await Promise.all([
    register
      ? reader
          .select({
            code: registeredPractices.code,
            name: registeredPractices.name,
            postcode: registeredPractices.postcode,
          })
          .from(registeredPractices)
          .where(
            and(
              eq(registeredPractices.importId, register.id),
              eq(registeredPractices.status, 'active'),
              matches(registeredPractices.code, registeredPractices.name),
            ),
          )
          .orderBy(asc(registeredPractices.name), asc(registeredPractices.code))
          .limit(MOST)
      : [],
    reader
      .select({ code: practices.code, name: practices.name })
      .from(practices)
      .where(matches(practices.code, practices.name))
      .orderBy(asc(practices.name), asc(practices.code))
      .limit(MOST),
  ])
  const found = new Map<string, FoundPractice>(taking.map((one) => [one.code, { ...one, postcode: null }]))
  // Who takes part is called here as everybody knows them: the register writes in capitals.
  for (const one of registered) found.set(one.code, { ...one, name: found.get(one.code)?.name ?? one.name })
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name)).slice(0, MOST)
}

/** One of them, by its code. */
export async function findPracticeByCode(reader: Reader, code: string): Promise<FoundPractice | undefined> {
  return (await searchPractices(reader, code)).find((one) => one.code === code)
}

const escaped = (word: string) => word.replace(/[\\%_]/g, '\\$&')
