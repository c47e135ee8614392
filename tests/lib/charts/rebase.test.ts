import { expect, test } from 'vitest'
import { phasesOf } from '#lib/charts/rebase.ts'

const rule = { baseline: 5, run: 3, side: 'below' as const }

test.each([
  {
    name: 'a run of useful points starts a phase',
    y: [5, 5, 5, 5, 5, 3, 2, 3, 9],
    phases: [
      [1, 5, 5, 6],
      [6, 8, 3, 9],
    ],
  },
  {
    name: 'points on the median or missing are skipped',
    y: [5, 5, 5, 5, 5, 3, 5, null, 2, 3],
    phases: [
      [1, 5, 5, 6],
      [6, 10, 3, 10],
    ],
  },
  {
    name: 'a point on the other side starts the count again',
    y: [5, 5, 5, 5, 5, 3, 3, 9, 3, 3],
    phases: [[1, 5, 5, 10]],
  },
  { name: 'a run on the side not asked for is none', y: [5, 5, 5, 5, 5, 8, 8, 8], phases: [[1, 5, 5, 8]] },
])('$name', ({ y, phases }) => {
  expect(phasesOf(y, rule).map(({ from, to, median, extendTo }) => [from, to, median, extendTo])).toEqual(
    phases,
  )
})

test('a run on either side is found when both are asked for', () => {
  expect(phasesOf([5, 5, 5, 5, 5, 8, 8, 8], { ...rule, side: 'both' })).toHaveLength(2)
})

test('nothing but missing points have no phase', () => {
  expect(phasesOf([null, null, null, null, null, 1], rule)).toEqual([])
})
