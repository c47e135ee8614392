import { gridPage, missingPeriods, periodsUpTo } from '#lib/measures/periods.ts'
import { describe, expect, test } from '../../support/test.ts'

const weekly = { every: 'week', startsOn: '2026-11-04' } as const
const monthly = { every: 'month', startsOn: '2026-08-20' } as const

describe('the periods of a measure', () => {
  test.each([
    [weekly, '2026-11-22', ['2026-11-02', '2026-11-09', '2026-11-16']],
    [weekly, '2026-11-23', ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23']],
    [weekly, '2026-11-01', []],
    [monthly, '2026-10-01', ['2026-08-01', '2026-09-01', '2026-10-01']],
    [{ every: 'month', startsOn: '2026-12-31' } as const, '2027-01-01', ['2026-12-01', '2027-01-01']],
  ])('%# run from the one it starts in to the one that holds today', (rhythm, today, periods) => {
    expect(periodsUpTo(rhythm, today)).toEqual(periods)
  })

  test('are missing once they are over and have no figure', () => {
    expect(missingPeriods(weekly, ['2026-11-02'], '2026-11-22')).toEqual(['2026-11-09'])
    expect(missingPeriods(weekly, ['2026-11-02'], '2026-11-23')).toEqual(['2026-11-09', '2026-11-16'])
    expect(missingPeriods(weekly, ['2026-11-02', '2026-11-09'], '2026-11-22')).toEqual([])
  })
})

describe('a screen of the grid', () => {
  const all = periodsUpTo({ every: 'week', startsOn: '2026-01-05' }, '2026-11-22')
  const at = (week: number) => all[week]!

  test('opens at the oldest that is missing, however many are there before it', () => {
    const page = gridPage(all, [at(20), at(30)])
    expect(page).toEqual({ periods: all.slice(20, 32), earlier: at(8), later: at(32) })
  })

  test('opens at the newest few when nothing is missing', () => {
    expect(gridPage(all, [])).toEqual({ periods: all.slice(-3), earlier: all.at(-15), later: undefined })
  })

  test('opens where it is asked to, and nowhere else', () => {
    expect(gridPage(all, [at(20)], at(3))).toEqual({
      periods: all.slice(3, 15),
      earlier: at(0),
      later: at(15),
    })
    expect(gridPage(all, [at(20)], '2026-01-06').periods[0]).toBe(at(20))
    expect(gridPage(all, [at(20)], '').periods[0]).toBe(at(20))
  })

  test('is empty before the measure starts', () => {
    expect(gridPage([], [])).toEqual({ periods: [], earlier: undefined, later: undefined })
  })
})
