import {
  facilitatorsNext,
  inOrderOfWork,
  type RunFacts,
  type RunThing,
} from '#lib/ledger/facilitators-next.ts'
import { describe, expect, test } from '../../support/test.ts'

const PUBLISHED = new Date('2026-06-01T09:00:00Z')
const cohort = { startsOn: '2026-09-11', endsOn: '2027-02-25', publishedAt: PUBLISHED, cancelledAt: null }
const session = (
  id: string,
  heldOn: string,
  more: { unmarked?: number; joinUrl?: null; place?: string } = {},
) => ({
  id,
  heldOn,
  endsAt: '12:00',
  place: 'online',
  joinUrl: 'https://meet.example.org/x' as string | null,
  unmarked: 0,
  ...more,
})
type Facts = RunFacts<ReturnType<typeof session>>
const first = session('first', '2026-09-11')
const second = session('second', '2026-11-11')
const last = session('last', '2027-02-25')
const well: Facts = {
  cohort,
  sessions: [first, second, last],
  members: 12,
  toDecide: 0,
  waiting: 0,
  withoutCertificate: 12,
}
const inShort = (thing: RunThing<{ id: string }>) => {
  if (thing.kind === 'register') return `register: ${thing.session.id}, and ${thing.others} more`
  return 'session' in thing ? `${thing.kind}: ${thing.session.id}, in ${thing.inDays}` : thing.kind
}

describe('what a cohort asks of those who run it', () => {
  test.each<[string, string, Partial<Facts>, string]>([
    ['to publish a draft', '2026-08-01', { cohort: { ...cohort, publishedAt: null } }, 'publish'],
    [
      'to publish a draft, also with applications there',
      '2026-08-01',
      { cohort: { ...cohort, publishedAt: null }, toDecide: 3 },
      'publish',
    ],
    ['to decide about applications before it begins', '2026-08-01', { toDecide: 2 }, 'decide'],
    ['members, when nobody is enrolled', '2026-08-01', { members: 0 }, 'nobody enrolled'],
    ['to look ahead to the first session', '2026-08-01', {}, 'session: first, in 41'],
    [
      'a link to join before anything else in the last two weeks',
      '2026-08-28',
      { sessions: [session('first', '2026-09-11', { joinUrl: null }), last], toDecide: 2 },
      'link to join: first, in 14',
    ],
    [
      'no link yet three weeks before',
      '2026-08-20',
      { sessions: [session('first', '2026-09-11', { joinUrl: null }), last] },
      'session: first, in 22',
    ],
    [
      'no link to a room',
      '2026-09-10',
      { sessions: [session('first', '2026-09-11', { joinUrl: null, place: 'face to face' }), last] },
      'session: first, in 1',
    ],
    ['to hold the session of the day', '2026-11-11', {}, 'session: second, in 0'],
    [
      'to hold the session of the day before an older register',
      '2026-11-11',
      { sessions: [session('first', '2026-09-11', { unmarked: 2 }), second, last] },
      'session: second, in 0',
    ],
    [
      'the registers that are incomplete, the latest first',
      '2026-11-22',
      {
        sessions: [
          session('first', '2026-09-11', { unmarked: 1 }),
          session('second', '2026-11-11', { unmarked: 12 }),
          last,
        ],
      },
      'register: second, and 1 more',
    ],
    ['to look ahead between two sessions', '2026-11-22', {}, 'session: last, in 95'],
    [
      'an incomplete register also when it is over',
      '2027-03-20',
      { sessions: [first, second, session('last', '2027-02-25', { unmarked: 1 })] },
      'register: last, and 0 more',
    ],
    ['the case studies when it is over', '2027-03-20', {}, 'case studies'],
    ['nothing when everyone has a certificate', '2027-03-20', { withoutCertificate: 0 }, 'finished'],
    [
      'nothing when it is cancelled',
      '2026-11-11',
      { cohort: { ...cohort, cancelledAt: PUBLISHED }, toDecide: 1 },
      'cancelled',
    ],
    ['a word when every session was cancelled', '2026-11-11', { sessions: [] }, 'dates missing'],
  ])('is %s', (_, today, facts, expected) => {
    expect(inShort(facilitatorsNext({ ...well, ...facts }, { today, time: '10:00' }))).toBe(expected)
  })

  test('has the register of a session wait until the session has ended', () => {
    const facts = { ...well, sessions: [first, session('second', '2026-11-11', { unmarked: 12 }), last] }
    expect(inShort(facilitatorsNext(facts, { today: '2026-11-11', time: '11:59' }))).toBe(
      'session: second, in 0',
    )
    expect(inShort(facilitatorsNext(facts, { today: '2026-11-11', time: '12:00' }))).toBe(
      'register: second, and 0 more',
    )
  })

  test('comes first where people are about to meet, last where nothing is left to do', () => {
    const run = (startsOn: string, thing: RunThing<unknown>) => ({ cohort: { startsOn }, thing })
    const runs = [
      run('2024-01-01', { kind: 'cancelled' }),
      run('2025-01-01', { kind: 'finished' }),
      run('2026-01-01', { kind: 'case studies' }),
      run('2027-09-01', { kind: 'publish' }),
      run('2027-03-01', { kind: 'decide' }),
      run('2026-09-01', { kind: 'session', session: {}, inDays: 9 }),
    ]
    expect(inOrderOfWork(runs).map(({ thing }) => thing.kind)).toEqual([
      'session',
      'decide',
      'publish',
      'case studies',
      'finished',
      'cancelled',
    ])
  })
})
