import { z } from 'zod'
import type { PromiseKind } from '#db/schema/applications.ts'
import { emailAddress, oneOf, paragraph } from '#lib/fields.ts'
import { personName } from '../forms.ts'

export const employments = ['employed', 'partner', 'locum', 'other'] as const
export type Employment = (typeof employments)[number]

/** Why nobody has to agree, in the words that facilitators read. */
const NOT_APPLICABLE: Partial<Record<Employment, string>> = {
  partner: 'A partner in the practice',
  locum: 'A locum, with nobody to grant the time',
}

export type Sponsor = { name: string; email: string } | { because: string }

const shape = z.object({
  employment: z.string().optional(),
  name: z.string().default(''),
  email: z.string().default(''),
  because: z.string().default(''),
})

/** Who is asked for a promise. For an employer it may be nobody, with the reason. */
export const sponsorForm = (kind: Exclude<PromiseKind, 'applicant'>, own: string) =>
  shape.transform((typed, context): Sponsor => {
    const problems: [string, string][] = []
    const read = <T>(field: string, schema: z.ZodType<T>, value: unknown): T | undefined => {
      const result = schema.safeParse(value)
      if (result.success) return result.data
      problems.push([field, result.error.issues[0]?.message ?? 'Look at this answer again'])
      return undefined
    }
    const finish = (sponsor: Sponsor | undefined): Sponsor => {
      for (const [field, message] of problems) context.addIssue({ code: 'custom', path: [field], message })
      return sponsor ?? z.NEVER
    }
    const employment =
      kind === 'employer'
        ? read('employment', oneOf(employments, 'Select what applies to you'), typed.employment)
        : 'employed'
    if (employment === undefined) return finish(undefined)
    if (employment === 'other') {
      const because = read(
        'because',
        paragraph('Say why nobody has to agree to your time', 500),
        typed.because,
      )
      return finish(because === undefined ? undefined : { because })
    }
    const settled = NOT_APPLICABLE[employment]
    if (settled) return { because: settled }
    const whose = kind === 'employer' ? 'your employer or line manager' : 'the prescriber'
    const name = read('name', personName(`Enter the name of ${whose}`), typed.name)
    const email = read('email', emailAddress(`Enter the email address of ${whose}`), typed.email)
    if (email === own.toLowerCase())
      problems.push(['email', 'This is your own address. Enter the address of the person who can agree'])
    return finish(name === undefined || email === undefined ? undefined : { name, email })
  })

/** The same person once more. */
export const againForm = z.object({ wish: z.literal('again') })

/** What the boxes hold for a promise that was named before. */
export function employmentOf(
  promise: { answer: string | null; because: string | null } | undefined,
): Employment | '' {
  if (!promise) return ''
  if (promise.answer !== 'not applicable') return 'employed'
  const known = employments.find((one) => NOT_APPLICABLE[one] === promise.because)
  return known ?? 'other'
}

/** A sponsor's answer. A reason for declining goes to the applicant and the facilitators. */
export const answerForm = z
  .object({
    answer: oneOf(['agree', 'decline', 'ask'], 'Select what you want to do'),
    because: z.string().default(''),
    question: z.string().default(''),
  })
  .transform((typed, context) => {
    const { answer } = typed
    const field = answer === 'decline' ? 'because' : 'question'
    if (answer === 'agree') return { answer, text: '' }
    const ask = answer === 'decline' ? 'Say why you decline' : 'Write your question'
    const read = paragraph(ask, 1000).safeParse(typed[field])
    if (read.success) return { answer, text: read.data }
    context.addIssue({ code: 'custom', path: [field], message: read.error.issues[0]?.message ?? ask })
    return z.NEVER
  })

export const takeBackForm = z.object({ because: paragraph('Say why you take it back', 1000) })
