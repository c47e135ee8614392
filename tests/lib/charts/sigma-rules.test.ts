import { describe, expect, test } from 'vitest'
import { nelson, westernElectric } from '#lib/charts/sigma-rules.ts'

const times = (count: number, value: number) => Array.from({ length: count }, () => value)

describe('Western Electric', () => {
  test.each([
    { rule: 'rule1', name: 'a point on the limit is not beyond it', y: [0, 3, 3.01], at: [3] },
    { rule: 'rule2', name: 'the last of the three must itself be beyond', y: [2.1, 2.2, 0.1, 2.3], at: [4] },
    { rule: 'rule2', name: 'opposite sides do not add up', y: [2.1, 0, -2.2], at: [] },
    { rule: 'rule3', name: 'four of five beyond one sigma', y: [1.1, 1.2, 0, 1.3, 1.4], at: [5] },
    { rule: 'rule4', name: 'eight on one side, and every later one', y: times(9, 0.1), at: [8, 9] },
    {
      rule: 'rule4',
      name: 'a point on the line breaks the run',
      y: [...times(7, 0.1), 0, ...times(7, 0.1)],
      at: [],
    },
    { rule: 'rule4', name: 'a missing point breaks the run', y: [...times(7, 0.1), null, 0.1], at: [] },
  ])('$rule: $name', ({ rule, y, at }) => {
    expect(westernElectric(y, 0, 1)[rule]).toEqual(at)
  })
})

describe('Nelson', () => {
  test.each([
    { rule: 'rule2', name: 'nine on one side', y: times(9, -0.1), at: [9] },
    { rule: 'rule3', name: 'six rising', y: [1, 2, 3, 4, 5, 6, 7], at: [6, 7] },
    { rule: 'rule3', name: 'a tie breaks the trend', y: [1, 2, 3, 3, 4, 5, 6], at: [] },
    {
      rule: 'rule4',
      name: 'fourteen alternating',
      y: Array.from({ length: 14 }, (_, at) => at % 2),
      at: [14],
    },
    { rule: 'rule7', name: 'fifteen within one sigma', y: times(15, 1), at: [15] },
    {
      rule: 'rule8',
      name: 'eight outside one sigma on both sides',
      y: [2, -2, 2, -2, 2, -2, 2, -2],
      at: [8],
    },
    { rule: 'rule8', name: 'eight on one side alone are no mixture', y: times(8, 2), at: [] },
  ])('$rule: $name', ({ rule, y, at }) => {
    expect(nelson(y, 0, 1)[rule]).toEqual(at)
  })
})
