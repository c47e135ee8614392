import { z } from 'zod'
import { addDays, type Day } from '#lib/day.ts'
import { line, oneOf, optionalNumber, paragraph, typedDay, typedNumber } from '#lib/fields.ts'

/** `focusAreas` are the titles that the programme offers. */
export const projectForm = (focusAreas: readonly string[]) =>
  z.object({
    title: line('Enter a title'),
    focusArea: oneOf(focusAreas as [string, ...string[]], 'Select a focus area'),
    problem: paragraph('Describe the problem'),
  })

const FURTHEST_DAYS = 5 * 366

/** An aim without a number and a date to come is a wish, so both must be there. */
export const aimForm = (today: Day) =>
  z
    .object({
      change: line('Say what will change'),
      fromValue: optionalNumber('Enter the value today'),
      toValue: typedNumber('Enter the value you aim for'),
      unit: line('Enter a unit', 60),
      byWhen: typedDay('the date you aim for', {
        notBefore: addDays(today, 1),
        notAfter: addDays(today, FURTHEST_DAYS),
      }),
      forWhom: line('Say for whom', 160),
    })
    .refine(({ fromValue, toValue }) => fromValue !== toValue, {
      path: ['toValue'],
      error: 'The value you aim for must differ from the value today',
    })
    .superRefine(({ fromValue, toValue, unit }, context) => {
      if (!/^(%|per ?cent)/i.test(unit)) return
      const tooMuch = (field: string, name: string) =>
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `The value ${name} must be 100 or less, because it is a percentage`,
        })
      if (fromValue !== null && fromValue > 100) tooMuch('fromValue', 'today')
      if (toValue > 100) tooMuch('toValue', 'you aim for')
    })

/**
 * The people ticked: one name comes as text, several as a list. That nobody works on it is said with a tick as well: a
 * form that arrives without any must not take the team away.
 */
export const teamForm = (candidates: readonly string[]) => {
  const ask = 'Select people from this cohort'
  const person = oneOf(candidates as [string, ...string[]], ask)
  return z
    .object({
      team: z.union([person.transform((one) => [one]), z.array(person)], { error: ask }).default([]),
      nobody: z.literal('on', { error: ask }).optional(),
    })
    .superRefine(({ team, nobody }, context) => {
      if (team.length > 0 !== (nobody === 'on')) return
      const message = nobody
        ? 'Select people or “Nobody else for now”, not both'
        : 'Select who works on it with you, or “Nobody else for now”'
      context.addIssue({ code: 'custom', path: ['team'], message })
    })
}
