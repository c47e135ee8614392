import { describe, expect, test } from 'vitest'
import { fieldMeanings } from '#lib/applications/letters/fields.ts'
import { fieldsIn, fill, letterFrom, wordingProblem } from '#lib/applications/letters/fill.ts'
import { wordingForm } from '#lib/applications/letters/forms.ts'
import { letterIds, templateOf } from '#lib/applications/letters/templates.ts'
import { mistakesOf } from '../../support/mistakes.ts'

const everything = Object.fromEntries(Object.keys(fieldMeanings).map((field) => [field, `[${field}]`]))

describe('the letters in the code', () => {
  test.for(letterIds)('%s names only fields it knows, and all it needs', (id) => {
    const { subject, body } = templateOf(id)
    expect(wordingProblem(id, subject, 'subject')).toBeUndefined()
    expect(wordingProblem(id, body, 'body')).toBeUndefined()
  })

  test.for(letterIds)('%s reads as a whole letter', (id) => {
    const { subject, body } = letterFrom(id, templateOf(id), everything, 'Our network')
    expect(`${subject}${body}`).not.toMatch(/\{\{|\}\}|undefined/)
    expect(body).toMatch(/^Dear \[name\]\n/)
    expect(body).toContain('\n\nOur network\n\n--\nYou receive this because')
    for (const line of body.split('\n')) expect(line.length).toBeLessThanOrEqual(72)
  })
})

describe('a reworded letter', () => {
  test('may not name what it does not know', () => {
    expect(mistakesOf(wordingForm('declined'), { subject: 'Hello {{nmae}}', body: 'See {{until}}' })).toEqual(
      {
        subject: expect.stringContaining('does not know {{nmae}}. It knows {{name}}, {{applicant}}'),
        body: expect.stringContaining('does not know {{until}}'),
      },
    )
  })

  test('keeps the link without which it is of no use', () => {
    expect(mistakesOf(wordingForm('remind'), { subject: 'Again', body: 'Please answer.' })).toEqual({
      body: 'The letter is of no use without {{link}}: put it back',
    })
  })

  test('closes its braces, and keeps links out of the subject', () => {
    expect(
      mistakesOf(wordingForm('offer'), { subject: 'Go to {{link}}', body: 'Dear {{name}, {{link}}' }),
    ).toEqual({
      subject: 'Put the dates and the link into the letter itself, not into its subject',
      body: expect.stringContaining('{{'),
    })
  })

  test('can be reset whatever is typed', () => {
    expect(mistakesOf(wordingForm('remind'), { subject: 'x {{y}}', body: 'z', wish: 'reset' })).toEqual({})
  })
})

test('a value that looks like a field is not filled again', () => {
  expect(fill('{{ name }} and {{applicant}}', { name: '{{link}}', applicant: 'Ann', link: 'secret' })).toBe(
    '{{link}} and Ann',
  )
  expect(fieldsIn('{{name}} {{ link }} {{name}}')).toEqual(['name', 'link'])
})
