import { type Day, isDay } from '#lib/day.ts'
import { isKind } from './describe.ts'

export interface Filter {
  /** Whoever has this in their name, or this identifier. */
  person: string
  kind: string
  from: string
  to: string
}
const FIELDS = ['person', 'kind', 'from', 'to'] as const
const LONGEST = 100

export interface Asked {
  person: string | undefined
  kind: Parameters<typeof isKind>[0] | undefined
  from: Day | undefined
  to: Day | undefined
}

/** What an address asks to see of the audit, with what was typed and what is wrong with it. */
export function filterFrom(query: URLSearchParams) {
  const value = (field: string) => (query.get(field) ?? '').trim().slice(0, LONGEST)
  const typed = Object.fromEntries(FIELDS.map((field) => [field, value(field)])) as Record<
    keyof Filter,
    string
  >
  const mistakes: { field: string; message: string }[] = []
  const day = (field: 'from' | 'to', which: string): Day | undefined => {
    if (typed[field] === '') return undefined
    if (isDay(typed[field])) return typed[field]
    mistakes.push({ field, message: `${which} must be a day, like 2026-11-22` })
    return undefined
  }
  const from = day('from', 'The first day')
  const to = day('to', 'The last day')
  if (from && to && to < from)
    mistakes.push({ field: 'to', message: 'The last day must be the first day or later' })
  if (typed.kind !== '' && !isKind(typed.kind))
    mistakes.push({ field: 'kind', message: 'Choose a kind of thing from the list' })
  const asked: Asked = { person: typed.person || undefined, kind: typed.kind || undefined, from, to }
  return { typed, asked, mistakes, isFiltered: FIELDS.some((field) => typed[field] !== '') }
}

/** The same filter as it stands in an address; what is not asked is left out. */
export function queryOf(typed: Partial<Filter>, more: Record<string, string> = {}): string {
  const entries = [...Object.entries(typed), ...Object.entries(more)].filter(([, value]) => value !== '')
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}

/** A place in the list: an event, before or after which it goes on. */
export interface Place {
  at: Date
  id: string
}

export const placeInWords = ({ at, id }: Place) => `${at.getTime()}-${id}`

export function placeFrom(text: string | null): Place | undefined {
  const [, time, id] = /^(\d{1,15})-([\w:.-]{1,100})$/.exec(text ?? '') ?? []
  return time === undefined || id === undefined ? undefined : { at: new Date(Number(time)), id }
}
