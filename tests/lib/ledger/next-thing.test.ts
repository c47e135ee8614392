import type { ProgressState } from '#lib/case-studies/state.ts'
import { type Moment, mostUrgentFirst, type NextThing, nextThing } from '#lib/ledger/next-thing.ts'
import { describe, expect, test } from '../../support/test.ts'

const PUBLISHED = new Date('2026-06-01T09:00:00Z')
const cohort = { startsOn: '2026-09-11', endsOn: '2027-02-25', publishedAt: PUBLISHED, cancelledAt: null }
const session = (
  id: string,
  heldOn: string,
  kind: 'masterclass' | 'collaborative session' | 'celebration',
) => ({ id, heldOn, kind, endsAt: '12:00' })
const sessions = [
  session('first', '2026-09-11', 'collaborative session'),
  session('masterclass', '2026-09-14', 'masterclass'),
  session('testing', '2026-11-11', 'collaborative session'),
  session('last taught', '2027-02-09', 'collaborative session'),
  session('celebration', '2027-02-25', 'celebration'),
]

interface Case {
  on: string
  at?: string
  has?: ProgressState
  project?: boolean
  cohort?: Partial<{ publishedAt: Date | null; cancelledAt: Date }>
  without?: true
}
const decide = ({ on, at = '10:00', has = 'not started', project = false, cohort: other, without }: Case) =>
  nextThing(
    {
      cohort: { ...cohort, ...other },
      sessions: without ? [] : sessions,
      hasProject: project,
      caseStudy: has,
    },
    { today: on, time: at },
  )
/** "session: testing, in 2" */
const inShort = (thing: NextThing<{ id: string }>) => {
  if (thing.kind === 'session')
    return `session: ${thing.session.id}, in ${thing.inDays}${thing.isFirst ? ', the first' : ''}`
  return thing.kind === 'case study'
    ? `case study: ${thing.state}${thing.isOver ? ', all over' : ''}`
    : thing.kind
}

describe('what a cohort asks of a member', () => {
  test.each<[string, Case, string]>([
    [
      'nothing while it is a draft, although dates are laid out',
      { on: '2026-08-01', cohort: { publishedAt: null } },
      'dates to come',
    ],
    [
      'nothing while it is a draft whose dates are past',
      { on: '2026-12-01', cohort: { publishedAt: null } },
      'dates to come',
    ],
    ['nothing while it has no session', { on: '2026-08-01', without: true }, 'dates to come'],
    ['the first session, weeks before it', { on: '2026-08-01' }, 'session: first, in 41, the first'],
    [
      'the first session also of a team that began early',
      { on: '2026-08-01', project: true },
      'session: first, in 41, the first',
    ],
    ['the first session, the day before', { on: '2026-09-10' }, 'session: first, in 1, the first'],
    [
      'the first session, on its day until it ends',
      { on: '2026-09-11', at: '11:59' },
      'session: first, in 0, the first',
    ],
    [
      'the next session, when the first has just ended',
      { on: '2026-09-12', at: '12:00' },
      'session: masterclass, in 2',
    ],
    ['a project, once the first session is over', { on: '2026-09-11', at: '12:00' }, 'start a project'],
    ['a project, between two sessions', { on: '2026-10-01' }, 'start a project'],
    ['the project’s own next step', { on: '2026-10-01', project: true }, 'project'],
    [
      'a session of the next two days before the project',
      { on: '2026-11-09', project: true },
      'session: testing, in 2',
    ],
    ['no session three days ahead', { on: '2026-11-08', project: true }, 'project'],
    ['a session on its day', { on: '2026-11-11', project: true }, 'session: testing, in 0'],
    [
      'the project again when the session of the day has ended',
      { on: '2026-11-11', at: '12:01', project: true },
      'project',
    ],
    [
      'a returned case study before the project',
      { on: '2026-11-22', project: true, has: 'returned' },
      'returned',
    ],
    [
      'a session of these days before a returned case study',
      { on: '2026-11-10', has: 'returned' },
      'session: testing, in 1',
    ],
    ['the project while a draft grows', { on: '2026-11-22', project: true, has: 'draft' }, 'project'],
    [
      'the project while a reviewer has the case study',
      { on: '2026-11-22', project: true, has: 'submitted' },
      'project',
    ],
    [
      'no project of somebody who has submitted without one',
      { on: '2026-11-22', has: 'submitted' },
      'waiting for review',
    ],
    [
      'the project after an early certificate',
      { on: '2026-11-22', project: true, has: 'accepted' },
      'project',
    ],
    [
      'nothing after an early certificate without a project',
      { on: '2026-11-22', has: 'accepted' },
      'certificate',
    ],
    [
      'the case study once the teaching is over',
      { on: '2027-02-15', project: true },
      'case study: not started',
    ],
    [
      'the draft once the teaching is over',
      { on: '2027-02-15', project: true, has: 'draft' },
      'case study: draft',
    ],
    [
      'the celebration on the days before it',
      { on: '2027-02-24', project: true },
      'session: celebration, in 1',
    ],
    ['the case study when everything is over', { on: '2027-03-20' }, 'case study: not started, all over'],
    [
      'the draft when everything is over',
      { on: '2027-03-20', has: 'draft', project: true },
      'case study: draft, all over',
    ],
    [
      'patience while the reviewer reads',
      { on: '2027-03-20', has: 'submitted', project: true },
      'waiting for review',
    ],
    ['changes to what came back, also afterwards', { on: '2027-03-20', has: 'returned' }, 'returned'],
    [
      'nothing but to take the certificate along',
      { on: '2027-03-20', has: 'accepted', project: true },
      'certificate',
    ],
    [
      'nothing when it is cancelled, also before its first date',
      { on: '2026-08-01', cohort: { cancelledAt: PUBLISHED } },
      'cancelled',
    ],
    [
      'nothing when it is cancelled half way',
      { on: '2026-11-10', project: true, has: 'draft', cohort: { cancelledAt: PUBLISHED } },
      'cancelled',
    ],
    [
      'changes to what came back, although it is cancelled',
      { on: '2026-11-22', has: 'returned', cohort: { cancelledAt: PUBLISHED } },
      'returned',
    ],
  ])('is %s', (_, facts, expected) => {
    expect(inShort(decide(facts))).toBe(expected)
  })
})

