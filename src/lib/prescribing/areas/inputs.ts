import { and, asc, eq, inArray, isNotNull, max } from 'drizzle-orm'
import { areaMonthsDue, areaMonthsFormed } from '#db/schema/areas.ts'
import { imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import { addMonths, type Month } from '#lib/day.ts'
import { listRegistered } from '#lib/practices/queries.ts'
import { importCounts, rowsCount } from '../counting.ts'
import { definitionVersion } from '../definitions/measures.ts'
import type { SumName } from '../definitions/sums.ts'
import { type LoadedMonth, listLoadedMonths } from '../loaded-months.ts'
import { CARRIED_FORWARD_AT_MOST } from '../values.ts'
import type { AreaPractice } from './form.ts'

/** What every month of areas rests on. For a process of its own: it reads whole tables. */
export interface Ground {
  imports: { id: string; kind: string; months: Month[] }[]
  /** Months of which files for everyone hold a fair part of the practices. */
  covered: ReadonlySet<Month>
  register: Map<string, Awaited<ReturnType<typeof listRegistered>>[number]>
  /** The sub-ICB location of each practice by its newest prescribing file; empty once a register is loaded. */
  commissioners: Map<string, string>
}

export async function readGround(reader: Reader): Promise<Ground> {
  const [loaded, files, register] = await Promise.all([
    listLoadedMonths(reader),
    reader
      .select({
        id: imports.id,
        kind: imports.kind,
        months: imports.months,
      })
      .from(imports)
      .where(importCounts)
      .orderBy(asc(imports.publishedAt)),
    listRegistered(reader),
  ])
  return {
    imports: files,
    covered: coveredOf(loaded),
    register: new Map(register.map((practice) => [practice.code, practice])),
    commissioners: register.length > 0 ? new Map() : await readCommissioners(reader),
  }
}

/** Reads all that was ever imported, so only where no register says it. */
async function readCommissioners(reader: Reader) {
  const named = await reader
    .select({
      code: practiceMonths.practiceCode,
      commissioner: practiceMonths.commissioner,
      month: max(practiceMonths.month),
    })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(and(rowsCount(practiceMonths), isNotNull(practiceMonths.commissioner)))
    .groupBy(practiceMonths.practiceCode, practiceMonths.commissioner)
  const byAge = named.toSorted((a, b) => (a.month ?? '').localeCompare(b.month ?? ''))
  return new Map(byAge.map(({ code, commissioner }) => [code, commissioner!]))
}

const coveredOf = (loaded: readonly LoadedMonth[]) =>
  new Set(loaded.filter(({ isCovered }) => isCovered).map(({ month }) => month))

/** Whether files for everyone cover the month: areas are never made of the few who brought their own, nor of an extract. */
export const isNational = ({ covered }: Ground, month: Month) => covered.has(month)

/** All practices with rows in a month. */
export async function readAreaMonth(reader: Reader, ground: Ground, month: Month): Promise<AreaPractice[]> {
  const months = Array.from({ length: CARRIED_FORWARD_AT_MOST + 1 }, (_, old) => addMonths(month, -old))
  const order = new Map(ground.imports.map(({ id }, index) => [id, index]))
  const holding = (kinds: string[], wanted: Month[]) =>
    ground.imports
      .filter((file) => kinds.includes(file.kind) && file.months.some((held) => wanted.includes(held)))
      .map(({ id }) => id)
  const [figures, lists] = await Promise.all([
    reader
      .select({
        code: practiceMonths.practiceCode,
        importId: practiceMonths.importId,
        sums: practiceMonths.sums,
      })
      .from(practiceMonths)
      .innerJoin(imports, eq(imports.id, practiceMonths.importId))
      .where(
        and(
          rowsCount(practiceMonths),
          inArray(practiceMonths.importId, holding(['epd'], [month])),
          eq(practiceMonths.month, month),
        ),
      ),
    reader
      .select({
        code: listSizes.practiceCode,
        importId: listSizes.importId,
        month: listSizes.month,
        patients: listSizes.patients,
      })
      .from(listSizes)
      .innerJoin(imports, eq(imports.id, listSizes.importId))
      .where(
        and(
          rowsCount(listSizes),
          inArray(listSizes.importId, holding(['list', 'openprescribing'], months)),
          inArray(listSizes.month, months),
        ),
      ),
  ])
  const later = (a: { importId: string }, b: { importId: string }) =>
    order.get(a.importId)! - order.get(b.importId)!
  const kinds = new Map(ground.imports.map(({ id, kind }) => [id, kind]))
  const sums = new Map(figures.sort(later).map((row) => [row.code, row.sums as Record<SumName, number>]))
  const listsOf = Map.groupBy(
    lists
      .sort(later)
      .sort((a, b) => Number(kinds.get(a.importId) === 'list') - Number(kinds.get(b.importId) === 'list')),
    ({ code }) => code,
  )
  return Array.from(sums, ([practiceCode, of]) => {
    const registered = ground.register.get(practiceCode)
    return {
      figures: {
        practiceCode,
        importedMonths: [month],
        sums: new Map([[month, of]]),
        listSizes: new Map(listsOf.get(practiceCode)?.map((list) => [list.month, list.patients])),
        downloads: new Map(),
        closedOn: registered?.closedOn ?? null,
      },
      subIcb: registered?.commissioner ?? ground.commissioners.get(practiceCode),
      setting: registered?.setting,
    }
  })
}

/** Months to form, the newest first: asked for, formed with other definitions, covered and never formed, or no longer so. */
export async function listMonthsDue(reader: Reader): Promise<{ month: Month; askedAt: Date | null }[]> {
  const [asked, formed, loaded] = await Promise.all([
    reader.select().from(areaMonthsDue),
    reader.select().from(areaMonthsFormed),
    listLoadedMonths(reader),
  ])
  const stands = new Set(formed.map(({ month }) => month))
  const covered = coveredOf(loaded)
  const due = new Map<Month, Date | null>([
    ...[...covered.difference(stands)].map((month) => [month, null] as const),
    ...formed
      .filter((row) => row.definitionVersion !== definitionVersion || !covered.has(row.month))
      .map(({ month }) => [month, null] as const),
    ...asked.map(({ month, askedAt }) => [month, askedAt] as const),
  ])
  return Array.from(due, ([month, askedAt]) => ({ month, askedAt })).sort((a, b) =>
    b.month.localeCompare(a.month),
  )
}

export const areAreasDue = async (reader: Reader) => (await listMonthsDue(reader)).length > 0
