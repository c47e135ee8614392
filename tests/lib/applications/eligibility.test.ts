import { describe, expect, test } from 'vitest'
import { type Asked, eligibilityOf, sponsorsNeeded, toPutRight } from '#lib/applications/eligibility.ts'

const DATES = ['2027-01-15', '2027-01-18', '2027-01-20']
const asked = (more: Partial<Asked> = {}): Asked => ({
  profession: 'GP',
  dates: DATES,
  availability: { asked: DATES, cannot: [] },
  promises: { applicant: 'agreed', employer: 'agreed' },
  ...more,
})
const pharmacist = (prescriber?: 'waiting' | 'agreed' | 'declined' | 'expired') =>
  asked({
    profession: 'non-prescribing pharmacist',
    promises: { applicant: 'agreed', employer: 'agreed', ...(prescriber && { prescriber }) },
  })

describe('who can join', () => {
  test.for(['GP', 'prescribing pharmacist', 'other prescriber'] as const)(
    'a %s, with the promises',
    (profession) => {
      expect(eligibilityOf(asked({ profession }))).toEqual({ verdict: 'eligible', reasons: [] })
    },
  )

  test('an employer’s promise that does not apply counts as one', () => {
    const promises = { applicant: 'agreed', employer: 'not applicable' } as const
    expect(eligibilityOf(asked({ promises })).verdict).toBe('eligible')
  })

  test('a non-prescribing pharmacist once a prescriber agreed', () => {
    expect(eligibilityOf(pharmacist('agreed'))).toEqual({ verdict: 'eligible', reasons: [] })
  })

  test('dates that the timetable no longer has do not matter', () => {
    const availability = { asked: [...DATES, '2027-01-22'], cannot: ['2027-01-22'] }
    expect(eligibilityOf(asked({ availability })).verdict).toBe('eligible')
  })
})

describe('who cannot, and why', () => {
  test.for([
    [
      'programme staff',
      asked({ profession: 'programme staff' }),
      'Only prescribers and pharmacists can join',
    ],
    [
      'one date that cannot be kept free',
      asked({ availability: { asked: DATES, cannot: ['2027-01-18'] } }),
      'Everyone comes to all dates, and Monday 18 January 2027 cannot be kept free',
    ],
    [
      'two of them',
      asked({ availability: { asked: DATES, cannot: ['2027-01-20', '2027-01-18'] } }),
      'Everyone comes to all dates, and Monday 18 January 2027 and Wednesday 20 January 2027 cannot be kept free',
    ],
    [
      'a pharmacist with no prescriber named',
      pharmacist(),
      'A non-prescribing pharmacist can join only with the support of a prescriber in the same area of practice. Name one',
    ],
    [
      'a pharmacist whose prescriber declined',
      pharmacist('declined'),
      'A non-prescribing pharmacist can join only with the support of a prescriber in the same area of practice, and the one you named has declined. Name another',
    ],
  ] as const)('%s', ([, facts, text]) => {
    expect(eligibilityOf(facts)).toEqual({
      verdict: 'not eligible',
      reasons: [{ text, waitsFor: 'applicant' }],
    })
  })
})

describe('what is still needed, and from whom', () => {
  const employer = (standing?: 'waiting' | 'expired' | 'declined') =>
    asked({ promises: { applicant: 'agreed', ...(standing && { employer: standing }) } })
  test.for([
    ['no profession', asked({ profession: null }), 'Say what your profession is', 'applicant'],
    [
      'dates not answered',
      asked({ availability: null }),
      'Say whether all the dates can be kept free',
      'applicant',
    ],
    [
      'a date that came later',
      asked({ dates: [...DATES, '2027-03-02'] }),
      'Dates have changed. Say whether Tuesday 2 March 2027 can be kept free',
      'applicant',
    ],
    ['no own promise', asked({ promises: { employer: 'agreed' } }), 'Make your own promise', 'applicant'],
    [
      'no employer named',
      employer(),
      'Name your employer or line manager, or say why there is none',
      'applicant',
    ],
    [
      'an employer asked',
      employer('waiting'),
      'The employer or line manager has not answered yet',
      'sponsor',
    ],
    [
      'an employer who let it pass',
      employer('expired'),
      'The employer or line manager did not answer in time. Ask again',
      'applicant',
    ],
    [
      'an employer who declined',
      employer('declined'),
      'The employer or line manager has declined. Name somebody else who can agree',
      'applicant',
    ],
    [
      'a prescriber asked',
      pharmacist('waiting'),
      'A non-prescribing pharmacist can join only with the support of a prescriber in the same area of practice, who has not answered yet',
      'sponsor',
    ],
    [
      'a prescriber who let it pass',
      pharmacist('expired'),
      'A non-prescribing pharmacist can join only with the support of a prescriber in the same area of practice, who did not answer in time. Ask again',
      'applicant',
    ],
  ] as const)('%s', ([, facts, text, waitsFor]) => {
    expect(eligibilityOf(facts)).toEqual({ verdict: 'needs', reasons: [{ text, waitsFor }] })
  })

  test('only what the applicant can put right keeps it from being sent', () => {
    expect(toPutRight(eligibilityOf(employer('waiting')))).toEqual([])
    expect(toPutRight(eligibilityOf(employer('declined')))).toHaveLength(1)
  })
})

test('a prescriber is asked for only behind a pharmacist who does not prescribe', () => {
  expect(sponsorsNeeded('GP')).toEqual(['employer'])
  expect(sponsorsNeeded('non-prescribing pharmacist')).toEqual(['employer', 'prescriber'])
})
