import { BASIS } from '#lib/certificates/facts.ts'
import type { Certificate } from '#lib/certificates/queries.ts'

/** A certificate with a recognisable value in every fact. */
export const certificate: Certificate = {
  code: '7K3M-0QWX-9CFC-FEDG-BR0R-KWCE-PSB7',
  caseStudyId: 'study',
  status: 'valid',
  awardedAt: new Date('2027-04-18T10:00:00Z'),
  facts: {
    name: 'Siân Ŵyn-Łukasiewicz',
    profession: 'prescribing pharmacist',
    organisation: 'South London Health Innovation Network',
    programme: 'Opioid Stewardship Quality Improvement Collaborative',
    cohort: 'Autumn 2026',
    startedOn: '2026-09-11',
    endedOn: '2027-03-31',
    sessionsAttended: 7,
    sessionsHeld: 8,
    taughtMinutes: 870,
    caseStudy: 'Reviewing everyone on more than 90 mg a day',
    submittedOn: '2027-03-10',
    acceptedOn: '2027-03-18',
    basis: BASIS,
  },
}

/** What a reader must find, wherever a certificate is shown. */
export const everyWord = [
  'Siân Ŵyn-Łukasiewicz',
  'Prescribing pharmacist',
  'South London Health Innovation Network',
  'Opioid Stewardship Quality Improvement Collaborative',
  'Autumn 2026',
  '11 September 2026',
  '31 March 2027',
  '7 attended of 8 held by 18 April 2027',
  '14½ hours',
  'Reviewing everyone on more than 90 mg a day',
  '10 March 2027',
  '18 March 2027',
  '18 April 2027',
  BASIS,
  '7K3M-0QWX-9CFC-FEDG-BR0R-KWCE-PSB7',
]
