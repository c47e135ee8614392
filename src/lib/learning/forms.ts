import { z } from 'zod'
import { optionalText } from '#lib/fields.ts'

const texts = z.record(z.string().max(100), optionalText('A reflection', 5000)).default({})
const choices = z.record(z.string().max(100), z.string().max(20)).default({})

/** The one form of a teaching page. Whichever button was pressed, nothing that was typed is lost. */
export const learningForm = z.object({
  /** `check`, `keep`, `mark` or `unmark` the page to find it again, or the id of the part that was read: `read:ID`. */
  do: z
    .string({ error: 'Choose what to keep' })
    .regex(/^(check|keep|mark|unmark|read:[a-z0-9-]{1,100})$/, 'Choose what to keep')
    .default('keep'),
  /** Marks of the texts that the form was drawn from. */
  drawn: z.string().max(5000).default(''),
  reflections: texts,
  shared: choices,
  answers: choices,
})
export type Kept = z.output<typeof learningForm>

export const SURENESS = [1, 2, 3, 4, 5] as const

/** A rating of every mechanism, from 1 to 5. */
export const confidenceForm = (mechanisms: readonly string[]) =>
  z.object({
    ratings: z.object(
      Object.fromEntries(
        mechanisms.map((id) => [
          id,
          z
            .enum(
              SURENESS.map(String) as [string, ...string[]],
              'Select how sure you feel, also when you are not sure at all',
            )
            .transform(Number),
        ]),
      ),
      'Select how sure you feel of each',
    ),
  })

/** Marks an entry of the shelf, or takes its mark away: each has a button of its own. */
export const shelfForm = (ids: readonly string[]) => {
  const known = z.string().refine((id) => ids.includes(id), 'Choose an entry of the shelf')
  return z
    .object({ keep: known.optional(), drop: known.optional() })
    .refine(({ keep, drop }) => (keep === undefined) !== (drop === undefined), 'Choose an entry of the shelf')
}

/** Which reflection is no longer shared: its page and its prompt, with a space between. */
export const takeBackForm = z.object({
  takeBack: z
    .string('Choose what you no longer want to share')
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+ [a-z0-9-]+$/, 'Choose what you no longer want to share')
    .transform((chosen) => {
      const [page = '', prompt = ''] = chosen.split(' ')
      return { page, prompt }
    }),
})
