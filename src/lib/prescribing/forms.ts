import { z } from 'zod'

/** Files come beside the form's text. `replace` is the answer to "these months are loaded already". */
export const importForm = z.object({ replace: z.literal('on').optional() })
