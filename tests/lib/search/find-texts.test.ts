import { describe, expect, it } from 'vitest'
import { openTextIndex } from '#db/text-index.ts'
import { findTexts } from '#lib/search/find-texts.ts'
import { plainText } from '#lib/search/plain-text.ts'

const text = (id: string, title: string, body: string, tags = '') => ({ id, title, tags, summary: '', body })
const index = await openTextIndex([
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

  it.each([
    ['weaning', ['taper', 'pain']],
    ['weans', ['taper', 'pain']],
    ['pregabalin', ['pain']],
  ])('for "%s" finds what our texts call it: %j', (query, ids) => {
    expect(found(query)).toEqual(ids)
  })

  it('takes no account of small words beside telling ones', () => {
    expect(found('how do I taper with the person?')).toEqual(found('taper person'))
    expect(found('about')).toEqual([])
  })

  it('mends no word of three letters, which is as near to any other', () => {
    expect(findTexts(index, 'aid')).toEqual({ found: [], instead: undefined })
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

describe('an excerpt', () => {
  const words = Array.from({ length: 200 }, (_, place) => `word${place} gabapentinoids, person’s re-tapering`)
  const long = openTextIndex([text('long', 'Long', `${words.join(' ')}.`)])

  it.each(['gabapentin', 'person', 'tapered', 'word199', 'word7'])(
    'for "%s" begins, ends and marks at whole words',
    async (query) => {
      const [first] = findTexts(await long, query).found
      const pieces = first?.excerpt ?? []
      expect(pieces.some(({ isMatch }) => isMatch)).toBe(true)
      const whole = pieces
        .map((piece) => piece.text)
        .join('')
        .replace(/^…|…$/g, '')
      expect(` ${words.join(' ')}. `).toMatch(
        new RegExp(`[\\s’-]${whole.trim().replace(/\./g, '\\.')}[\\s.,’-]`),
      )
      for (const { text: piece } of pieces.filter(({ isMatch }) => isMatch))
        expect(words.join(' ').split(/[\s,’-]+/)).toContain(piece)
    },
  )
})

describe('building the index', () => {
  it('lets others have their turn meanwhile', async () => {
    const documents = Array.from({ length: 300 }, (_, place) =>
      text(`d${place}`, 'Title', `number${place} `.repeat(400)),
    )
    let turns = 0
    let done = false
    const count = () => {
      turns += 1
      if (!done) setImmediate(count)
    }
    setImmediate(count)
    await openTextIndex(documents)
    done = true
    expect(turns).toBeGreaterThan(2)
  })
})

describe('the words of a text', () => {
  it('are without the marks of lists and tables', () => {
    expect(plainText('- One\n- two-fold\n1. Three\n\n| a | b |\n| --- | :-- |\n| c | d |')).toBe(
      'One two-fold Three a b c d',
    )
  })

  it('are what is read, without parts, links and marks', () => {
    const body =
      'import X from "y"\n## Why **taper**\n<Note>See [NICE](https://nice.example)</Note>\n<Reflect id="a-b">Who?</Reflect> {1 + 1}'
    expect(plainText(body)).toBe('Why taper See NICE Who? 1 + 1')
  })
})
