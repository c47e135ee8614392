import { z } from 'zod'
import { decisions, type Stage, scales } from '#db/schema/pdsa.ts'
import { addDays, type Day, daysBetween } from '#lib/day.ts'
import { line, oneOf, paragraph, typedDay } from '#lib/fields.ts'

const YEAR = 366

/** `measureIds` are the project's measures; a cycle need not follow one. */
export const cycleForm = (measureIds: readonly string[], today: Day) =>
  z
    .object({
      title: line('Enter a title'),
      question: line('Enter the question that the cycle is to answer', 300),
      change: paragraph('Describe the change you will test'),
      prediction: paragraph('Write down what you predict, before you begin'),
      scale: oneOf(scales, 'Select how large the test is'),
      measureId: z
        .enum(['', ...measureIds], { error: "Select one of the project's measures, or none" })
        .default('')
        .transform((id) => id || null),
      startsOn: typedDay('the day the cycle starts', {
        notBefore: addDays(today, -YEAR),
        notAfter: addDays(today, YEAR),
      }),
      endsOn: typedDay('the day the cycle ends'),
    })
    .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
      path: ['endsOn'],
      error: 'The day the cycle ends must not be before it starts',
    })
    .refine(({ startsOn, endsOn }) => daysBetween(startsOn, endsOn) <= YEAR, {
      path: ['endsOn'],
      error: 'A cycle must end within a year of its start',
    })

const asks: Record<Stage, string> = {
  do: 'Write down what happened',
  study: 'Compare what happened with your prediction',
  act: 'Give the reason for your decision',
}

/** Notes for every stage; acting is also a decision, which closes the cycle. */
export const stageForm = (stage: Stage) =>
  z.object({
    notes: paragraph(asks[stage], 4000),
    decision: stage === 'act' ? oneOf(decisions, 'Select adopt, adapt or abandon') : z.undefined().optional(),
  })
