import { z } from 'zod'
import { findMeasure } from '../definitions/measures.ts'

/** What a run can be told while it goes on, when it asks something, or after it has died. */
export const answers = ['cancel', 'replace', 'keep', 'again', 'measure'] as const
export type Answer = (typeof answers)[number]

/** Only what can be said at the time: a run that asks which measure it holds is not told to replace. */
export const answerForm = (choices: readonly Answer[]) =>
  z
    .object({
      answer: z.enum(answers, { error: 'Choose what to do' }).refine((answer) => choices.includes(answer), {
        error: 'It is no longer at the point where this could be chosen. Look at where it is now',
      }),
      measure: z.string().default(''),
    })
    .refine(({ answer, measure }) => answer !== 'measure' || findMeasure(measure), {
      path: ['measure'],
      error: 'Choose the measure that the file holds',
    })
