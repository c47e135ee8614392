import { z } from 'zod'
import { line } from '#lib/fields.ts'

/** Files come beside the form's text. `replace` is the answer to "these months are loaded already". */
export const importForm = z.object({ replace: z.literal('on').optional() })

/** Why an import is undone, for whoever looks at it later. */
export const undoForm = z.object({ because: line('Enter why it is undone', 300) })
