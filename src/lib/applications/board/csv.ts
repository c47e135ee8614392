import { csvCell } from '#lib/charts/chart-file.ts'
import { dayOf } from '#lib/day.ts'
import type { Standing } from '../eligibility.ts'
import type { Application } from '../reading.ts'
import { stateWords } from '../state.ts'
import { missingPromises } from './overview.ts'

const HEAD = [
  'name',
  'email',
  'profession',
  'registered with',
  'registration number',
  'practice code',
  'practice',
  'practice is in the register',
  'focus area',
  'why',
  'state',
  'sent on',
  'own promise',
  'employer',
  'prescriber',
  'promises missing',
  'decision',
  'decided on',
  'reason',
]

const standing = (known: Standing | undefined) => known ?? ''

/** What was sent to a cohort, for a spreadsheet: UTF-8 with a mark that says so, safe from formulas. */
export function applicationsCsv(
  applications: readonly Application[],
  titleOf: (area: string) => string,
): string {
  const rows = applications.map((one) => [
    one.name,
    one.email,
    one.profession,
    one.registrationBody,
    one.registrationNumber,
    one.practiceCode,
    one.practiceName,
    one.practiceFound ? 'yes' : 'no',
    one.focusArea ? titleOf(one.focusArea) : '',
    one.why,
    stateWords[one.state],
    one.submittedAt ? dayOf(one.submittedAt) : '',
    standing(one.standings.applicant),
    standing(one.standings.employer),
    standing(one.standings.prescriber),
    missingPromises(one).join(', '),
    one.decision?.decision ?? '',
    one.decision ? dayOf(one.decision.decidedAt) : '',
    one.decision?.reason ?? '',
  ])
  return `\uFEFF${[HEAD, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
