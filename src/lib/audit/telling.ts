import { type Day, isDay } from '#lib/day.ts'

/** What an event is about, or names. Each has a name of its own (`names.ts`), and a place to look at it if it has one. */
export type Thing =
  | 'person'
  | 'cohort'
  | 'session'
  | 'project'
  | 'measure'
  | 'cycle'
  | 'case study'
  | 'certificate'
  | 'application'
  | 'promise'
  | 'practice'
  | 'network'
  | 'import'
  | 'import run'
  | 'letter'
  | 'page'
  | 'programme'

export interface Ref {
  thing: Thing
  id: string
}
/** A piece of a sentence: words, or something that has a name. */
export type Part = string | Ref

/** An event as its sentence sees it. Details were written by the code of their day, so any may be missing. */
export interface Told {
  subject: string
  /** Whoever did it did it to themselves. */
  self: boolean
  text(name: string): string | undefined
  day(name: string): Day | undefined
  instant(name: string): Date | undefined
  count(name: string): number
  is(name: string): boolean
  list(name: string): string[]
  entries(name: string): [string, unknown][]
}

/** What comes after the name of whoever did it: "took the register of …". */
export type Sentence = (event: Told) => Part[]

const known = (details: Record<string, unknown>, name: string) => details[name] ?? undefined

export function toldOf(event: { personId: string; subject: string; details: Record<string, unknown> }): Told {
  const { subject, personId, details } = event
  const text = (name: string) => {
    const value = known(details, name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    subject,
    self: subject === personId,
    text,
    day: (name) => {
      const value = text(name)
      return value !== undefined && isDay(value) ? value : undefined
    },
    instant: (name) => {
      const value = new Date(text(name) ?? Number.NaN)
      return Number.isNaN(value.getTime()) ? undefined : value
    },
    count: (name) => {
      const value = known(details, name)
      return typeof value === 'number' ? value : 0
    },
    is: (name) => known(details, name) === true,
    list: (name) => {
      const value = known(details, name)
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
    },
    entries: (name) => Object.entries((known(details, name) ?? {}) as Record<string, unknown>),
  }
}

type Said = Part | readonly Part[] | false | undefined

/** Puts a sentence together: say`took the register of ${the('session', id)}`. What is false or undefined is left out. */
export function say(words: TemplateStringsArray, ...said: Said[]): Part[] {
  const parts = words.flatMap((text, index): Part[] => {
    const next = said[index]
    return [text, ...(next === false || next === undefined ? [] : [next].flat())] as Part[]
  })
  return parts.filter((part) => part !== '')
}

export const the = (thing: Thing, id: string | undefined): Part =>
  id === undefined ? 'something that was not written down' : { thing, id }

/** "a", "a and b", "a, b and c" of words or things. */
export function listed(items: readonly Part[]): Part[] {
  return items.flatMap((item, index) =>
    index === 0 ? [item] : [index === items.length - 1 ? ' and ' : ', ', item],
  )
}

/** "1 session", "3 sessions" */
export const many = (count: number, noun: string, plural = `${noun}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? noun : plural}`

/** " on …" and the like, when the value is there. */
export const given = <T>(value: T | undefined, words: (value: T) => Part | Part[]) =>
  value === undefined ? undefined : words(value)
