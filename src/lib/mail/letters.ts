const LINE_LENGTH = 72

export interface Letter {
  organisation: string
  /** The person's name, as they gave it. */
  to: string
  /** One text each. An address on its own stays whole, whatever its length. */
  paragraphs: readonly string[]
  /** Why this person gets this mail, in one sentence. */
  reason: string
}

/** A letter in plain text: greeting, paragraphs, who writes and why. */
export function composeLetter({ organisation, to, paragraphs, reason }: Letter): string {
  const parts = [`Dear ${to}`, ...paragraphs.map(wrapped), organisation, `--\n${wrapped(reason)}`]
  return `${parts.join('\n\n')}\n`
}

/** Breaks lines at spaces, and only there: a link that is cut opens nothing. Lines of a list go on below its text. */
export function wrapped(text: string): string {
  return text.split('\n').map(wrappedLine).join('\n')
}

const ITEM = '- '
function wrappedLine(line: string): string {
  const indent = line.startsWith(ITEM) ? ' '.repeat(ITEM.length) : ''
  const words = line.slice(indent.length).split(/ +/)
  const lines = words.reduce((before, word) => withWord(before, word, LINE_LENGTH - indent.length), [''])
  return `${indent && ITEM}${lines.join(`\n${indent}`)}`
}

function withWord(lines: string[], word: string, length: number): string[] {
  const last = lines.at(-1) ?? ''
  if (last === '') return [...lines.slice(0, -1), word]
  if (last.length + 1 + word.length > length) return [...lines, word]
  return [...lines.slice(0, -1), `${last} ${word}`]
}
