import { dayAsTyped } from '#lib/fields.ts'
import type { Plan } from './commands.ts'

/** A plan, or as much of one as is known, as its form holds it before anything is typed. */
export const planAsTyped = ({
  measureId,
  startsOn,
  endsOn,
  ...words
}: Partial<Plan>): Record<string, string> => ({
  ...words,
  measureId: measureId ?? '',
  ...dayAsTyped('startsOn', startsOn),
  ...dayAsTyped('endsOn', endsOn),
})
