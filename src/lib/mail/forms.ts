import { z } from 'zod'

export const lettersForm = z.object({ chartPoints: z.literal('on').optional() })
