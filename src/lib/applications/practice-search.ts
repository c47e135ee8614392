import { asc } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import { findCurrentRegister, findPractice, listPracticeNames } from '#lib/practices/queries.ts'
import { searchPractices } from '#lib/practices/search.ts'

export interface OfferedPractice {
  code: string
  /** As its members know it, or as the register has it, without its capitals. */
  name: string
  postcode: string | null
}

/** The most practices that one search offers. */
export const MOST_OFFERED = 20

/** Open practices of the register that fit what was typed; before the first register, those that take part already. */
export async function listOfferedPractices(reader: Reader, typed: string): Promise<OfferedPractice[]> {
  if (!(await findCurrentRegister(reader))) return listTakingPart(reader, typed)
  const found = await searchPractices(reader, typed, { limit: MOST_OFFERED, onlyOpen: true })
  const names = await listPracticeNames(
    reader,
    found.map(({ code }) => code),
  )
  return found.map(({ code, name, postcode }) => ({ code, postcode, name: names.get(code) ?? name }))
}

async function listTakingPart(reader: Reader, typed: string): Promise<OfferedPractice[]> {
  const words = typed.toLowerCase().split(/\s+/)
  const taking = await reader.select().from(practices).orderBy(asc(practices.name))
  return taking
    .filter(({ code, name }) => words.every((word) => `${code} ${name}`.toLowerCase().includes(word)))
    .slice(0, MOST_OFFERED)
    .map(({ code, name }) => ({ code, name, postcode: null }))
}

/** One that could have been offered, by its code. */
export async function findOfferedPractice(
  reader: Reader,
  code: string,
): Promise<OfferedPractice | undefined> {
  const practice = await findPractice(reader, code)
  if (!practice || (practice.registered && practice.registered.status !== 'active')) return undefined
  return { code, name: practice.name, postcode: practice.registered?.postcode ?? null }
}
