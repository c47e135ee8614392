import { describe, expect, test } from 'vitest'
import { anhojOf, crossingsLimit, longestRunLimit, runsOf } from '#lib/charts/anhoj.ts'
import type { Side } from '#lib/charts/centre.ts'

/** "+" above, "-" below, "0" on the line, "." missing. */
const sidesOf = (signs: string): Side[] =>
  [...signs].map((sign) => (sign === '+' ? 1 : sign === '-' ? -1 : sign === '0' ? 0 : null))

describe('limits', () => {
  // Anhøj & Olesen 2014, table 1 and worked examples
  test.each([
    { useful: 1, run: 3, crossings: 0 },
    { useful: 10, run: 6, crossings: 2 },
    { useful: 11, run: 6, crossings: 2 },
    { useful: 12, run: 7, crossings: 3 },
    { useful: 20, run: 7, crossings: 6 },
    { useful: 24, run: 8, crossings: 8 },
    { useful: 36, run: 8, crossings: 13 },
    { useful: 60, run: 9, crossings: 23 },
    { useful: 2000, run: 14, crossings: 963 },
  ])('of $useful useful points are $run in a row and $crossings crossings', ({ useful, run, crossings }) => {
    expect(longestRunLimit(useful)).toBe(run)
    expect(crossingsLimit(useful)).toBe(crossings)
  })
})

describe('runs', () => {
  test.each([
    { name: 'change with the side', signs: '++-+', lengths: [2, 1, 1] },
    { name: 'are not broken by a point on the line', signs: '+0+', lengths: [2] },
    { name: 'are not broken by a missing point', signs: '-.-', lengths: [2] },
    { name: 'are none where nothing is useful', signs: '00..', lengths: [] },
  ])('$name', ({ signs, lengths }) => {
    expect(runsOf(sidesOf(signs)).map(({ length }) => length)).toEqual(lengths)
  })

  test('say where they lie', () => {
    expect(runsOf(sidesOf('.+0+-'))).toEqual([
      { side: 1, from: 1, to: 3, length: 2 },
      { side: -1, from: 4, to: 4, length: 1 },
    ])
  })
})

describe('a signal', () => {
  test.each([
    { name: 'a run one longer than its limit', signs: '+-+-++++++++-+-+-+-+', signal: true },
    { name: 'a run as long as its limit is chance', signs: '+-+-+++++++-+-+-+-+-', signal: false },
    { name: 'too few crossings', signs: '++++++------++++++------', signal: true },
    { name: 'as few crossings as the limit is chance', signs: '+++---+++---+++---+++---++', signal: false },
    { name: 'perfect alternation is not tested', signs: '+-+-+-+-+-+-+-+-+-+-', signal: false },
    { name: 'nothing useful', signs: '000000000000', signal: false },
  ])('$name: $signal', ({ signs, signal }) => {
    expect(anhojOf(sidesOf(signs)).signal).toBe(signal)
  })

  test('counts useful points only', () => {
    expect(anhojOf(sidesOf('+0.-'))).toMatchObject({ useful: 2, longestRun: 1, crossings: 1 })
  })
})
