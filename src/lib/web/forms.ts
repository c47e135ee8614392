import type { APIContext } from 'astro'
import type { z } from 'zod'
import { type Finding, findIdentifiers, gravest } from '#lib/identifiers/guard.ts'
import { Refusal } from '#lib/refusal.ts'

/** The tick with which a person says that a number the guard asked about is no patient's. */
export const NO_IDENTIFIER = 'noPatientIdentifier'
/** Of a form that does something once (`once.ts`): its key, and that its sender was asked and means it. */
export const KEY = 'once'
export const MEANT = 'meant'
/** More than any field of ours takes; longer texts are refused unread. */
const LONGEST_TEXT = 100_000
/** What a page gives back to someone who was signed out: characters in all, and fields. */
const GIVEN_BACK = 200_000
const MOST_GIVEN_BACK = 60
/** What a form carries for our sake. */
const OURS = [NO_IDENTIFIER, KEY, MEANT]
/** Passwords, and what a form carries to know what it was drawn from. */
const NOT_TYPED = /password|^drawn$|^next$/i
/** Never shown again and never read by the guard. */
const SECRET = /password/i

const UNREADABLE = 'The form could not be read, and nothing was saved. Go back and send it again'
const TOO_LONG = 'This text is far too long'
const BLOCKED =
  'This looks like an NHS number. Take it out: nothing about a patient may be kept here. Use a count or a study number instead'
const ASKED =
  'This contains ten digits that could be an NHS number. Take them out, or tick the box at the end of the form if they are something else'
const WARNED = 'It contains a number from the NHS test range'

export interface Mistake {
  field: string
  message: string
}

export interface Form<T> {
  submitted: boolean
  mistakes: Mistake[]
  /** The guard asked about something: the form shows its tick box. */
  asks: boolean
  /** What was typed into a field, or what it starts with. */
  value(field: string): string
  values(field: string): string[]
  mistake(field: string): string | undefined
  /** The files that were chosen in a field, empty ones too. */
  files(field: string): File[]
  /** Adds a mistake that only the page could see, and turns the answer into a 422. */
  refuse(field: string, message: string): void
  /**
   * Saves when everything was right. A `Refusal` thrown by a command becomes a mistake of this form; the page
   * is then shown again with everything that was typed.
   */
  save<R>(work: (data: T) => Promise<R>): Promise<{ result: R } | undefined>
}

type Context = Pick<APIContext, 'request' | 'locals'> & { response: { status?: number } }

/** Reads the form of this page when it was posted. `initial` is what the fields hold before anything is typed. */
export async function readForm<S extends z.ZodType>(
  context: Context,
  schema: S,
  initial: Record<string, string | string[] | null | undefined> = {},
): Promise<Form<z.output<S>>> {
  const submitted = context.request.method === 'POST'
  const read = submitted ? await postedFields(context.request) : new FormData()
  const posted = read ?? new FormData()
  const mistakes: Mistake[] = []
  let asks = false
  let data: z.output<S> | undefined

  const refuse = (field: string, message: string) => {
    if (!mistakes.some((mistake) => mistake.field === field)) mistakes.push({ field, message })
    context.response.status = 422
  }
  const typed = (field: string) => posted.getAll(field).filter((value) => typeof value === 'string')
  const before = (field: string) => [initial[field] ?? []].flat()

  if (context.locals.once?.asks) refuse('form', context.locals.once.asks)
  if (!read) refuse('form', UNREADABLE)
  else if (submitted) {
    const parsed = schema.safeParse(nested(posted))
    if (parsed.success) data = parsed.data
    else for (const issue of parsed.error.issues) refuse(issue.path.join('.') || 'form', issue.message)
    const confirmed = posted.get(NO_IDENTIFIER) === 'on'
    for (const [field, value] of posted) {
      if (typeof value === 'string' && value.length > LONGEST_TEXT) refuse(field.slice(0, 200), TOO_LONG)
    }
    for (const [field, verdict] of identifiersIn(posted)) {
      if (verdict === 'block') refuse(field, BLOCKED)
      if (verdict === 'ask') asks = true
      if (verdict === 'ask' && !confirmed) refuse(field, ASKED)
      if (verdict === 'warn' && !context.locals.warnings.includes(WARNED))
        context.locals.warnings.push(WARNED)
    }
  }

  return {
    submitted,
    mistakes,
    get asks() {
      return asks
    },
    value: (field) => (SECRET.test(field) ? '' : ((submitted ? typed(field) : before(field))[0] ?? '')),
    values: (field) => (submitted ? typed(field) : before(field)),
    mistake: (field) => mistakes.find((mistake) => mistake.field === field)?.message,
    files: (field) =>
      posted.getAll(field).filter((value): value is File => value instanceof File && value.name !== ''),
    refuse,
    async save(work) {
      if (!submitted || mistakes.length > 0) return undefined
      try {
        return { result: await work(data as z.output<S>) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refuse(error.field, error.message)
        return undefined
      }
    },
  }
}

/** The fields of a form, or undefined for a body that is none: it must never pass for an empty form. */
async function postedFields(request: Request): Promise<FormData | undefined> {
  try {
    return await request.formData()
  } catch {
    return undefined
  }
}

/** What somebody typed, for them to keep when it cannot be saved: texts of more than a word or two, no password. */
export async function typedTexts(request: Request): Promise<{ field: string; text: string }[]> {
  if (request.method !== 'POST') return []
  let room = GIVEN_BACK
  const texts: { field: string; text: string }[] = []
  for (const [name, value] of (await postedFields(request)) ?? []) {
    if (typeof value !== 'string' || value.trim().length <= 2) continue
    if (NOT_TYPED.test(name) || OURS.includes(name)) continue
    room -= value.length
    if (room < 0 || texts.length === MOST_GIVEN_BACK) break
    texts.push({ field: inWords(name), text: value })
  }
  return texts
}

/** `sections.problem` → "Sections problem", `forWhom` → "For whom" */
function inWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function identifiersIn(posted: FormData) {
  return [...posted].flatMap(([field, value]) => {
    const text = typeof value === 'string' ? value : value.name
    const unread = SECRET.test(field) || text.length > LONGEST_TEXT
    const findings: Finding[] = unread ? [] : findIdentifiers(text)
    const verdict = gravest(findings)
    return verdict ? [[field, verdict] as const] : []
  })
}

type Fields = { [name: string]: string | string[] | Fields }

/** `marks.ann=present` becomes `{ marks: { ann: 'present' } }`; a name that comes twice becomes a list. */
function nested(posted: FormData): Fields {
  const fields: Fields = Object.create(null)
  for (const [name, value] of posted) {
    if (typeof value !== 'string' || OURS.includes(name) || name.length > 200) continue
    const steps = name.split('.')
    if (steps.some((step) => ['__proto__', 'constructor', 'prototype', ''].includes(step))) continue
    const last = steps.pop() as string
    let place = fields
    for (const step of steps) {
      const next = place[step]
      if (typeof next === 'object' && !Array.isArray(next)) place = next
      else place = place[step] = Object.create(null) as Fields
    }
    const earlier = place[last]
    if (typeof earlier === 'string') place[last] = [earlier, value]
    else if (Array.isArray(earlier)) earlier.push(value)
    else place[last] = value
  }
  return fields
}
