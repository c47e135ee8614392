import { line } from '#lib/fields.ts'

const FEWEST_WORDS = 3

/** A reason that a colleague can still understand in a year: a few words at least. */
export const reason = (ask: string) =>
  line(ask, 300).refine(
    (text) => hasWords(text),
    `${ask}: in at least ${FEWEST_WORDS} words, so that others understand it later`,
  )

export const hasWords = (text: string) => text.split(/\s+/).filter(Boolean).length >= FEWEST_WORDS

/** What a person is asked who changes a figure that was saved. */
export const askWhy = `Say why you change or take away a saved figure, in at least ${FEWEST_WORDS} words`
