import { describe, expect, it } from 'vitest'
import { howFar, partsOf } from '#lib/learning/parts-of.ts'

const text = (letters: number) => 'x'.repeat(letters - 1)
const body = [
  '## What pain is',
  text(83),
  '<ReadTo id="what-pain-is" />',
  '## What helps',
  text(186),
  '### A detail',
  '<ReadTo id="what-helps" />',
  'The end',
].join('\n')

describe('the parts of a text', () => {
  it('go from mark to mark, named after their first heading, and share the reading time by length', () => {
    const parts = partsOf(body, 9)
    expect(parts.map(({ id, title }) => [id, title])).toEqual([
      ['what-pain-is', 'What pain is'],
      ['what-helps', 'What helps'],
    ])
    expect(parts.reduce((sum, { minutes }) => sum + minutes, 0)).toBeCloseTo(9)
    expect(parts[1]!.minutes).toBeGreaterThan(parts[0]!.minutes * 1.8)
  })

  it('are none in a text without marks', () => {
    expect(partsOf('## A heading\nText', 5)).toEqual([])
  })
})

describe('how far someone has come', () => {
  const parts = partsOf(body, 9)

  it.each([
    [[], 0, 'what-pain-is', undefined],
    [['what-pain-is'], 1, 'what-helps', 'what-pain-is'],
    [['what-helps'], 1, 'what-pain-is', undefined],
    [['what-pain-is', 'what-helps'], 2, undefined, undefined],
  ])('after reading %j', (read, count, next, after) => {
    const far = howFar(parts, new Set(read))
    expect([far.read, far.next?.id, far.after]).toEqual([count, next, after])
  })

  it('counts no part that was taken out of the text', () => {
    expect(howFar(parts, new Set(['gone', 'what-pain-is']))).toMatchObject({ read: 1, parts: 2 })
  })

  it('has no time left at the end', () => {
    expect(howFar(parts, new Set(['what-pain-is', 'what-helps'])).minutesLeft).toBe(0)
  })
})
