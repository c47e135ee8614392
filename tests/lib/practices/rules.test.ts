import { comesBackTo, isClosedIn, successionInWords } from '#lib/practices/rules.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('a practice that the register calls closed', () => {
  test.each([
    [
      'on the last day of a month, from the next month on',
      '2025-12-31',
      ['2025-12', false],
      ['2026-01', true],
    ],
    [
      'on the first day of a month, from the next month on',
      '2026-01-01',
      ['2026-01', false],
      ['2026-02', true],
    ],
    ['in a leap February', '2024-02-29', ['2024-02', false], ['2024-03', true]],
  ] as const)('is closed %s', (_, closedOn, before, after) => {
    expect([isClosedIn(before[0], { closedOn }), isClosedIn(after[0], { closedOn })]).toEqual([
      before[1],
      after[1],
    ])
  })

  test('is not closed without a day, and nothing is closed that no register names', () => {
    expect([isClosedIn('2026-01', { closedOn: null }), isClosedIn('2026-01', undefined)]).toEqual([
      false,
      false,
    ])
  })
})

const step = (practiceCode: string, successorCode: string) => ({ practiceCode, successorCode })

describe('a line of successors', () => {
  test('comes back when it ends where it began, over several practices too', () => {
    const steps = [step('A', 'B'), step('B', 'C'), step('C', 'D')]
    expect(comesBackTo('A', 'D', steps)).toBe(false)
    expect(comesBackTo('D', 'A', steps)).toBe(true)
    expect(comesBackTo('C', 'A', steps)).toBe(true)
    expect(comesBackTo('A', 'A', [])).toBe(true)
  })

  test('is told from either side', () => {
    const merger = { ...step('Z98002', 'Z98001'), kind: 'merged' as const }
    expect(successionInWords(merger, 'Z98002')).toEqual({ words: 'merged into', other: 'Z98001' })
    expect(successionInWords(merger, 'Z98001')).toEqual({ words: 'joined by', other: 'Z98002' })
  })
})
