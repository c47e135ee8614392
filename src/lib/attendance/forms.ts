import { z } from 'zod'
import { type Mark, marks } from '#db/schema/attendance.ts'
import { oneOf } from '#lib/fields.ts'

/** What stays when nobody has decided: it is no mark, and never becomes an absence. */
export const NOT_RECORDED = 'not recorded'

/** A mark or none yet for everyone on the register, and for nobody else. `others` marks all who have none. */
export const registerForm = (register: readonly { personId: string; name: string }[]) =>
  z.object({
    others: z.literal('on').optional(),
    marks: z
      .strictObject(
        Object.fromEntries(
          register.map(({ personId, name }) => [
            personId,
            oneOf([...marks, NOT_RECORDED], `Select present, apologies, absent or not recorded for ${name}`)
              .optional()
              .default(NOT_RECORDED),
          ]),
        ),
      )
      .optional()
      .default({}),
  })

/**
 * The marks to keep: those that were made, and present for everyone else when that was ticked, except for
 * people who joined after the session.
 */
export function marksToKeep(
  register: readonly { personId: string; joinedLater: boolean }[],
  typed: Record<string, Mark | typeof NOT_RECORDED>,
  othersPresent: boolean,
): Record<string, Mark | null> {
  return Object.fromEntries(
    register.map(({ personId, joinedLater }) => {
      const mark = typed[personId]
      if (mark && mark !== NOT_RECORDED) return [personId, mark]
      return [personId, othersPresent && !joinedLater ? 'present' : null]
    }),
  )
}
