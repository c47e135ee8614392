import { z } from 'zod'
import { addDays, type Day } from '#lib/day.ts'
import { line, oneOf, typedDay } from '#lib/fields.ts'

const FURTHEST_DAYS = 3 * 366

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
    startsOn: typedDay('the first day', { notBefore: today, notAfter: addDays(today, FURTHEST_DAYS) }),
  })
