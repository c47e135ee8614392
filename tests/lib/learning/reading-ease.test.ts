import { gradesOf, inSentences, syllablesIn } from '../../../bench/reading-grades.ts'
import { shelf } from '../../support/content-files.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('reading ease', () => {
  test.each([
    ['pain', 1],
    ['tablets', 2],
    ['medicine', 3],
    ['prescribed', 2],
    ['opioid', 3],
    ['rate', 1],
    ['table', 2],
    ['improvement', 3],
    ['the', 1],
  ])('%s has %i syllables', (word, count) => {
    expect(syllablesIn(word)).toBe(count)
  })

  test('is worked out as published: 10 words of one syllable in one sentence are below the first grade', () => {
    const { kincaid, smog } = gradesOf(['The cat sat on the mat and had a nap'])
    expect(kincaid).toBeCloseTo(0.39 * 10 + 11.8 * 1 - 15.59, 6)
    expect(smog).toBeNull()
    const long = gradesOf(Array.from({ length: 30 }, () => 'Medicine helps some'))
    expect(long.smog).toBeCloseTo(1.043 * Math.sqrt(30) + 3.1291, 6)
  })

  test('of what is written for patients suits a reader of 14 or younger', () => {
    const sentences = shelf
      .filter(({ audience }) => audience === 'patient')
      .flatMap(({ summary }) => inSentences(summary))
    expect(sentences.length).toBeGreaterThan(15)
    expect(gradesOf(sentences).kincaid + 5).toBeLessThanOrEqual(14)
  })
})
