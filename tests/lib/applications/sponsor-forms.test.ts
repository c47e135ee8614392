import { answerForm, employmentOf, sponsorForm } from '#lib/applications/promises/forms.ts'
import { mistakesOf } from '../../support/mistakes.ts'
import { describe, expect, test } from '../../support/test.ts'
import { MANAGER } from './given.ts'

describe('naming a sponsor', () => {
  const form = sponsorForm('employer', 'Gita@example.org')
  test.for([
    [{ employment: 'employed', ...MANAGER }, MANAGER],
    [{ employment: 'partner' }, { because: 'A partner in the practice' }],
    [{ employment: 'locum', name: 'ignored' }, { because: 'A locum, with nobody to grant the time' }],
    [{ employment: 'other', because: 'I own the pharmacy' }, { because: 'I own the pharmacy' }],
  ] as const)('%j is read as %j', ([typed, read]) => {
    expect(form.parse(typed)).toEqual(read)
  })

  test.for([
    [{}, { employment: 'Select what applies to you' }],
    [
      { employment: 'employed', name: 'Dr 1', email: 'x' },
      {
        name: 'A name has letters only: take out numbers, addresses and signs',
        email: 'Enter an email address in the right form, like name@example.org',
      },
    ],
    [
      { employment: 'employed', name: 'Gita', email: 'GITA@example.org' },
      { email: 'This is your own address. Enter the address of the person who can agree' },
    ],
    [{ employment: 'other', because: ' ' }, { because: 'Say why nobody has to agree to your time' }],
  ] as const)('%j is refused with %j', ([typed, said]) => {
    expect(mistakesOf(form, typed)).toEqual(said)
  })

  test('a prescriber is always a person', () => {
    expect(mistakesOf(sponsorForm('prescriber', 'a@example.org'), { employment: 'locum' })).toEqual({
      name: 'Enter the name of the prescriber',
      email: 'Enter the email address of the prescriber',
    })
  })

  test('the boxes show what was said before', () => {
    expect(employmentOf(undefined)).toBe('')
    expect(employmentOf({ answer: null, because: null })).toBe('employed')
    expect(employmentOf({ answer: 'not applicable', because: 'A partner in the practice' })).toBe('partner')
    expect(employmentOf({ answer: 'not applicable', because: 'I own the pharmacy' })).toBe('other')
  })

  test('declining and asking need their words, agreeing none', () => {
    expect(mistakesOf(answerForm, {})).toEqual({ answer: 'Select what you want to do' })
    expect(mistakesOf(answerForm, { answer: 'decline' })).toEqual({ because: 'Say why you decline' })
    expect(mistakesOf(answerForm, { answer: 'ask' })).toEqual({ question: 'Write your question' })
    expect(answerForm.parse({ answer: 'agree', because: 'x' })).toEqual({ answer: 'agree', text: '' })
  })
})
