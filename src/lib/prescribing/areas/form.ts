import type { areaFigures } from '#db/schema/areas.ts'
import type { Month } from '#lib/day.ts'
import { GP_PRACTICE } from '#lib/practices/rules.ts'
import { type MeasureDefinition, measures } from '../definitions/measures.ts'
import { withoutNoise } from '../figures.ts'
import {
  loadedValue,
  type MeasureValue,
  type PracticeFigures,
  patientsFor,
  SMALLEST_LIST,
} from '../values.ts'
import { decilesOf } from './deciles.ts'

/** A practice as the areas count it: what is known of it in the month, and where it belongs. */
export interface AreaPractice {
  figures: PracticeFigures
  subIcb: string | undefined
  /** The prescribing setting that the register gives it: '4' is a GP practice. Undefined when it is in no register. */
  setting: string | null | undefined
}

export type FormedFigure = typeof areaFigures.$inferInsert

export const ENGLAND = 'ENG'

/**
 * Whether a practice is one of those that areas sum and compare: a GP practice by the register, or while none is
 * loaded anyone with a list of 100 or more. Hospices, out-of-hours services, prisons and token lists are not.
 */
export function isCompared({ figures, setting }: AreaPractice, month: Month, hasRegister: boolean): boolean {
  const patients = patientsFor(figures, month)
  if (!hasRegister) return patients !== undefined && patients >= SMALLEST_LIST
  return setting === GP_PRACTICE && (patients === undefined || patients >= SMALLEST_LIST)
}

/** Every measure of England and of each sub-ICB location in a month; areas without a value are left out. */
export function formMonth(
  month: Month,
  practices: readonly AreaPractice[],
  hasRegister: boolean,
): FormedFigure[] {
  const compared = practices.filter((practice) => isCompared(practice, month, hasRegister))
  return measures.flatMap((measure) => {
    const byArea = new Map<string, MeasureValue[]>([[ENGLAND, []]])
    for (const { figures, subIcb } of compared) {
      const value = loadedValue(measure, figures, month)
      if (value.value === null) continue
      byArea.get(ENGLAND)!.push(value)
      if (subIcb === undefined) continue
      const others = byArea.get(subIcb)
      if (others) others.push(value)
      else byArea.set(subIcb, [value])
    }
    return Array.from(byArea)
      .filter(([, values]) => values.length > 0)
      .map(([area, values]) => formed(area, measure, month, values))
  })
}

function formed(
  area: string,
  measure: MeasureDefinition,
  month: Month,
  values: MeasureValue[],
): FormedFigure {
  const deciles = decilesOf(values.map(({ value }) => value!))
  return {
    area,
    measure: measure.id,
    month,
    practices: values.length,
    numerator: withoutNoise(values.reduce((sum, { numerator }) => sum + numerator!, 0)),
    denominator: withoutNoise(values.reduce((sum, { denominator }) => sum + denominator!, 0)),
    deciles: deciles?.map(withoutNoise) ?? null,
  }
}
