import { distance } from 'fastest-levenshtein'
import { MARK, type TextIndex, UNMARK } from '#db/text-index.ts'

export interface Found {
  id: string
  /** The excerpt in pieces; `isMatch` is what was looked for. */
  excerpt: { text: string; isMatch: boolean }[]
}

export interface Findings {
  found: Found[]
  /** What was looked for instead, where a word occurs nowhere as it was typed. */
  instead: string | undefined
}

const MOST = 30
const MOST_WORDS = 12
/** Up to so many letters one slip is forgiven, in longer words two. */
const SHORT_WORD = 5

/**
 * Looks for every word of a query; where no text has them all, for any. A word that occurs nowhere is taken for the
 * nearest one that does.
 */
export function findTexts(index: TextIndex, query: string): Findings {
  const typed = (query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)
  const words = typed.map((word) => (occurs(index, word) ? word : (nearest(index, word) ?? word)))
  const all = index.find(words, 'all', MOST)
  const hits = all.length > 0 ? all : index.find(words, 'any', MOST)
  return {
    found: hits.map(({ id, excerpt }) => ({ id, excerpt: piecesOf(excerpt) })),
    instead: words.some((word, position) => word !== typed[position]) ? words.join(' ') : undefined,
  }
}

const occurs = (index: TextIndex, word: string) => index.find([word], 'all', 1).length > 0

/** The word with the fewest slips between; of those alike, the one that more texts have. */
function nearest({ words }: TextIndex, typed: string): string | undefined {
  const most = typed.length <= SHORT_WORD ? 1 : 2
  const near = [...words()].flatMap(([word, texts]) => {
    const slips = Math.abs(word.length - typed.length) > most ? Infinity : distance(word, typed)
    return slips <= most ? [{ word, texts, slips }] : []
  })
  return near.sort((a, b) => a.slips - b.slips || b.texts - a.texts)[0]?.word
}

function piecesOf(excerpt: string): Found['excerpt'] {
  return excerpt
    .split(new RegExp(`(${MARK}[^${UNMARK}]*${UNMARK})`, 'u'))
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith(MARK) ? { text: piece.slice(1, -1), isMatch: true } : { text: piece, isMatch: false },
    )
}
