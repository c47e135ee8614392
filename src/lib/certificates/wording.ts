import { dayOf, plainDay } from '#lib/day.ts'
import { hoursInWords } from '#lib/sessions/timetable.ts'
import type { Certificate, CertificateStatus } from './queries.ts'

/** The page and the printed certificate say the same things in the same words. */
export interface Fact {
  label: string
  value: string
}

export const statusWords: Record<CertificateStatus, string> = { valid: 'Valid' }

type Awarded = Pick<Certificate, 'facts' | 'awardedAt'>

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Only what had happened by the award: the end of a programme that still ran is nothing a certificate can say. */
function period({ facts, awardedAt }: Awarded): string {
  const awardedOn = dayOf(awardedAt)
  const { startedOn, endedOn } = facts
  if (startedOn > awardedOn) return 'not yet begun when this was awarded'
  if (endedOn > awardedOn) return `from ${plainDay(startedOn)}, still running when this was awarded`
  return `${plainDay(startedOn)} to ${plainDay(endedOn)}`
}

export const professionOf = ({ facts }: Certificate) => capital(facts.profession)

/** One sentence: what the holder did. Nobody took part in sessions that no register says they attended. */
export function achievement({ facts, awardedAt }: Awarded): string {
  const course = `${facts.programme}, ${facts.cohort} (${period({ facts, awardedAt })})`
  return facts.sessionsAttended > 0
    ? `took part in the ${course}, and submitted a case study that was reviewed and accepted.`
    : `submitted a case study to the ${course}. It was reviewed and accepted.`
}

/** What was done, without what `achievement` already says. */
export function recordFacts({ facts, awardedAt }: Certificate): Fact[] {
  const awardedOn = dayOf(awardedAt)
  return [
    {
      label: 'Taught sessions',
      value: `${facts.sessionsAttended || 'None recorded as'} attended of ${facts.sessionsHeld} held by ${plainDay(awardedOn)}`,
    },
    {
      label: 'Taught hours',
      value: facts.taughtMinutes > 0 ? capital(hoursInWords(facts.taughtMinutes)) : 'None recorded',
    },
    { label: 'Case study', value: facts.caseStudy },
    { label: 'Submitted', value: plainDay(facts.submittedOn) },
    { label: 'Accepted', value: plainDay(facts.acceptedOn) },
    { label: 'Awarded', value: `${plainDay(awardedOn)} by ${facts.organisation}` },
  ]
}

/** Everything there is, for the page on which a certificate is checked. */
export function everyFact(certificate: Certificate): Fact[] {
  const { facts, code, status } = certificate
  return [
    { label: 'Name', value: facts.name },
    { label: 'Profession', value: professionOf(certificate) },
    { label: 'Programme', value: facts.programme },
    { label: 'Cohort', value: facts.cohort },
    { label: 'Programme dates', value: capital(period(certificate)) },
    ...recordFacts(certificate),
    { label: 'Basis of the award', value: facts.basis },
    { label: 'Code', value: code },
    { label: 'Status', value: statusWords[status] },
  ]
}

/** What a reader might take it for, and it is not. */
export const NOT_CERTIFIED = [
  'It does not say that the holder is fit to practise, or competent to prescribe or to stop any medicine.',
  'It does not say that prescribing at the holder’s practice changed, or why.',
  'It gives hours, not credits: what they count for is for the holder and their appraiser or regulator to agree.',
]

/** What to do about a code that leads nowhere. */
export const codeProblems = {
  empty: 'Enter the code of the certificate',
  'wrong length': 'The code must be 28 letters and digits, in groups of four. Check that none is missing',
  mistyped: 'The code has a slip in it. Compare it with the certificate, one group at a time',
  unknown: 'No certificate has this code. If it is exactly as on the paper, we awarded no such certificate',
} as const
