import type { problemLevels } from '#db/schema/prescribing.ts'
import { findIdentifiers } from '#lib/identifiers/guard.ts'

/** What the reader of a file is told. `line` counts the heading as line 1; `column` is a heading of the file. */
export interface Problem {
  level: (typeof problemLevels)[number]
  line: number | null
  column: string | null
  code: string
  message: string
}

export interface Place {
  line?: number | undefined
  column?: string | undefined
}

/** A fault of the whole file: reading stops at once. */
export class Unreadable extends Error {
  readonly code: string
  readonly place: Place

  constructor(code: string, message: string, place: Place = {}) {
    super(message)
    this.name = 'Unreadable'
    this.code = code
    this.place = place
  }
}

export interface Problems {
  error(code: string, message: string, place?: Place): void
  warn(code: string, message: string, place?: Place): void
  note(code: string, message: string, place?: Place): void
  /** Says that the file was not read to its end, so that what is counted of it is the least there is. */
  cutShort(message: string): void
  /** Takes back what was said with a code, where it turned out otherwise. */
  withdraw(code: string): void
  readonly errors: number
  readonly refused: boolean
  list(): Problem[]
}

const SHOWN_OF_EACH = 10

/** Collects what is wrong with a file: the first ten of each kind in full, the rest as a number. */
export function collectProblems(): Problems {
  let shown: Problem[] = []
  const counts = new Map<string, number>()
  let errors = 0
  let isCutShort = false

  const add =
    (level: Problem['level']) =>
    (code: string, message: string, place: Place = {}) => {
      if (level === 'error') errors += 1
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count > SHOWN_OF_EACH) return
      shown.push({ level, line: place.line ?? null, column: place.column ?? null, code, message })
    }
  const note = add('note')
  return {
    error: add('error'),
    warn: add('warning'),
    note,
    cutShort(message) {
      isCutShort = true
      note('reading_stopped', message)
    },
    withdraw(code) {
      counts.delete(code)
      shown = shown.filter((problem) => problem.code !== code)
    },
    get errors() {
      return errors
    },
    get refused() {
      return errors > 0
    },
    list: () => byGravityThenLine([...shown, ...further(shown, counts, isCutShort)]),
  }
}

function further(shown: Problem[], counts: Map<string, number>, isCutShort: boolean): Problem[] {
  return Array.from(counts).flatMap(([code, count]) => {
    const first = shown.find((problem) => problem.code === code)
    if (!first || count <= SHOWN_OF_EACH) return []
    const more = count - SHOWN_OF_EACH
    const least = isCutShort ? 'at least ' : ''
    const message =
      more === 1
        ? `There is ${least}one more like this.`
        : `There are ${least}${more.toLocaleString('en-GB')} more like this.`
    return [{ ...first, line: null, column: null, message }]
  })
}

const GRAVITY = { error: 0, warning: 1, note: 2 }

export const byGravityThenLine = (problems: readonly Problem[]) =>
  problems.toSorted(
    (a, b) => GRAVITY[a.level] - GRAVITY[b.level] || (a.line ?? Infinity) - (b.line ?? Infinity),
  )

/** "warning (line 5, ITEMS): …", for those who read it without a page. */
export function inPlainText({ level, line, column, message }: Problem): string {
  const place = [line !== null && `line ${line}`, column].filter(Boolean).join(', ')
  return `${level}${place && ` (${place})`}: ${message}\n`
}

const MOST_SHOWN = 30
const NOT_SHOWN = '(not shown)'

/** A text of the file, short and printable; undefined for what may be a person's number. */
function printable(text: string): string | undefined {
  const plain = text.replace(/\p{C}+/gu, ' ')
  if (findIdentifiers(text).length > 0 || findIdentifiers(plain).length > 0) return undefined
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}…` : plain
}

/**
 * A cell as an error may show it: to whoever brings the file, once. Warnings and notes are stored with an import
 * and others read them, so they hold no text of a cell at all.
 */
export function shown(text: string): string {
  const plain = printable(text)
  return plain === undefined ? NOT_SHOWN : `"${plain}"`
}

/** A heading or a figure of the file as an error may name it. */
export const sayable = (heading: string) => printable(heading) ?? NOT_SHOWN
