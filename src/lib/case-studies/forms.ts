import { z } from 'zod'
import { reviewDecisions } from '#db/schema/case-studies.ts'
import { line, oneOf, optionalText } from '#lib/fields.ts'
import { type SectionId, sections, TITLE_MOST } from './sections.ts'

type Choices = readonly { id: string }[]

/** One of the author's own projects, or none. */
const ownProject = (projects: Choices) =>
  z
    .string()
    .default('')
    .refine((id) => id === '' || projects.some((project) => project.id === id), 'Select one of your projects')
    .transform((id) => id || null)

export const startForm = (projects: Choices) =>
  z.object({ title: line('Enter a title', TITLE_MOST), projectId: ownProject(projects) })

const Bodies = z.object(
  Object.fromEntries(sections.map(({ id, heading, most }) => [id, optionalText(heading, most)])) as Record<
    SectionId,
    ReturnType<typeof optionalText>
  >,
)
const Ticked = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((ticked) => [ticked].flat())

/** A draft may be saved however incomplete. `use` names the sections to begin with what the project says. */
export const draftForm = (projects: Choices) =>
  z.object({
    title: optionalText('Title', TITLE_MOST),
    projectId: ownProject(projects),
    sections: Bodies.prefault({}),
    use: Ticked,
  })

export const submissionForm = z.object({
  declaration: z.literal('on', { error: 'Confirm that nothing in it identifies a patient' }),
})

/** `submission` is the one that the reviewer has read, in case another follows meanwhile. */
export const reviewForm = z
  .object({
    submission: z.string({ error: 'Read the case study again before you decide' }),
    decision: oneOf(reviewDecisions, 'Select whether you accept it or return it'),
    comments: optionalText('Comments', 4000),
  })
  .refine(({ decision, comments }) => decision === 'accepted' || comments !== '', {
    path: ['comments'],
    message: 'Say what to change before it can be accepted',
  })
