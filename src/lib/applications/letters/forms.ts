import { z } from 'zod'
import { line, paragraph } from '#lib/fields.ts'
import { wordingProblem } from './fill.ts'
import type { LetterId } from './templates.ts'

/** A letter reworded: only fields it knows, and those it needs. `wish`: look at it first, or keep it. */
export const wordingForm = (id: LetterId) =>
  z
    .object({
      subject: line('Enter a subject', 150),
      body: paragraph('Enter the letter', 4000),
      wish: z.enum(['preview', 'save', 'reset']).catch('save'),
    })
    .superRefine((typed, context) => {
      if (typed.wish === 'reset') return
      for (const part of ['subject', 'body'] as const) {
        const message = wordingProblem(id, typed[part], part)
        if (message) context.addIssue({ code: 'custom', path: [part], message })
      }
    })