describe('of several cohorts', () => {
  const NOW: Moment = { today: '2026-11-22', time: '10:00' }
  const inCohort = (name: string, startsOn: string, facts: Parameters<typeof nextThing>[0]) => ({
    name,
    cohort: { startsOn },
    thing: nextThing(facts, NOW) as NextThing<{ heldOn: string; endsAt: string }>,
  })
  const at = (startsOn: string, kinds: readonly (typeof sessions)[number][], has: ProgressState) => ({
    cohort: { ...cohort, startsOn, endsOn: kinds.at(-1)?.heldOn ?? startsOn },
    sessions: kinds,
    hasProject: true,
    caseStudy: has,
  })
  const moved = (...days: string[]) => days.map((day) => session(day, day, 'collaborative session'))
  const running = inCohort('running', '2026-09-11', at('2026-09-11', sessions, 'draft'))
  const next = inCohort('next', '2027-03-05', at('2027-03-05', moved('2027-03-05'), 'not started'))
  const tomorrow = inCohort('tomorrow', '2026-11-23', at('2026-11-23', moved('2026-11-23'), 'not started'))
  const today = inCohort('today', '2026-11-22', at('2026-11-22', moved('2026-11-22'), 'not started'))
  const over = (name: string, has: ProgressState) =>
    inCohort(name, '2026-01-05', at('2026-01-05', moved('2026-01-05', '2026-06-01'), has))
  const cancelled = inCohort('cancelled', '2026-05-01', {
    ...at('2026-05-01', sessions, 'not started'),
    cohort: { ...cohort, cancelledAt: PUBLISHED },
  })

  test.each<[string, ReturnType<typeof inCohort>[], string[]]>([
    ['the one that is on comes before the next', [next, running], ['running', 'next']],
    [
      'a session of these days comes before everything, the sooner first',
      [running, tomorrow, today],
      ['today', 'tomorrow', 'running'],
    ],
    [
      'what came back comes before the one that is on',
      [running, over('returned', 'returned')],
      ['returned', 'running'],
    ],
    [
      'the next one comes before the case study that an earlier one never got',
      [over('unwritten', 'not started'), next],
      ['next', 'unwritten'],
    ],
    [
      'one that is done comes last but for a cancelled one',
      [cancelled, over('done', 'accepted'), over('waiting', 'submitted'), over('unwritten', 'draft')],
      ['unwritten', 'waiting', 'done', 'cancelled'],
    ],
  ])('%s', (_, given, expected) => {
    expect(mostUrgentFirst(given).map(({ name }) => name)).toEqual(expected)
  })
})
