import { z } from 'zod'
import { type Availability, registrationBodies } from '#db/schema/applications.ts'
import type { Profession } from '#db/schema/people.ts'
import type { Day } from '#lib/day.ts'
import { emailAddress, line, oneOf, paragraph } from '#lib/fields.ts'
import { bodiesFor, numberProblem, tidyNumber } from './registration.ts'

/** Only what stands in names: an application sends letters in which they appear. */
export const personName = (ask: string) =>
  line(ask, 80).refine(
    (name) => !/[\d@/\\<>{}|:]/.test(name),
    'A name has letters only: take out numbers, addresses and signs',
  )

export const startForm = z.object({
  email: emailAddress('Enter your email address'),
})

export const nameForm = z.object({ name: personName('Enter your name') })

export const applicantProfessions = [
  'GP',
  'prescribing pharmacist',
  'other prescriber',
  'non-prescribing pharmacist',
] as const satisfies readonly Profession[]

export const professionForm = z.object({
  profession: oneOf(applicantProfessions, 'Select your profession'),
})

const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

/** The number may be left out; what is typed must look like one of its register. */
export const registrationForm = (profession: Profession | null) => {
  const bodies = bodiesFor(profession)
  return z
    .object({
      registrationBody: z.enum(registrationBodies).optional().catch(undefined),
      registrationNumber: z.string().default('').transform(tidyNumber),
    })
    .transform(({ registrationBody, registrationNumber }, context) => {
      const body = bodies.length === 1 ? bodies[0] : bodies.find((one) => one === registrationBody)
      const refuse = (field: string, message: string) => {
        context.addIssue({ code: 'custom', path: [field], message })
        return z.NEVER
      }
      if (registrationNumber === '') return { registrationBody: body ?? null, registrationNumber }
      if (!body) return refuse('registrationBody', 'Select who you are registered with')
      const problem = numberProblem(body, registrationNumber)
      return problem ? refuse('registrationNumber', problem) : { registrationBody: body, registrationNumber }
    })
}

/** One of the practices that were found. */
export const practiceForm = z.object({
  practiceCode: z
    .string({ error: 'Select your practice, or say that it is not in the list' })
    .min(1, 'Select your practice, or say that it is not in the list'),
})

const ANY_ODS_CODE = /^[A-Z0-9]{3,8}$/

/** One that the register does not have: a new practice, a network, a trust. */
export const unlistedPracticeForm = z.object({
  practiceName: line('Enter the name of the practice, network or trust', 120),
  practiceCode: z
    .string()
    .default('')
    .transform((code) => code.trim().toUpperCase())
    .refine(
      (code) => code === '' || ANY_ODS_CODE.test(code),
      'An ODS code has 3 to 8 letters and digits, like A81001. Leave it out if you do not know it',
    ),
})

export const focusForm = (areas: readonly [string, ...string[]]) =>
  z.object({
    focusArea: oneOf(areas, 'Select a focus area'),
    why: paragraph('Say why it matters in your practice', 2000),
  })

/** Whether somebody is free on all dates, and if not, on which they are not. */
export const datesForm = (dates: readonly Day[]) =>
  z
    .object({ all: oneOf(['yes', 'no'], 'Select yes or no'), cannot: ticked })
    .transform(({ all, cannot }, context): Availability => {
      const known = dates.filter((day) => cannot.includes(day))
      if (all === 'no' && known.length === 0) {
        context.addIssue({
          code: 'custom',
          path: ['cannot'],
          message: 'Select the dates that you cannot keep free',
        })
        return z.NEVER
      }
      if (all === 'yes' && known.length > 0) {
        context.addIssue({
          code: 'custom',
          path: ['cannot'],
          message: 'You said yes to all dates: clear these, or select no',
        })
        return z.NEVER
      }
      return { asked: [...dates], cannot: known }
    })

const tick = (ask: string) => z.literal('on', { error: ask })

export const promiseForm = z.object({ promise: tick('Tick the box to make your promise') })
export const submitForm = z.object({ correct: tick('Tick the box to say that your answers are right') })
export const withdrawalForm = z.object({ sure: tick('Tick the box to say that you are sure') })
