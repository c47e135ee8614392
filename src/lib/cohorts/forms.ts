import { z } from 'zod'
import { line, oneOf, typedDay } from '#lib/fields.ts'

/** A new run of one of the programmes, laid out from the week of its first day. */
export const cohortForm = (programmes: readonly [string, ...string[]]) =>
  z.object({
    programme: oneOf(programmes, 'Select a programme'),
    name: line('Enter a name', 80),
    startsOn: typedDay('the first day'),
  })
