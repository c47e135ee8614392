import { z } from 'zod'
import type { Day } from '#lib/day.ts'
import { line, oneOf, typedDay } from '#lib/fields.ts'

/** A new run of one of the programmes, laid out from the week of its first day. */
export const cohortForm = (
  programmes: readonly [string, ...string[]],
  names: readonly string[],
  today: Day,
) =>
  z.object({
    programme: oneOf(programmes, 'Select a programme'),
    name: line('Enter a name', 80).refine(
      (name) => !names.includes(name),
      'A cohort has this name already. Choose another',
    ),
    startsOn: typedDay('the first day', { notBefore: today }),
  })
