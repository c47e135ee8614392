/** A part of a text that can be marked as read: from one mark to the next. */
export interface Part {
  id: string
  title: string
  minutes: number
}

const HEADING = /^##\s+(.+?)\s*$/
const MARK = /^<ReadTo\s+id="([^"]+)"\s*\/>\s*$/

/**
 * The parts of a text in `src/content`, as its marks (`<ReadTo id="…" />`) divide it, each named after its first
 * heading. `minutes` are shared out by length, so that they add up to the reading time of the page.
 */
export function partsOf(body: string, readingMinutes: number): Part[] {
  const parts: { id: string; title: string; letters: number }[] = []
  let title = ''
  let letters = 0
  for (const line of body.split('\n')) {
    const [, heading] = HEADING.exec(line) ?? []
    const [, id] = MARK.exec(line) ?? []
    title ||= heading ?? ''
    letters += line.length
    if (id === undefined) continue
    parts.push({ id, title: title || 'The beginning', letters })
    title = ''
    letters = 0
  }
  const all = parts.reduce((sum, part) => sum + part.letters, 0)
  return parts.map(({ id, title, letters }) => ({ id, title, minutes: (readingMinutes * letters) / all }))
}

export interface HowFar {
  /** Parts read, of those there are now. */
  read: number
  parts: number
  /** The first part that is not read; undefined when all are. */
  next: Part | undefined
  /** Where reading goes on: the id of the part read last before `next`; undefined at the beginning. */
  after: string | undefined
  minutesLeft: number
}

/** How far a person has come in a text. Marks of parts that are gone count for nothing. */
export function howFar(parts: readonly Part[], read: ReadonlySet<string>): HowFar {
  const index = parts.findIndex(({ id }) => !read.has(id))
  const left = parts.filter(({ id }) => !read.has(id))
  return {
    read: parts.length - left.length,
    parts: parts.length,
    next: index === -1 ? undefined : parts[index],
    after: index > 0 ? parts[index - 1]?.id : undefined,
    minutesLeft: Math.ceil(left.reduce((sum, { minutes }) => sum + minutes, 0)),
  }
}
