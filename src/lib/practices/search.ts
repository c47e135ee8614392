import { and, asc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { registeredPractices } from '#db/schema/practices.ts'
import type { Reader } from '#db/store.ts'
import { findCurrentRegister } from './queries.ts'
import { GP_PRACTICE } from './rules.ts'

/** Longer texts name no practice. */
const LONGEST = 80

const isGeneral = sql`${registeredPractices.setting} = ${GP_PRACTICE}`
const isOpen = sql`${registeredPractices.status} = 'active'`
const name = sql`' ' || upper(${registeredPractices.name})`
/** Nobody types points and apostrophes. Few names have any, and to look through those alone takes half the time. */
const hasPoints = sql`(instr(${registeredPractices.name}, '''') + instr(${registeredPractices.name}, '.') + instr(${registeredPractices.name}, '-')) > 0`
const plainName = sql`replace(replace(replace(${name}, '''', ''), '.', ''), '-', ' ')`
const plainPostcode = sql`replace(${registeredPractices.postcode}, ' ', '')`

const CODE = /^[A-Z]\d{2,5}$/
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?(\d([A-Z]{1,2})?)?$/
/** After every character of a code. */
const LAST = '~'

const startsWith = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`
const like = (column: SQL, pattern: string) => sql`${column} like ${pattern} escape '\\'`

/**
 * Practices of the current register whose code or postcode begins with the text, or whose name has words that begin
 * with its words, in any order and case. Open GP practices come first.
 */
export async function searchPractices(reader: Reader, text: string, { limit = 20, onlyOpen = false } = {}) {
  const words = wordsOf(text)
  const register = words.length > 0 ? await findCurrentRegister(reader) : undefined
  if (!register) return []
  const together = words.join('')
  const { code, status, postcode, commissioner, setting, openedOn, closedOn } = registeredPractices
  return reader
    .select({
      code,
      name: registeredPractices.name,
      status,
      postcode,
      commissioner,
      setting,
      openedOn,
      closedOn,
    })
    .from(registeredPractices)
    .where(
      and(
        eq(registeredPractices.importId, register.id),
        onlyOpen ? and(isOpen, isGeneral) : undefined,
        matching(words, together),
      ),
    )
    .orderBy(
      sql`${code} = ${together} desc`,
      sql`${isOpen} and ${isGeneral} desc`,
      asc(registeredPractices.name),
      asc(code),
    )
    .limit(limit)
}

/** A code or a postcode is told by its shape, so that only one column is looked through. */
function matching(words: string[], together: string): SQL | undefined {
  const { code } = registeredPractices
  const isCode = CODE.test(together) ? and(gte(code, together), lt(code, together + LAST)) : undefined
  const isPostcode = POSTCODE.test(together) ? like(plainPostcode, startsWith(together)) : undefined
  if (isCode || isPostcode) return or(isCode, isPostcode)
  const has = (column: SQL) => words.map((word) => like(column, `% ${startsWith(word)}`))
  return or(and(...has(name)), and(hasPoints, ...has(plainName)))
}

const wordsOf = (text: string): string[] =>
  text
    .slice(0, LONGEST)
    .toLocaleUpperCase('en-GB')
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}&]+/u)
    .filter((word) => word !== '')
