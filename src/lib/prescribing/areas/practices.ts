import { and, count, desc, eq } from 'drizzle-orm'
import { areas } from '#db/schema/areas.ts'
import { registeredPractices } from '#db/schema/practices.ts'
import type { Reader } from '#db/store.ts'
import { nameInWords } from '#lib/practices/names.ts'
import { findCurrentRegister } from '#lib/practices/queries.ts'
import { GP_PRACTICE } from '#lib/practices/rules.ts'
import type { Area } from './queries.ts'

/** Charts on one page: more of them take long to load on a phone. */
export const PRACTICES_A_PAGE = 24

export async function findArea(reader: Reader, code: string | undefined): Promise<Area | undefined> {
  const [area] = code ? await reader.select().from(areas).where(eq(areas.code, code)) : []
  return area
}

/** The open GP practices that the register places in a sub-ICB location, by name, one page of them. */
export async function listPracticesOf(reader: Reader, areaCode: string, page: number) {
  const register = await findCurrentRegister(reader)
  if (!register) return { total: 0, practices: [] }
  const placed = and(
    eq(registeredPractices.importId, register.id),
    eq(registeredPractices.commissioner, areaCode),
    eq(registeredPractices.setting, GP_PRACTICE),
    eq(registeredPractices.status, 'active'),
  )
  const [[all], practices] = await Promise.all([
    reader.select({ total: count() }).from(registeredPractices).where(placed),
    reader
      .select({ code: registeredPractices.code, name: registeredPractices.name })
      .from(registeredPractices)
      .where(placed)
      .orderBy(registeredPractices.name, registeredPractices.code)
      .limit(PRACTICES_A_PAGE)
      .offset((page - 1) * PRACTICES_A_PAGE),
  ])
  return {
    total: all?.total ?? 0,
    practices: practices.map(({ code, name }) => ({ code, name: nameInWords(name) })),
  }
}

/** Every area with figures: England first, then by name. */
export const listAreas = (reader: Reader) =>
  reader
    .select()
    .from(areas)
    .orderBy(desc(eq(areas.kind, 'country')), areas.name)
