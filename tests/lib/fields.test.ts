import { z } from 'zod'
import { emailAddress, line, optionalNumber, typedDay, typedNumber } from '#lib/fields.ts'
import { describe, expect, test } from '../support/test.ts'

const said = (schema: z.ZodType, typed: unknown) => {
  const result = schema.safeParse(typed)
  return result.success ? result.data : result.error.issues[0]?.message
}

describe('what people type', () => {
  test.each([
    [' A title ', 'A title'],
    ['', 'Enter a title'],
    ['   ', 'Enter a title'],
    [undefined, 'Enter a title'],
    ['x'.repeat(121), 'Title must be 120 characters or fewer'],
    ['two\r\nlines\tand a tab', 'two lines and a tab'],
    ['\u200b\u2060', 'Enter a title'],
    ['a\u0000b\u202ec', 'abc'],
  ])('a line: %j gives %j', (typed, answer) => {
    expect(said(line('Enter a title'), typed)).toBe(answer)
  })

  test.each([
    ['12', 12],
    [' 1,200 ', 1200],
    ['3.5', 3.5],
    ['', 'Enter the numerator'],
    ['1,200,000.5', 1200000.5],
    ['3,5', 'Numerator must have a point for decimals, like 3.5'],
    ['80,55', 'Numerator must have a point for decimals, like 3.5'],
    ['1,20,0', 'Numerator must have a point for decimals, like 3.5'],
    ['twelve', 'Numerator must be a number, like 12 or 3.5'],
    ['-1', 'Numerator must be 0 or more'],
    ['1e9', 'Numerator must be a number, like 12 or 3.5'],
  ])('a number: %j gives %j', (typed, answer) => {
    expect(said(typedNumber('Enter the numerator'), typed)).toBe(answer)
  })

  test('a number that may be left out is null when it is', () => {
    expect(said(optionalNumber('Enter a target'), '')).toBeNull()
    expect(said(optionalNumber('Enter a target'), undefined)).toBeNull()
    expect(said(optionalNumber('Enter a target'), '7')).toBe(7)
    expect(said(optionalNumber('Enter a target'), 'abc')).toBe('Target must be a number, like 12 or 3.5')
    expect(said(z.object({ target: optionalNumber('Enter a target') }), {})).toEqual({ target: null })
  })

  test.each([
    [{ day: '7', month: '10', year: '2026' }, '2026-10-07'],
    [{ day: '', month: '', year: '' }, 'Enter the first day'],
    [undefined, 'Enter the first day'],
    [{ day: '7', month: '', year: '2026' }, 'The first day must include a month'],
    [{ day: '', month: '', year: '2026' }, 'The first day must include a day and a month'],
    [{ day: '31', month: '2', year: '2026' }, 'The first day must be a real date, like 7 10 2026'],
    [{ day: 'x', month: '2', year: '2026' }, 'The first day must be a real date, like 7 10 2026'],
    [{ day: '1', month: '2', year: '26' }, 'The first day must be a real date, like 7 10 2026'],
  ])('a day: %j gives %j', (typed, answer) => {
    expect(said(typedDay('the first day'), typed)).toBe(answer)
  })

  test.each([
    [' Ann@Example.org ', 'ann@example.org'],
    ['', 'Enter an email address'],
    ['ann@example', 'Enter an email address in the right form, like name@example.org'],
    [
      'a@example.org\r\nBcc: b@example.org',
      'Enter an email address in the right form, like name@example.org',
    ],
  ])('an address: %j gives %j', (typed, answer) => {
    expect(said(emailAddress(), typed)).toBe(answer)
  })
})
