import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import { practices } from '#db/schema/people.ts'
import { imports, listSizes } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { listStandings, listSuccessions } from '#lib/practices/queries.ts'
import { GP_PRACTICE } from '#lib/practices/rules.ts'
import { rowsCount } from './counting.ts'
import type { KnownPractices } from './practices-found.ts'
import { CARRIED_FORWARD_AT_MOST, SMALLEST_LIST } from './values.ts'

/**
 * Codes that are known to be practices: those of the register, or while none is loaded those that take part or
 * stand in a list-size file. `month` is the newest of the file that they are compared with.
 */
export async function listKnownPractices(reader: Reader, month: Month): Promise<KnownPractices> {
  const [registered, successions, tokenLists] = await Promise.all([
    listStandings(reader),
    listSuccessions(reader),
    listTokenLists(reader, month),
  ])
  const isRegister = registered.length > 0
  const codesOf = (these: { code: string }[]) => new Set(these.map(({ code }) => code))
  return {
    codes: isRegister ? codesOf(registered) : await listCodesWithoutRegister(reader),
    isRegister,
    closedOn: new Map(
      registered.flatMap(({ code, closedOn }) => (closedOn ? [[code, closedOn] as const] : [])),
    ),
    openGpPractices: codesOf(
      registered.filter(({ setting, status }) => setting === GP_PRACTICE && status === 'active'),
    ),
    costCentres: codesOf(registered.filter(({ setting }) => setting !== GP_PRACTICE)),
    tokenLists,
    successions,
  }
}

async function listCodesWithoutRegister(reader: Reader): Promise<Set<string>> {
  const [members, listed] = await Promise.all([
    reader.select({ code: practices.code }).from(practices),
    reader.selectDistinct({ code: listSizes.practiceCode }).from(listSizes),
  ])
  return new Set([...members, ...listed].map(({ code }) => code))
}

/** Patients of those whose list for a month, carried forward or not, is too small for a rate. */
async function listTokenLists(reader: Reader, month: Month): Promise<Map<string, number>> {
  const months = Array.from({ length: CARRIED_FORWARD_AT_MOST + 1 }, (_, old) => addMonths(month, -old))
  const { practiceCode: code, patients, month: of } = listSizes
  const ofMonths = and(rowsCount(listSizes), inArray(of, months))
  const small = await reader
    .selectDistinct({ code })
    .from(listSizes)
    .innerJoin(imports, eq(imports.id, listSizes.importId))
    .where(and(ofMonths, lt(patients, SMALLEST_LIST)))
  const codes = small.map((one) => one.code)
  const lists = await reader
    .select({ code, patients })
    .from(listSizes)
    .innerJoin(imports, eq(imports.id, listSizes.importId))
    .where(and(ofMonths, inArray(code, codes)))
    .orderBy(asc(of), asc(imports.publishedAt))
  return new Map(
    Array.from(new Map(lists.map((list) => [list.code, list.patients]))).filter(
      ([, size]) => size < SMALLEST_LIST,
    ),
  )
}
