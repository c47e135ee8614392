/** Flesch–Kincaid (Kincaid and others 1975) and SMOG (McLaughlin 1969). Syllables are counted by rule, right for about nine words in ten. */
const words = (text: string) => text.match(/[A-Za-z’'-]*[A-Za-z][A-Za-z’'-]*/g) ?? []

/** Groups of vowels, without a silent e. */
export function syllablesIn(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  if (plain.length <= 3) return 1
  const groups = plain
    .replace(/([^aeiouy])e(?=(?:ment|ly|ful|less|ness)s?$)/, '$1')
    .replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '')
    .match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 1)
}

export function gradesOf(sentences: string[]) {
  const all = sentences.flatMap(words)
  const syllables = all.map(syllablesIn)
  const total = syllables.reduce((sum, count) => sum + count, 0)
  const long = syllables.filter((count) => count >= 3).length
  const kincaid = 0.39 * (all.length / sentences.length) + 11.8 * (total / all.length) - 15.59
  const smog = sentences.length >= 30 ? 1.043 * Math.sqrt(long * (30 / sentences.length)) + 3.1291 : null
  return { words: all.length, sentences: sentences.length, kincaid, smog }
}

export const inSentences = (text: string) =>
  text.split(/(?<=[.?!:])\s+/).filter((sentence) => words(sentence).length > 0)
