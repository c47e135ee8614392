import { z } from 'zod'
import { typedNumber } from '#lib/fields.ts'

/** A number that may be left empty; when it is not, the mistake says what is wrong with it. */
export const numberOrNone = (ask: string, limits: Parameters<typeof typedNumber>[1] = {}) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      if (text.trim() === '') return null
      const read = typedNumber(ask, limits).safeParse(text)
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? ask })
      return z.NEVER
    })
