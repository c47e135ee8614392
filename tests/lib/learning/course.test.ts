import { describe, expect, it } from 'vitest'
import { changeInWords } from '#lib/learning/confidence.ts'
import { lessonsOf, whereToGoOn } from '#lib/learning/course.ts'
import { promptsOf } from '#lib/learning/prompts-of.ts'

const page = (name: string, kind: 'masterclass' | 'tool') => ({
  page: name,
  kind,
  programme: 'p',
  slug: name,
  title: name,
  summary: '',
  readingMinutes: 4,
  check: [],
  body: '## One\ntext\n<ReadTo id="one" />\n## Two\ntext\n<ReadTo id="two" />\n',
})
const teaching = [page('first', 'masterclass'), page('second', 'masterclass'), page('tool', 'tool')]
const goOn = (read: { page: string; item: string }[]) => whereToGoOn(lessonsOf(teaching, read), read)?.page

describe('where someone goes on', () => {
  it.each([
    ['nothing', [], 'first'],
    ['part of the second', [{ page: 'second', item: 'one' }], 'second'],
    [
      'part of a tool, later than part of the first',
      [
        { page: 'tool', item: 'one' },
        { page: 'first', item: 'one' },
      ],
      'tool',
    ],
    [
      'all of the first',
      [
        { page: 'first', item: 'two' },
        { page: 'first', item: 'one' },
      ],
      'second',
    ],
    ['a page that is gone', [{ page: 'gone', item: 'one' }], 'first'],
  ])('after %s', (_, read, expected) => {
    expect(goOn(read)).toBe(expected)
  })

  it('is nowhere once every session is read, however many tools are left', () => {
    const read = ['first', 'second'].flatMap((name) => ['one', 'two'].map((item) => ({ page: name, item })))
    expect(goOn(read)).toBeUndefined()
  })
})

describe('the prompts of a text', () => {
  it('are its words without tags and marks, by id', () => {
    const body =
      'Text\n<Reflect id="a-b">Who *gains*, and [how](https://x.example)?</Reflect>\n<Reflect id="c">\nTwo\nlines\n</Reflect>'
    expect([...promptsOf(body)]).toEqual([
      ['a-b', 'Who gains, and how?'],
      ['c', 'Two lines'],
    ])
  })
})

describe('a change in how sure someone feels', () => {
  it.each([
    [2, 4, '2 higher'],
    [3, 2, '1 lower'],
    [3, 3, 'The same'],
    [undefined, 3, 'Cannot be compared'],
  ])('from %s to %s', (first, last, words) => {
    expect(changeInWords(first, last)).toBe(words)
  })
})
