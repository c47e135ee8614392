import { describe, expect, test } from 'vitest'
import { chanceInWords, expectedByChance, falseAlarmChance } from '#lib/charts/chance.ts'
import { readProjectFile } from '../../support/source.ts'

describe('signals to be expected by chance', () => {
  test.each([
    [9, 0],
    [10, 0.013],
    [12, 0.013],
    [18, 0.021],
    [24, 0.029],
    [60, 0.047],
    [84, 0.047],
  ])('with %i useful points a chart signals by chance in a share of %f', (points, share) => {
    expect(falseAlarmChance(points)).toBeCloseTo(share, 6)
  })

  test('are those that the help page gives', () => {
    const row = /\| Anhøj, on a run chart \|(.+)\|\n\| Six/.exec(
      readProjectFile('src/content/help/why-the-anhoj-rules.mdx'),
    )?.[1]
    const measured = row?.split('|').map(Number)
    expect(measured).toEqual(
      [12, 24, 36, 60].map((points) => Number((falseAlarmChance(points) * 100).toFixed(1))),
    )
  })

  test('add up over the charts of a page, those that cannot be judged left out', () => {
    const judged = Array.from({ length: 13 }, (_, at) => ({ useful: 24, signal: at < 2 }))
    expect(expectedByChance(judged)).toBeCloseTo(0.377, 6)
    expect(chanceInWords([...judged, { useful: 3, signal: false }])).toBe(
      'Of 13 charts that can be judged, 2 show a sign of change. If nothing had changed anywhere, chance alone would give 0.4 on average.',
    )
  })

  test('say when there is one sign, none, or nothing to judge', () => {
    expect(chanceInWords([{ useful: 24, signal: true }])).toContain(
      'Of 1 chart that can be judged, 1 shows a sign of change',
    )
    expect(chanceInWords([{ useful: 24, signal: true }])).toContain('fewer than 0.1')
    expect(chanceInWords([{ useful: 24, signal: false }])).toContain('none show')
    expect(chanceInWords([{ useful: 2, signal: false }])).toContain('None of these charts')
  })
})
