import { z } from 'zod'
import { marks } from '#db/schema/attendance.ts'
import { oneOf } from '#lib/fields.ts'

/** Exactly one mark for everyone on the register, and for nobody else. */
export const registerForm = (register: readonly { personId: string; name: string }[]) =>
  z.object({
    marks: z.strictObject(
      Object.fromEntries(
        register.map(({ personId, name }) => [
          personId,
          oneOf(marks, `Select present, apologies or absent for ${name}`),
        ]),
      ),
    ),
  })
