import { z } from 'zod'
import { type Day, isDay, plainDay } from '#lib/day.ts'

/**
 * The words that forms are written in. Each says what to do when the answer is missing, too long or of the
 * wrong kind, and each takes what a browser sends: text.
 */

/** Characters that change how the rest is shown, and those that nobody can have meant to type. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu
const cleaned = (text: string) => text.replace(/\r\n?/g, '\n').replace(UNSEEN, '')
const trimmed = (text: string) => cleaned(text).trim()
const onOneLine = (text: string) => cleaned(text).replace(/\s+/g, ' ').trim()
const isVisible = (text: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

const required = (ask: string, most: number, tidy: (text: string) => string) =>
  z
    .string({ error: ask })
    .transform(tidy)
    .pipe(
      z
        .string()
        .max(most, `${subjectOf(ask)} must be ${most} characters or fewer`)
        .refine(isVisible, ask),
    )

/** A line of text that must be given. `ask` is the whole sentence, such as "Enter a title". */
export const line = (ask: string, most = 120) => required(ask, most, onOneLine)

/** The same of several lines. */
export const paragraph = (ask: string, most = 2000) => required(ask, most, trimmed)

/** Text that may be left empty. */
export const optionalText = (name: string, most = 2000) =>
  z
    .string()
    .default('')
    .transform(trimmed)
    .pipe(z.string().max(most, `${name} must be ${most} characters or fewer`))

export const oneOf = <const V extends readonly [string, ...string[]]>(values: V, ask: string) =>
  z.enum(values, { error: ask })

/** A number as people type it: "1,200", "3.5", " 12 ". "3,5" is asked about: it could be 35 or three and a half. */
export const typedNumber = (ask: string, limits: { min?: number; max?: number; whole?: boolean } = {}) => {
  const { min = 0, max = 1_000_000_000, whole = false } = limits
  const name = subjectOf(ask)
  return z
    .string({ error: ask })
    .transform(withoutThousands)
    .pipe(
      z
        .string()
        .min(1, ask)
        .regex(/^[^,]*$/, `${name} must have a point for decimals, like 3.5`)
        .regex(/^-?\d+(\.\d+)?$/, `${name} must be a number, like 12${whole ? '' : ' or 3.5'}`),
    )
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, `${name} must be ${min} or more`)
        .max(max, `${name} must be ${max} or less`)
        .refine((value) => !whole || Number.isInteger(value), `${name} must be a whole number`),
    )
}

/** Commas go only where they part thousands; anywhere else they stay, and are refused. */
function withoutThousands(text: string): string {
  const bare = text.replace(/\s/g, '')
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare
}

/** A number that may be left empty; when it is not, the mistake says what is wrong with it. */
export const optionalNumber = (ask: string, limits: Parameters<typeof typedNumber>[1] = {}) =>
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

const NAMES = ['day', 'month', 'year'] as const

/** A date typed as day, month and year, the way the NHS asks for one. `name` is what the date is of. */
export const typedDay = (name: string, limits: { notBefore?: Day; notAfter?: Day } = {}) =>
  z
    .record(z.string(), z.string())
    .optional()
    .transform((parts, context): Day => {
      const refuse = (message: string) => {
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      }
      const typed = NAMES.map((part) => (parts?.[part] ?? '').trim())
      if (typed.every((part) => part === '')) return refuse(`Enter ${name}`)
      const missing = NAMES.filter((_, index) => typed[index] === '')
      if (missing.length > 0) return refuse(`${capital(name)} must include a ${missing.join(' and a ')}`)
      const [day = '', month = '', year = ''] = typed
      const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
      if (!/^\d{4}$/.test(year) || !isDay(text))
        return refuse(`${capital(name)} must be a real date, like 7 10 2026`)
      if (limits.notBefore && text < limits.notBefore)
        return refuse(`${capital(name)} must be ${plainDay(limits.notBefore)} or later`)
      if (limits.notAfter && text > limits.notAfter)
        return refuse(`${capital(name)} must be ${plainDay(limits.notAfter)} or earlier`)
      return text
    })

/** A day that may be left empty. */
export const optionalDay = (name: string, limits: Parameters<typeof typedDay>[1]) =>
  z
    .record(z.string(), z.string())
    .optional()
    .transform((parts, context) => {
      if (Object.values(parts ?? {}).every((part) => part.trim() === '')) return null
      const read = typedDay(name, limits).safeParse(parts)
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? `Enter ${name}` })
      return z.NEVER
    })

/** A day as the three boxes of a date hold it before anything is typed. */
export function dayAsTyped(name: string, day: Day | undefined): Record<string, string> {
  if (!day) return {}
  const [year = '', month = '', date = ''] = day.split('-').map((part) => String(Number(part)))
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}

export const emailAddress = (ask = 'Enter an email address') =>
  z
    .string({ error: ask })
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .string()
        .min(1, ask)
        .max(254)
        .pipe(z.email('Enter an email address in the right form, like name@example.org')),
    )

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** "Enter a title" → "Title": what the longer messages are about. */
const subjectOf = (ask: string) =>
  capital(ask.replace(/^(Enter|Say|Describe|Write|Give) /, '').replace(/^(a|an|the|your) /, ''))
