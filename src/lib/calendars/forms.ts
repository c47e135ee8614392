import { z } from 'zod'
import { oneOf } from '#lib/fields.ts'

export const feedForm = z.object({ wish: oneOf(['make', 'end'], 'Select what to do') })
