import type { Availability, PromiseKind } from '#db/schema/applications.ts'
import type { Profession } from '#db/schema/people.ts'
import { type Day, longDay } from '#lib/day.ts'

/** How one promise stands. `waiting`: named, and has not answered. */
export type Standing = 'waiting' | 'expired' | 'agreed' | 'declined' | 'not applicable'

export interface Asked {
  profession: Profession | null
  /** The days everyone has to come on, as the timetable has them now. */
  dates: readonly Day[]
  availability: Availability | null
  /** Promises that count; one that nobody has named is missing. */
  promises: Partial<Record<PromiseKind, Standing>>
}

/** `waitsFor`: who can put it right. */
export interface Reason {
  text: string
  waitsFor: 'applicant' | 'sponsor'
}

export interface Eligibility {
  verdict: 'eligible' | 'needs' | 'not eligible'
  reasons: Reason[]
}

const JOINS: Record<Profession, boolean> = {
  GP: true,
  'prescribing pharmacist': true,
  'other prescriber': true,
  'non-prescribing pharmacist': true,
  'programme staff': false,
}

export const needsPrescriber = (profession: Profession | null) => profession === 'non-prescribing pharmacist'

/** Which promises an application needs besides the applicant's own. */
export const sponsorsNeeded = (profession: Profession | null): PromiseKind[] =>
  needsPrescriber(profession) ? ['employer', 'prescriber'] : ['employer']

/**
 * Who can join: GPs, prescribing pharmacists and other non-medical prescribers; a non-prescribing pharmacist with a
 * prescriber behind them. Everyone comes to all dates, promises so, and has their employer's promise where there is
 * one. The source is the programme's call for applications of 2022.
 */
export function eligibilityOf({ profession, dates, availability, promises }: Asked): Eligibility {
  const refused: Reason[] = []
  const needed: Reason[] = []
  const no = (text: string, waitsFor: Reason['waitsFor'] = 'applicant') => refused.push({ text, waitsFor })
  const needs = (text: string, waitsFor: Reason['waitsFor'] = 'applicant') => needed.push({ text, waitsFor })

  if (profession === null) needs('Say what your profession is')
  else if (!JOINS[profession]) no('Only prescribers and pharmacists can join')

  const cannot = dates.filter((day) => availability?.cannot.includes(day))
  const unasked = dates.filter((day) => !availability?.asked.includes(day))
  if (cannot.length > 0) no(`Everyone comes to all dates, and ${daysInWords(cannot)} cannot be kept free`)
  if (!availability) needs('Say whether all the dates can be kept free')
  else if (unasked.length > 0)
    needs(`Dates have changed. Say whether ${daysInWords(unasked)} can be kept free`)

  if (promises.applicant !== 'agreed') needs('Make your own promise')
  const employer = employerReason(promises.employer)
  if (employer) needed.push(employer)
  if (needsPrescriber(profession)) {
    const prescriber = prescriberReason(promises.prescriber)
    if (prescriber) (isNamed(promises.prescriber) ? needed : refused).push(prescriber)
  }

  const verdict = refused.length > 0 ? 'not eligible' : needed.length > 0 ? 'needs' : 'eligible'
  return { verdict, reasons: [...refused, ...needed] }
}

const isNamed = (standing: Standing | undefined) => standing === 'waiting' || standing === 'expired'

function employerReason(standing: Standing | undefined): Reason | undefined {
  switch (standing) {
    case 'agreed':
    case 'not applicable':
      return undefined
    case 'waiting':
      return { text: 'The employer or line manager has not answered yet', waitsFor: 'sponsor' }
    case 'expired':
      return { text: 'The employer or line manager did not answer in time. Ask again', waitsFor: 'applicant' }
    case 'declined':
      return {
        text: 'The employer or line manager has declined. Name somebody else who can agree',
        waitsFor: 'applicant',
      }
    default:
      return {
        text: 'Name your employer or line manager, or say why there is none',
        waitsFor: 'applicant',
      }
  }
}

const RULE =
  'A non-prescribing pharmacist can join only with the support of a prescriber in the same area of practice'

function prescriberReason(standing: Standing | undefined): Reason | undefined {
  switch (standing) {
    case 'agreed':
      return undefined
    case 'waiting':
      return { text: `${RULE}, who has not answered yet`, waitsFor: 'sponsor' }
    case 'expired':
      return { text: `${RULE}, who did not answer in time. Ask again`, waitsFor: 'applicant' }
    case 'declined':
      return { text: `${RULE}, and the one you named has declined. Name another`, waitsFor: 'applicant' }
    default:
      return { text: `${RULE}. Name one`, waitsFor: 'applicant' }
  }
}

/** What stands in the way of handing an application in: all that its applicant can put right. */
export const toPutRight = ({ reasons }: Eligibility) =>
  reasons.filter(({ waitsFor }) => waitsFor === 'applicant')

function daysInWords(days: readonly Day[]): string {
  const words = days.map(longDay)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
