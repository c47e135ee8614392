import { expect, test } from 'vitest'
import { wordsWithOurs } from '#lib/search/our-words.ts'
import { sourceFiles } from '../../support/source.ts'

const content = sourceFiles('src/content', ['.mdx', '.yaml'])
  .map(({ text }) => text.toLowerCase())
  .join('\n')

test.each(wordsWithOurs)('what people call "%s" is in the content under one of our words', (_, ours) => {
  expect(ours.filter((word) => content.includes(word))).not.toEqual([])
})
