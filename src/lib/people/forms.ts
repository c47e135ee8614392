import { z } from 'zod'
import { professions } from '#db/schema/people.ts'
import { roles } from '#lib/auth/roles.ts'
import { emailAddress, line, oneOf } from '#lib/fields.ts'

const ODS_CODE = /^[A-Z][0-9]{5}$/

/** Someone new, or someone known who gets another role. All but an administrator need a cohort. */
export const invitationForm = (cohortIds: readonly string[]) =>
  z
    .object({
      name: line('Enter their name'),
      email: emailAddress('Enter their email address'),
      profession: oneOf(professions, 'Select what they are'),
      role: oneOf(roles, 'Select what they may do'),
      cohortId: z.string().optional().default(''),
      practiceCode: z
        .string()
        .optional()
        .default('')
        .transform((text) => text.trim().toUpperCase()),
      practiceName: z
        .string()
        .max(120)
        .optional()
        .default('')
        .transform((text) => text.trim()),
    })
    .superRefine((typed, context) => {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      if (typed.role !== 'admin' && !cohortIds.includes(typed.cohortId))
        refuse('cohortId', 'Select their cohort')
      if (typed.practiceCode && !ODS_CODE.test(typed.practiceCode)) {
        refuse('practiceCode', 'A practice code is one letter and five digits, like A81001')
      }
      if (typed.practiceCode && !typed.practiceName) refuse('practiceName', 'Enter the name of the practice')
    })

export type Invitation = z.output<ReturnType<typeof invitationForm>>
