import { asc } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import { listEntries, spacedWords, wordsOf } from '#lib/practices/directory.ts'
import { nameInWords } from '#lib/practices/names.ts'
import { findCurrentRegister, listRegistered } from '#lib/practices/queries.ts'
import { beginWords, CODE, LONGEST, searchPractices } from '#lib/practices/search.ts'
import { listCodesBeginning, listSeenPractices, unnamed } from './known-practice.ts'

export interface FoundPractice {
  code: string
  name: string
  postcode: string | null
  /** Said beside the name where it is no open practice of the register. */
  state: string | null
}

/** More than stand in the files under the shortest beginning of a code that is searched for. */
const MOST_BEGINNING = 1000

/**
 * Every practice that is known and fits: those of the register, those that take part, by the name their members know them
 * by, and, by their codes, those that only files of figures hold.
 */
export async function searchKnownPractices(
  reader: Reader,
  text: string,
  { limit = 20 } = {},
): Promise<FoundPractice[]> {
  const words = wordsOf(text.slice(0, LONGEST))
  if (words.length === 0) return []
  const code = words.join('')
  const isCode = CODE.test(code)
  const register = await findCurrentRegister(reader)
  const [registered, entries, members, inFiles] = await Promise.all([
    searchPractices(reader, text, { limit }),
    register ? listEntries(reader, register.id) : [],
    reader.select().from(practices).orderBy(asc(practices.name)),
    isCode ? listCodesBeginning(reader, code, MOST_BEGINNING) : [],
  ])
  const inRegister = new Set(entries.map((entry) => entry.code))
  const found = new Map<string, FoundPractice>(registered.map((one) => [one.code, asFound(one)]))
  const taking = members.filter(
    ({ code: own, name }) =>
      !found.has(own) && (isCode ? own.startsWith(code) : beginWords(words, spacedWords(name))),
  )
  const known = new Map(
    (
      await listRegistered(
        reader,
        taking.map((one) => one.code),
      )
    ).map((one) => [one.code, one]),
  )
  for (const { code: own, name } of taking)
    found.set(
      own,
      asFound({ ...(known.get(own) ?? { code: own, postcode: null, status: NOT_REGISTERED }), name }),
    )
  const strange = inFiles.filter((each) => !inRegister.has(each) && !found.has(each))
  for (const own of await listSeenPractices(reader, strange.slice(0, limit)))
    found.set(own, { code: own, name: unnamed(own), postcode: null, state: NOT_REGISTERED })
  const all = [...found.values()].sort((a, b) => Number(b.code === code) - Number(a.code === code))
  return all.slice(0, limit)
}

const NOT_REGISTERED = 'not in the register'

const asFound = ({
  code,
  name,
  postcode,
  status,
}: {
  code: string
  name: string
  postcode: string | null
  status: string
}) => ({
  code,
  name: nameInWords(name),
  postcode,
  state: status === 'active' ? null : status,
})
