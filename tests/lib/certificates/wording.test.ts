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

  test('say nothing of days after the award', () => {
    const early = { ...certificate, awardedAt: new Date('2026-11-10T10:00:00Z') }
    expect(achievement(early)).toContain(
      'Autumn 2026 (from 11 September 2026, still running when this was awarded), and submitted',
    )
    const said = JSON.stringify([achievement(early), everyFact(early)])
    expect(said).toContain('From 11 September 2026, still running when this was awarded')
    expect(said).not.toContain('31 March 2027')
    const last = { ...certificate, awardedAt: new Date('2027-03-31T10:00:00Z') }
    expect(achievement(last)).toContain('(11 September 2026 to 31 March 2027)')
  })

  test('say of nobody without a recorded session that they took part', () => {
    const none = { ...certificate, facts: { ...certificate.facts, sessionsAttended: 0, taughtMinutes: 0 } }
    expect(achievement(none)).toBe(
      'submitted a case study to the Opioid Stewardship Quality Improvement Collaborative, Autumn 2026 (11 September 2026 to 31 March 2027). It was reviewed and accepted.',
    )
    const values = everyFact(none).map(({ value }) => value)
    expect(values).toContain('None recorded as attended of 8 held by 18 April 2027')
    expect(values).toContain('None recorded')
  })

  test('say what it is not', () => {
    expect(NOT_CERTIFIED.join(' ')).toMatch(/fit to practise.*prescribing.*hours, not credits/)
  })
})
