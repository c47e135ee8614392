import { describe, expect, test } from 'vitest'
import { composeLetter, wrapped } from '#lib/mail/letters.ts'

test('a letter greets, says what there is to say, and by whom and why', () => {
  const letter = composeLetter({
    organisation: 'South London Test Network',
    to: 'Ann Example',
    paragraphs: [
      'Your case study was accepted.',
      'Read it here:\nhttps://steward.example.org/case-studies/7',
    ],
    reason: 'You get this because you sent it in.',
  })
  expect(letter).toBe(`Dear Ann Example

Your case study was accepted.

Read it here:
https://steward.example.org/case-studies/7

South London Test Network

--
You get this because you sent it in.
`)
})

describe('wrapping', () => {
  test('keeps lines within 72 characters and every word', () => {
    const text =
      'The cohort meets on Wednesday the second of December at half past nine in the morning. '.repeat(4)
    const lines = wrapped(text.trim()).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72)
    expect(lines.join(' ')).toBe(text.trim())
  })

  test('never cuts a link', () => {
    const link = `https://steward.example.org/choose-password/${'x'.repeat(90)}`
    expect(wrapped(`Choose your password at ${link} before Friday`)).toBe(
      `Choose your password at\n${link}\nbefore Friday`,
    )
  })

  test('goes on below the text of a line of a list', () => {
    expect(
      wrapped(
        '- Friday 22 January 2027, 9:30am to 12 noon: Identifying the problem: an opportunity\n- Testing',
      ),
    ).toBe(
      '- Friday 22 January 2027, 9:30am to 12 noon: Identifying the problem: an\n  opportunity\n- Testing',
    )
  })

  test('keeps the lines that were there', () => {
    expect(wrapped('one\n\ntwo')).toBe('one\n\ntwo')
  })
})
