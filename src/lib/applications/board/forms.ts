import { z } from 'zod'
import { applicationDecisions } from '#db/schema/applications.ts'
import { oneOf, optionalText } from '#lib/fields.ts'

/** What the facilitators decide. The reason of a decision is told to the applicant; a shortlist is for them alone. */
export const decisionForm = z
  .object({
    decision: oneOf(applicationDecisions, 'Select what you decide'),
    reason: optionalText('The reason', 1000),
    /** How many decisions there were when the page was read. */
    decided: z.coerce.number().int().catch(0),
  })
  .superRefine(({ decision, reason }, context) => {
    if (decision !== 'shortlisted' && reason === '')
      context.addIssue({ code: 'custom', path: ['reason'], message: 'Give the reason for your decision' })
  })

export type Decided = z.output<typeof decisionForm>
