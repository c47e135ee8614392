import { z } from 'zod'
import { emailAddress } from '#lib/fields.ts'

export const signInForm = z.object({
  email: emailAddress('Enter your email address'),
  password: z
    .string({ error: 'Enter your password' })
    .min(1, 'Enter your password')
    .max(1000, 'Enter your password'),
  next: z.string().optional(),
})

/** A button and nothing to fill in. */
export const signOutForm = z.object({})

export const passwordResetForm = z.object({ email: emailAddress('Enter your email address') })

const newPassword = z
  .string({ error: 'Enter a password' })
  .min(1, 'Enter a password')
  .max(1000, 'Enter a shorter password')

export const choosePasswordForm = z.object({ newPassword })

export const changePasswordForm = z.object({
  currentPassword: z
    .string({ error: 'Enter your current password' })
    .min(1, 'Enter your current password')
    .max(1000),
  newPassword,
})
