import { describe, expect, test } from 'vitest'
import { type Applied, applicationWindow, openAndNext } from '#lib/applications/window.ts'

const cohort = (more: Partial<Applied> = {}): Applied => ({
  startsOn: '2027-01-15',
  applicationsOpenOn: '2026-11-01',
  applicationsCloseOn: '2026-12-18',
  publishedAt: new Date('2026-10-01T09:00:00Z'),
  cancelledAt: null,
  ...more,
})

describe('whether people can apply', () => {
  test.for([
    ['the day before', {}, '2026-10-31', { state: 'not open yet', opensOn: '2026-11-01' }],
    ['the first day', {}, '2026-11-01', { state: 'open', closesOn: '2026-12-18' }],
    ['the last day', {}, '2026-12-18', { state: 'open', closesOn: '2026-12-18' }],
    ['the day after', {}, '2026-12-19', { state: 'closed', closedOn: '2026-12-18' }],
    [
      'a last day left out',
      { applicationsCloseOn: null },
      '2027-01-15',
      { state: 'open', closesOn: '2027-01-15' },
    ],
    [
      'after it began',
      { applicationsCloseOn: null },
      '2027-01-16',
      { state: 'closed', closedOn: '2027-01-15' },
    ],
    ['no first day', { applicationsOpenOn: null }, '2026-11-10', { state: 'not taken' }],
    ['not published', { publishedAt: null }, '2026-11-10', { state: 'not taken' }],
    ['cancelled', { cancelledAt: new Date('2026-11-05') }, '2026-11-10', { state: 'not taken' }],
  ] as const)('%s', ([, more, today, expected]) => {
    expect(applicationWindow(cohort(more), today)).toEqual(expected)
  })
})

test('of several cohorts those that are open come first, soonest to close before the others, then the next to open', () => {
  const late = { ...cohort({ applicationsCloseOn: '2026-12-30' }), name: 'late' }
  const soon = { ...cohort(), name: 'soon' }
  const spring = {
    ...cohort({ applicationsOpenOn: '2027-03-01', applicationsCloseOn: null }),
    name: 'spring',
  }
  const summer = {
    ...cohort({ applicationsOpenOn: '2027-06-01', applicationsCloseOn: null }),
    name: 'summer',
  }
  const past = { ...cohort({ applicationsCloseOn: '2026-11-02' }), name: 'past' }
  const { open, next } = openAndNext([summer, late, past, spring, soon], '2026-11-20')
  expect(open.map(({ cohort: { name }, closesOn }) => [name, closesOn])).toEqual([
    ['soon', '2026-12-18'],
    ['late', '2026-12-30'],
  ])
  expect(next).toMatchObject({ cohort: { name: 'spring' }, opensOn: '2027-03-01' })
  expect(openAndNext([past], '2026-11-20')).toEqual({ open: [], next: undefined })
})
