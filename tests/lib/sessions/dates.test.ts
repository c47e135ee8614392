import { describe, expect, it } from 'vitest'
import { clockChangesInWords, doubtsAbout, offBankHolidays } from '#lib/sessions/dates.ts'

const on = (...days: string[]) => days.map((heldOn) => ({ heldOn, startsAt: '09:30' }))

describe('dates of a new cohort', () => {
  it('stay where they are on working days', () => {
    expect(offBankHolidays(on('2026-05-05', '2026-05-06'))).toEqual({
      dates: on('2026-05-05', '2026-05-06'),
      moves: [],
    })
  })

  it('leave a bank holiday for the next working day that no other session has', () => {
    const { dates, moves } = offBankHolidays(on('2026-12-25', '2026-12-29'))
    expect(dates).toEqual(on('2026-12-29', '2026-12-30'))
    expect(moves).toEqual([
      {
        session: { heldOn: '2026-12-30', startsAt: '09:30' },
        from: '2026-12-25',
        because: 'Christmas Day',
      },
    ])
  })

  it.each([
    ['2026-11-24', []],
    ['2026-11-20', ['This day is over.']],
    ['2026-11-28', ['This is a weekend.']],
    ['2027-03-29', ['This is a bank holiday in England: Easter Monday.']],
    ['2026-12-01', ['Another session is on the same day.']],
  ])('say what speaks against %s', (day, doubts) => {
    expect(doubtsAbout(day, '2026-11-22', ['2026-12-01'])).toEqual(doubts)
  })
})

describe('clock changes beside a timetable', () => {
  it.each([
    ['2026-09-01', '2026-10-24', undefined],
    ['2026-10-24', '2026-10-25', 'back on 25 October 2026'],
    ['2026-09-25', '2027-04-01', 'back on 25 October 2026 and forward on 28 March 2027'],
    ['2026-10-25', '2027-03-27', undefined],
  ])('from %s to %s', (from, to, words) => {
    const said = clockChangesInWords(from, to)
    if (words === undefined) expect(said).toBeUndefined()
    else expect(said).toContain(words)
  })
})
