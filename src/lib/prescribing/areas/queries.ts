import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import { areaFigures, areas } from '#db/schema/areas.ts'
import { imports, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { listRegistered } from '#lib/practices/queries.ts'
import { rowsCount } from '../counting.ts'
import { findMeasure, type MeasureDefinition, measures } from '../definitions/measures.ts'
import { ENGLAND } from './form.ts'

export type Area = typeof areas.$inferSelect

/** One measure of an area in a month. `denominator` of a rate is in thousands of patients. */
export interface AreaFigure {
  month: Month
  /** Practices with a value, which are those summed and spread. */
  practices: number
  numerator: number
  denominator: number
  /** Sum over sum, times the measure's multiplier: never the mean of practices' rates. */
  value: number | null
  /** The nine deciles of the practices' values, lowest first, so that `deciles[4]` is the median; null under 10 practices. */
  deciles: readonly number[] | null
}

/** The areas a practice is compared with; undefined until figures of them were formed. */
export async function findAreasOf(
  reader: Reader,
  practiceCode: string,
): Promise<{ country: Area | undefined; subIcb: Area | undefined }> {
  const commissioner = await findCommissioner(reader, practiceCode)
  const codes = commissioner ? [ENGLAND, commissioner] : [ENGLAND]
  const found = await reader.select().from(areas).where(inArray(areas.code, codes))
  return {
    country: found.find(({ kind }) => kind === 'country'),
    subIcb: found.find(({ kind }) => kind === 'sub-ICB location'),
  }
}

/** The sub-ICB location of a practice: as the register says, else as its newest prescribing file does. */
export async function findCommissioner(reader: Reader, practiceCode: string): Promise<string | undefined> {
  const [registered] = await listRegistered(reader, [practiceCode])
  if (registered?.commissioner) return registered.commissioner
  const [newest] = await reader
    .select({ commissioner: practiceMonths.commissioner })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(
      and(
        rowsCount(practiceMonths),
        eq(practiceMonths.practiceCode, practiceCode),
        isNotNull(practiceMonths.commissioner),
      ),
    )
    .orderBy(desc(practiceMonths.month), desc(imports.publishedAt))
    .limit(1)
  return newest?.commissioner ?? undefined
}

/** One measure of an area by month, the earliest first. Months that were not formed are left out. */
export async function listAreaFigures(
  reader: Reader,
  areaCode: string,
  measureId: string,
): Promise<AreaFigure[]> {
  const measure = findMeasure(measureId)
  if (!measure) throw new Error(`There is no measure ${measureId}`)
  const rows = await reader
    .select()
    .from(areaFigures)
    .where(and(eq(areaFigures.area, areaCode), eq(areaFigures.measure, measureId)))
    .orderBy(asc(areaFigures.month))
  return rows.map((row) => figureOf(measure, row))
}

/** Every measure of an area that has figures, in the order of the definitions, each by month. */
export async function listAreaMeasures(
  reader: Reader,
  areaCode: string,
): Promise<{ measure: MeasureDefinition; figures: AreaFigure[] }[]> {
  const rows = await reader
    .select()
    .from(areaFigures)
    .where(eq(areaFigures.area, areaCode))
    .orderBy(asc(areaFigures.month))
  return measures.flatMap((measure) => {
    const figures = rows.filter((row) => row.measure === measure.id).map((row) => figureOf(measure, row))
    return figures.length > 0 ? [{ measure, figures }] : []
  })
}

function figureOf({ multiplier }: MeasureDefinition, row: typeof areaFigures.$inferSelect): AreaFigure {
  const { month, practices, numerator, denominator, deciles } = row
  const value = denominator === 0 ? null : (numerator / denominator) * multiplier
  return { month, practices, numerator, denominator, value, deciles }
}
