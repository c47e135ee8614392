import { describe, expect, test } from 'vitest'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { type DecisionFacts, decisionsOf, targetsSaid } from '#lib/measures/decisions/standing.ts'

describe('targets', () => {
  const measure = { target: 70, startsOn: '2026-01-01', every: 'month', unit: '%', decimals: 0 } as const
  const decided = (period: string, value: number): DecisionFacts => ({
    kind: 'target',
    period,
    value,
    reason: 'The team agreed it',
    decidedBy: 'Ann Example',
    decidedAt: new Date('2026-01-01T09:00:00Z'),
    undoneAt: null,
  })
  const values = (all: ReturnType<typeof decided>[]) => {
    const points = Array.from({ length: 4 }, (_, at) => ({ period: `2026-0${at + 1}-01`, value: 50 + at }))
    const target = decisionsOf(all, measure, '2026-01-01')
    const read = readRunChart(
      { ...measure, title: 'Plans', direction: 'higher', source: 'the team', points },
      [],
      target,
    )
    return read.lines.find(({ part }) => part === 'target')?.values
  }

  test.each([
    ['the definition’s alone', [], [70, 70, 70, 70], '70%'],
    [
      'a decided one from its month on',
      [decided('2026-03-01', 80)],
      [70, 70, 80, 80],
      '70%, then 80% from March 2026',
    ],
    [
      'one decided from the first month on replaces the definition’s',
      [decided('2026-01-01', 80)],
      [80, 80, 80, 80],
      '80% from January 2026',
    ],
    [
      'the last that has begun, in whichever order they were decided',
      [decided('2026-04-01', 85.5), decided('2026-02-01', 80)],
      [70, 80, 80, 85.5],
      '70%, then 80% from February 2026, then 85.5% from April 2026',
    ],
  ])('%s', (_, all, line, said) => {
    expect(values(all)).toEqual(line)
    expect(targetsSaid(measure, decisionsOf(all, measure, '2026-01-01').targets)).toBe(said)
  })
})
