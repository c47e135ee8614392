import { z } from 'zod'
import { successionKinds } from '#db/schema/practices.ts'
import type { Day } from '#lib/day.ts'
import { line, oneOf, paragraph, typedDay } from '#lib/fields.ts'
import { practiceCodeIn } from '#lib/prescribing/codes.ts'

const NETWORK = /^U\d{5}$/
const MOST_PRACTICES = 100

const practiceCode = (ask: string) =>
  line(ask, 20).transform((text, context) => {
    const code = practiceCodeIn(text)
    if (code) return code
    context.addIssue({
      code: 'custom',
      message: 'A practice code is one letter and five digits, like A81001',
    })
    return z.NEVER
  })

/** Closures and mergers are announced beforehand, so the day may lie ahead. */
export const successorForm = (notBefore: Day = '1948-07-05') =>
  z.object({
    successorCode: practiceCode('Enter the code of the practice that took over'),
    kind: oneOf(successionKinds, 'Select what happened'),
    fromDay: typedDay('the first day', { notBefore }),
    source: line('Enter where this is said', 200),
  })
export type SuccessorInput = z.output<ReturnType<typeof successorForm>>

export const undoForm = z.object({})

/** Codes of practices as people paste them: one a line, or with commas between them. */
const practiceCodes = paragraph('Enter the codes of its practices', 2000).transform((text, context) => {
  const typed = text.split(/[\s,;]+/).filter((word) => word !== '')
  const wrong = typed.filter((word) => practiceCodeIn(word) === undefined)
  if (wrong.length > 0) {
    const many = wrong.length === 1 ? 'One of these is' : `${wrong.length} of these are`
    const message = `${many} no practice code: a practice code is one letter and five digits, like A81001`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const codes = [...new Set(typed.flatMap((word) => practiceCodeIn(word) ?? []))]
  if (codes.length <= MOST_PRACTICES) return codes
  context.addIssue({ code: 'custom', message: `Enter ${MOST_PRACTICES} practices or fewer` })
  return z.NEVER
})

export const networkForm = z.object({ name: line('Enter the name of the network'), practices: practiceCodes })
export type NetworkInput = z.output<typeof networkForm>

export const newNetworkForm = networkForm.extend({
  code: line('Enter the code of the network', 20)
    .transform((text) => text.toUpperCase())
    .pipe(z.string().regex(NETWORK, 'The code of a network is a U and five digits, like U12345')),
})
