import { z } from 'zod'
import { addDays, type Day } from '#lib/day.ts'
import { line, oneOf, optionalDay, optionalNumber, optionalText, typedDay, typedNumber } from '#lib/fields.ts'

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

const MOST_SEATS = 500
const MOST_WEEKS = 104

/** Name, seats and when people can apply. `cohort` is held against itself: it closes before it ends. */
export const settingsForm = (cohort: { endsOn: Day }) =>
  z
    .object({
      name: line('Enter a name', 80),
      seats: optionalNumber('Enter the number of seats', { min: 1, max: MOST_SEATS, whole: true }),
      applicationsOpenOn: optionalDay('the first day for applications', { notAfter: cohort.endsOn }),
      applicationsCloseOn: optionalDay('the last day for applications', { notAfter: cohort.endsOn }),
    })
    .superRefine(({ applicationsOpenOn: from, applicationsCloseOn: to, seats }, context) => {
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (to && !from) refuse('applicationsOpenOn', 'Enter the first day as well, or leave both empty')
      if (from && to && to < from) refuse('applicationsCloseOn', 'The last day must be on or after the first')
      if (from && seats === null) refuse('seats', 'Enter the number of seats: places are given up to it')
    })

/** Later by a number of weeks; a negative number is earlier. */
export const moveForm = z.object({
  weeks: typedNumber('Enter a number of weeks', { min: -MOST_WEEKS, max: MOST_WEEKS, whole: true }).refine(
    (weeks) => weeks !== 0,
    'Enter a number of weeks other than 0',
  ),
  reason: optionalText('The reason', 300),
})

export const publishForm = z.object({})

/** Of a session or a whole cohort. */
export const cancelForm = z.object({ reason: line('Say why. Everyone in the cohort will read it', 300) })
