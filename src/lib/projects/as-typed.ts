import { dayAsTyped } from '#lib/fields.ts'
import type { Aim } from './aim.ts'

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
