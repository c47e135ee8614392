import type { Mark } from '#db/schema/attendance.ts'
import { concernsOf, type MemberFacts } from '#lib/ledger/concerns.ts'
import { describe, expect, test } from '../../support/test.ts'

const TODAY = '2026-11-22'
const session = (heldOn: string, mark: Mark | null) => ({
  kind: 'masterclass' as const,
  heldOn,
  startsAt: '09:30',
  endsAt: '12:00',
  mark,
})
const held = (...marks: (Mark | null)[]) => marks.map((mark, index) => session(`2026-09-0${index + 1}`, mark))
const project = (facts: Partial<MemberFacts['projects'][number]> = {}) => ({
  id: 'p',
  title: 'A project',
  cycle: { endsOn: '2026-11-20', closed: false },
  lastPoint: { period: '2026-11-09', every: 'week' as const },
  ...facts,
})
const well: MemberFacts = {
  sessions: held('present', 'present', 'present', 'present'),
  projects: [project()],
  caseStudy: 'draft',
}
const whys = (facts: Partial<MemberFacts>) => concernsOf({ ...well, ...facts }, TODAY).map(({ why }) => why)

describe('what a facilitator may want to ask about', () => {
  test('is nothing when someone attends, tests and counts', () => {
    expect(whys({})).toEqual([])
  })

  test.each<[string, Partial<MemberFacts>, string[]]>([
    ['one missed session is no pattern', { sessions: held('present', 'absent', 'present', 'present') }, []],
    [
      'two are, whatever the reason',
      { sessions: held('present', 'absent', 'apologies', 'present') },
      ['Missed 2 of 4 sessions.'],
    ],
    ['a mark that was never made is no absence', { sessions: held(null, null, null, 'present') }, []],
    ['no project early on is no wonder', { sessions: held('present'), projects: [] }, []],
    ['no project after four sessions is', { projects: [] }, ['Is on no project yet.']],
    [
      'a project without a cycle',
      { projects: [project({ cycle: undefined })] },
      ['The project has no PDSA cycle yet.'],
    ],
    [
      'a cycle that ended and was never closed',
      { projects: [project({ cycle: { endsOn: '2026-11-01', closed: false } })] },
      ['The last cycle ended 21 days ago and is not closed.'],
    ],
    [
      'a closed cycle may lie back',
      { projects: [project({ cycle: { endsOn: '2026-09-01', closed: true } })] },
      [],
    ],
    [
      'a project without a figure',
      { projects: [project({ lastPoint: undefined })] },
      ['The project has no data point yet.'],
    ],
    [
      'weekly figures that stopped',
      { projects: [project({ lastPoint: { period: '2026-10-19', every: 'week' } })] },
      ['The last data point is for the week from 19 October 2026.'],
    ],
    [
      'the newest published month is not late',
      { projects: [project({ lastPoint: { period: '2026-07-01', every: 'month' } })] },
      [],
    ],
    [
      'one before it is',
      { projects: [project({ lastPoint: { period: '2026-06-01', every: 'month' } })] },
      ['The last data point is for June 2026.'],
    ],
    [
      'a returned case study',
      { caseStudy: 'returned' },
      ['The case study was returned and not submitted again.'],
    ],
  ])('%s', (_, facts, answer) => {
    expect(whys(facts)).toEqual(answer)
  })
})
