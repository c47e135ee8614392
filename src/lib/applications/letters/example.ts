import type { Day } from '#lib/day.ts'
import type { Values } from './fill.ts'
import { type LetterId, templateOf } from './templates.ts'
import { commonValues, type ProgrammeFacts } from './values.ts'

interface Known {
  cohort: { name: string; startsOn: Day }
  sessions: Parameters<typeof commonValues>[1]['sessions']
}

/** What stands in the preview of a letter: an invented person in the real cohort. */
export function exampleValues(
  letter: LetterId,
  programme: ProgrammeFacts,
  { cohort, sessions }: Known,
): Values {
  const toSponsor = templateOf(letter).because.includes('named you')
  return {
    ...commonValues(programme, { name: 'Alex Example', cohort, sessions }),
    name: toSponsor ? 'Sam Sponsor' : 'Alex Example',
    sponsor: 'Sam Sponsor',
    promise: letter === 'ask-prescriber' ? 'prescriber' : 'employer or line manager',
    until: 'the last day for an answer',
    reason: 'Here stands the reason that you give.',
    link: 'https://steward.example.org/private-link',
  }
}
