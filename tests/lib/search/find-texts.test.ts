import { describe, expect, it } from 'vitest'
import { openTextIndex } from '#db/text-index.ts'
import { findTexts } from '#lib/search/find-texts.ts'
import { plainText } from '#lib/search/plain-text.ts'

const text = (id: string, title: string, body: string, tags = '') => ({ id, title, tags, summary: '', body })
const index = openTextIndex([
  text('taper', 'How to taper', 'Tapering is slow, and agreed with the person.'),
  text('pain', 'Chronic pain', 'Some people choose to taper; others take gabapentinoids.'),
  text('driver', 'Driver diagram', 'It links an aim with drivers and change ideas.', 'planning'),
])
const found = (query: string) => findTexts(index, query).found.map(({ id }) => id)

describe('a search', () => {
  it.each([
    ['taper', ['taper', 'pain']],
    ['tapering', ['taper', 'pain']],
    ['gabapentinoid', ['pain']],
    ['driver diagram', ['driver']],
    ['planning', ['driver']],
    ['DRIVER  Diagram!', ['driver']],
    ['chron', ['pain']],
  ])('for "%s" finds %j, titles first', (query, ids) => {
    expect(found(query)).toEqual(ids)
  })

  it.each([
    ['tapper', 'taper', 'taper'],
    ['tpaering', 'tapering', 'taper'],
    ['gabapentanoid', 'gabapentinoids', 'pain'],
    ['driver diagarm', 'driver diagram', 'driver'],
    ['drivr diagram', 'driver diagram', 'driver'],
  ])('takes the misspelt "%s" for "%s" and says so', (query, instead, first) => {
    const answer = findTexts(index, query)
    expect(answer.instead).toBe(instead)
    expect(answer.found[0]?.id).toBe(first)
  })

  it('finds texts with any of the words where none has all', () => {
    expect(found('driver taper').sort()).toEqual(['driver', 'pain', 'taper'])
  })

  it.each([
    '',
    '   ',
    '"',
    '*',
    'AND OR NOT',
    '(NEAR',
    'title:x',
    "'; drop table documents; --",
    'xyzzyplugh',
  ])('is harmless for %j', (query) => {
    expect(() => findTexts(index, query)).not.toThrow()
  })

  it('shows where it was found', () => {
    const [first] = findTexts(index, 'agreed').found
    expect(first?.excerpt.find(({ isMatch }) => isMatch)?.text).toBe('agreed')
    expect(first?.excerpt.map((piece) => piece.text).join('')).toContain('Tapering is slow, and agreed with')
  })
})

describe('the words of a text', () => {
  it('are what is read, without parts, links and marks', () => {
    const body =
      'import X from "y"\n## Why **taper**\n<Note>See [NICE](https://nice.example)</Note>\n<Reflect id="a-b">Who?</Reflect> {1 + 1}'
    expect(plainText(body)).toBe('Why taper See NICE Who? 1 + 1')
  })
})
