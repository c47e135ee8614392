import { describe, expect, test } from 'vitest'
import { datesForm, nameForm, registrationForm, unlistedPracticeForm } from '#lib/applications/forms.ts'
import { isOpenStep, nextStep, stepsFor, undone } from '#lib/applications/steps.ts'
import { mistakesOf } from '../../support/mistakes.ts'

describe('a registration number', () => {
  test.for([
    ['GP', { registrationNumber: '0000 000' }, { registrationBody: 'GMC', registrationNumber: '0000000' }],
    ['GP', {}, { registrationBody: 'GMC', registrationNumber: '' }],
    [
      'prescribing pharmacist',
      { registrationNumber: '2000000' },
      { registrationBody: 'GPhC', registrationNumber: '2000000' },
    ],
    [
      'other prescriber',
      { registrationBody: 'NMC', registrationNumber: '00a0000a' },
      { registrationBody: 'NMC', registrationNumber: '00A0000A' },
    ],
    [
      'other prescriber',
      { registrationBody: 'HCPC', registrationNumber: 'pa000000' },
      { registrationBody: 'HCPC', registrationNumber: 'PA000000' },
    ],
    ['other prescriber', {}, { registrationBody: null, registrationNumber: '' }],
  ] as const)('of a %s: %j', ([profession, typed, read]) => {
    expect(registrationForm(profession).parse(typed)).toEqual(read)
  })

  test.for([
    [
      'GP',
      { registrationNumber: '000000' },
      'registrationNumber',
      'General Medical Council (GMC) has 7 digits',
    ],
    [
      'non-prescribing pharmacist',
      { registrationNumber: '1000000' },
      'registrationNumber',
      '7 digits that begin with 2',
    ],
    [
      'other prescriber',
      { registrationNumber: '00A0000A' },
      'registrationBody',
      'Select who you are registered with',
    ],
    [
      'other prescriber',
      { registrationBody: 'GMC', registrationNumber: '0000000' },
      'registrationBody',
      'Select who you are registered with',
    ],
    [
      'other prescriber',
      { registrationBody: 'NMC', registrationNumber: '0000000' },
      'registrationNumber',
      '2 digits, a letter, 4 digits and a letter',
    ],
  ] as const)('of a %s: %j is refused', ([profession, typed, field, said]) => {
    expect(mistakesOf(registrationForm(profession), typed)[field]).toContain(said)
  })
})

describe('the dates', () => {
  const form = datesForm(['2027-01-15', '2027-01-18'])
  test('all, or those that cannot be kept', () => {
    expect(form.parse({ all: 'yes' })).toEqual({ asked: ['2027-01-15', '2027-01-18'], cannot: [] })
    expect(form.parse({ all: 'no', cannot: '2027-01-18' })).toMatchObject({ cannot: ['2027-01-18'] })
  })
  test.for([
    [{}, { all: 'Select yes or no' }],
    [{ all: 'no' }, { cannot: 'Select the dates that you cannot keep free' }],
    [{ all: 'no', cannot: '2030-01-01' }, { cannot: 'Select the dates that you cannot keep free' }],
    [
      { all: 'yes', cannot: ['2027-01-15'] },
      { cannot: 'You said yes to all dates: clear these, or select no' },
    ],
  ] as const)('%j is refused', ([typed, said]) => {
    expect(mistakesOf(form, typed)).toEqual(said)
  })
})

test('a name holds no addresses, for it stands in letters', () => {
  for (const name of ['Ann http://evil.example', 'Ann <b>', 'a@b.example', 'Ann 2', '{{link}}'])
    expect(mistakesOf(nameForm, { name })).toHaveProperty('name')
  expect(nameForm.parse({ name: ' Aoife  O’Brien-Łoś ' })).toEqual({ name: 'Aoife O’Brien-Łoś' })
})

test('a practice that is not listed needs a name, and a code only if it is known', () => {
  expect(unlistedPracticeForm.parse({ practiceName: 'A new place', practiceCode: ' rj1 ' })).toEqual({
    practiceName: 'A new place',
    practiceCode: 'RJ1',
  })
  expect(unlistedPracticeForm.parse({ practiceName: 'A new place' })).toMatchObject({ practiceCode: '' })
  expect(mistakesOf(unlistedPracticeForm, { practiceName: '', practiceCode: 'A 1' })).toEqual({
    practiceName: 'Enter the name of the practice, network or trust',
    practiceCode:
      'An ODS code has 3 to 8 letters and digits, like A81001. Leave it out if you do not know it',
  })
})

describe('the steps', () => {
  const nothing = {
    name: null,
    profession: null,
    registrationNumber: null,
    practiceName: null,
    focusArea: null,
    why: null,
    availability: null,
    standings: {},
  }
  test('lead from one unanswered question to the next, and back to one that was left out', () => {
    expect(nextStep('name', { ...nothing, name: 'Ann' })).toBe('profession')
    expect(nextStep('dates', { ...nothing, name: 'Ann' })).toBe('promise')
    const whole = {
      name: 'Ann',
      profession: 'GP' as const,
      registrationNumber: '',
      practiceName: 'x',
      focusArea: 'x',
      why: 'x',
      availability: { asked: [], cannot: [] },
      standings: { applicant: 'agreed' as const, employer: 'waiting' as const },
    }
    expect(nextStep('employer', { ...whole, registrationNumber: null })).toBe('registration')
    expect(undone(whole)).toEqual([])
    expect(undone({ ...whole, profession: 'non-prescribing pharmacist' })).toEqual(['prescriber'])
  })

  test('ask for a prescriber only of a pharmacist who is none', () => {
    expect(stepsFor({ profession: 'GP' })).not.toContain('prescriber')
    expect(stepsFor({ profession: 'non-prescribing pharmacist' })).toContain('prescriber')
  })

  test('are closed once it was sent or taken back', () => {
    const at = new Date('2026-11-10T09:00:00Z')
    const base = { submittedAt: null, withdrawnAt: null, sessions: [], availability: null }
    expect(isOpenStep('why' as never, base)).toBe(true)
    expect(isOpenStep('name', { ...base, submittedAt: at })).toBe(false)
    expect(isOpenStep('name', { ...base, withdrawnAt: at })).toBe(false)
  })
})
