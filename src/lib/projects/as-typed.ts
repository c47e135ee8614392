import type { Day } from '#lib/day.ts'
import type { Aim } from './aim.ts'

/** A day as the three boxes of a date hold it before anything is typed. */
export function dayAsTyped(name: string, day: Day | undefined): Record<string, string> {
  if (!day) return {}
  const [year = '', month = '', date = ''] = day.split('-').map((part) => String(Number(part)))
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}

/** An aim as its form holds it before anything is typed. */
export const aimAsTyped = ({
  change,
  fromValue,
  toValue,
  unit,
  byWhen,
  forWhom,
}: Aim): Record<string, string> => ({
  change,
  fromValue: fromValue === null ? '' : String(fromValue),
  toValue: String(toValue),
  unit,
  forWhom,
  ...dayAsTyped('byWhen', byWhen),
})
