import { composeLetter } from '#lib/mail/letters.ts'
import { fieldMeanings, type LetterField } from './fields.ts'
import { type LetterId, templateOf } from './templates.ts'

export type Values = Partial<Record<LetterField, string>>
export interface Wording {
  subject: string
  body: string
}

const FIELD = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The fields that a text names, known or not, each once. */
export const fieldsIn = (text: string) => [
  ...new Set([...text.matchAll(FIELD)].map((match) => match[1] ?? '')),
]

/** What is wrong with the wording of a letter, or undefined. */
export function wordingProblem(id: LetterId, text: string, part: 'subject' | 'body'): string | undefined {
  const { fields, needs } = templateOf(id)
  const unknown = fieldsIn(text).filter((field) => !fields.includes(field as LetterField))
  if (unknown.length > 0)
    return `This letter does not know ${inBraces(unknown)}. It knows ${inBraces(fields)}`
  if (/\{\{|\}\}/.test(text.replace(FIELD, ''))) return 'Close every field with two braces, like {{name}}'
  const missing = part === 'body' ? needs.filter((field) => !fieldsIn(text).includes(field)) : []
  if (missing.length > 0) return `The letter is of no use without ${inBraces(missing)}: put it back`
  if (part === 'subject' && (fieldsIn(text).includes('dates') || fieldsIn(text).includes('link')))
    return 'Put the dates and the link into the letter itself, not into its subject'
  return undefined
}

const inBraces = (fields: readonly string[]) => fields.map((field) => `{{${field}}}`).join(', ')

/** Puts values where their fields stand, once: a value that looks like a field stays as it was typed. */
export const fill = (text: string, values: Values) =>
  text.replace(FIELD, (_, field: string) =>
    field in fieldMeanings ? (values[field as LetterField] ?? '') : '',
  )

/** A whole letter of plain text. Subjects are one line. */
export function letterFrom(id: LetterId, wording: Wording, values: Values, organisation: string) {
  const paragraphs = wording.body
    .split(/\n{2,}/)
    .map((paragraph) => fill(paragraph, values).trim())
    .filter(Boolean)
  return {
    subject: fill(wording.subject, values).replace(/\s+/g, ' ').trim().slice(0, 200),
    body: composeLetter({
      organisation,
      to: values.name ?? '',
      paragraphs,
      reason: fill(templateOf(id).because, values),
    }),
  }
}
