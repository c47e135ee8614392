import { describe, expect, test } from 'vitest'
import { certificateFacts } from '#lib/certificates/facts.ts'
import { achievement, everyFact, NOT_CERTIFIED } from '#lib/certificates/wording.ts'
import { certificate, everyWord } from './given.ts'

test('the facts are taken over as they are known on the day of the award', () => {
  const facts = certificateFacts({
    person: { name: 'Siân Ŵyn-Łukasiewicz', profession: 'prescribing pharmacist' },
    organisation: 'South London Health Innovation Network',
    programme: 'Opioid Stewardship Quality Improvement Collaborative',
    cohort: { name: 'Autumn 2026', startsOn: '2026-09-11', endsOn: '2027-03-31' },
    record: { attended: 7, held: 8, minutes: 870 },
    caseStudy: {
      title: 'Reviewing everyone on more than 90 mg a day',
      submittedOn: '2027-03-10',
      acceptedOn: '2027-03-18',
    },
  })
  expect(facts).toEqual(certificate.facts)
})

describe('the words of a certificate', () => {
  test('hold every fact', () => {
    const said = everyFact(certificate)
      .map(({ value }) => value)
      .join('\n')
    expect(everyWord.filter((word) => !said.includes(word))).toEqual([])
    expect(said).toContain('Valid')
  })

  test('say in one sentence what the holder did', () => {
    expect(achievement(certificate)).toBe(
      'took part in the Opioid Stewardship Quality Improvement Collaborative, Autumn 2026 (11 September 2026 to 31 March 2027), and submitted a case study that was reviewed and accepted.',
    )
  })

  test('say what it is not', () => {
    expect(NOT_CERTIFIED.join(' ')).toMatch(/fit to practise.*prescribing.*hours, not credits/)
  })
})
