import { distance } from 'fastest-levenshtein'
import { MARK, type TextIndex, UNMARK } from '#db/text-index.ts'
import { ourWordsFor } from './our-words.ts'

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
/** Up to so many letters one slip is forgiven, in longer words two; in those of three or fewer none. */
const SHORT_WORD = 5
const SHORTEST_MENDED = 4
/** They say how something is asked, not what about. */
const SMALL = new Set(
  'a about an and any are as at be by can could do does for from has have how i if in is it its me my of on or our should that the their there these they this to us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)

/**
 * Looks for every word of a query; where no text has them all, for any. A word that occurs nowhere is taken for the
 * nearest one that does.
 */
export function findTexts(index: TextIndex, query: string): Findings {
  const words = (query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)
  const telling = words.filter((word) => !SMALL.has(word))
  const typed = telling.length > 0 ? telling : words
  const meant = typed.map((word) => {
    const known = [word, ...ourWordsFor(word)].some((one) => index.has(one))
    return known ? word : (nearest(index, word) ?? word)
  })
  const items = meant.map((word) => [word, ...ourWordsFor(word)])
  const all = index.find(items, 'all', MOST)
  const hits = all.length > 0 ? all : index.find(items, 'any', MOST)
  return {
    found: hits.map(({ id, excerpt }) => ({ id, excerpt: piecesOf(excerpt) })),
    instead: meant.some((word, position) => word !== typed[position]) ? meant.join(' ') : undefined,
  }
}

/** The word with the fewest slips between; of those alike, the one that more texts have. */
function nearest({ words }: TextIndex, typed: string): string | undefined {
  if (typed.length < SHORTEST_MENDED) return undefined
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
