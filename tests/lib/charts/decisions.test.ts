import { describe, expect, test } from 'vitest'
import { type ChartDecisions, noDecisions } from '#lib/charts/decisions.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { svgOf } from '#lib/charts/svg.ts'
import { monthly, signs } from './given.ts'

const decide = (given: Partial<ChartDecisions>): ChartDecisions => ({ ...noDecisions, ...given })
const read = (pattern: string, given: Partial<ChartDecisions>, series = {}) =>
  readRunChart(monthly(signs(pattern), series), [], decide(given))
const phase = {
  from: '2024-10-01',
  reason: 'All six partners use the letter.',
  by: 'Amara Whitfield',
  on: '2025-02-03',
}

describe('a frozen baseline', () => {
  const levels = [
    ...Array.from({ length: 12 }, (_, at) => 50 + (at % 2)),
    ...Array.from({ length: 12 }, () => 48),
  ]
  const frozen = readRunChart(monthly(levels), [], decide({ baselineUntil: '2024-09-01' }))

  test('holds its median for the rest, so that a step shows as a run from the step on', () => {
    expect(frozen.centre).toBe(50.5)
    expect(readRunChart(monthly(levels)).centre).toBe(49)
    expect(frozen.longRun).toMatchObject({ side: -1, from: 12, to: 23, length: 12 })
    expect(frozen.signal).toBe(true)
  })

  test('is said below the chart, in the small print and to those who do not see it', () => {
    expect(frozen.decided).toEqual(['Median frozen on 12 points, to September 2024.'])
    expect(frozen.lineText).toBe('median of the baseline, 50.5 items per 1,000 patients')
    expect(frozen.altText).toContain('Median frozen on 12 points, to September 2024.')
  })

  test.each([
    { until: '2024-08-01', says: 'frozen on 11 points raises false alarms' },
    { until: '2024-09-01', says: 'signals by chance more often' },
    { until: '2025-09-01', says: undefined },
  ])('to $until warns: $says', ({ until, says }) => {
    const [warning] = readRunChart(monthly(levels), [], decide({ baselineUntil: until })).warnings
    if (says) expect(warning).toContain(says)
    else expect(warning).toBeUndefined()
  })

  test('without a figure freezes nothing, and says so', () => {
    const reading = read('...+-+-', { baselineUntil: '2023-12-01' })
    expect(reading.centre).toBe(50)
    expect(reading.warnings.join()).toContain('nothing is frozen')
  })
})

describe('phases', () => {
  const twoLevels = [...signs('+-+-+-+-+-+-'), ...Array.from({ length: 12 }, (_, at) => 30 + (at % 2))]
  const reading = readRunChart(monthly(twoLevels), [], decide({ phases: [phase] }))

  test('have a median of their own, and no run or crossing goes across', () => {
    expect(readRunChart(monthly(twoLevels)).signal).toBe(true)
    expect(reading.stretches.map(({ from, to, centre }) => [from, to, centre])).toEqual([
      [0, 11, 50],
      [12, 23, 30.5],
    ])
    expect(reading.stretches.map(({ judgement }) => judgement.signal)).toEqual([false, false])
    expect(reading.useful).toBe(12)
  })

  test('are said with reason, author and date, and each with what it showed', () => {
    expect(reading.decided).toEqual([
      'New phase from October 2024 because “All six partners use the letter”, decided by Amara Whitfield on 3 February 2025.',
    ])
    expect(reading.sentence).toMatch(/^In the phase from October 2024: No sign of a change/)
    expect(reading.earlier[0]).toMatch(
      /^Before it, Oct 2023 to Sept 2024: median 50\.0 items .*No sign of a change/,
    )
    for (const words of [reading.sentence, ...reading.earlier, ...reading.decided])
      expect(reading.altText).toContain(words)
  })

  test('place their runs where they are on the whole chart', () => {
    const later = readRunChart(
      monthly([...signs('+-+-+-+-+-+-'), ...signs('++++++++++++------------')]),
      [],
      decide({ phases: [phase] }),
    )
    expect(later.longRun).toMatchObject({ from: 24, to: 35 })
    expect(later.points.map(({ marker }) => marker).indexOf('diamond')).toBe(24)
    expect(later.sentence).toContain('(Oct 2025 to Sept 2026)')
  })

  test('are drawn as lines that do not meet', () => {
    const lines = reading.lines.filter(({ part }) => part === 'centre')
    expect(lines.map(({ values }) => values.filter((value) => value !== null).length)).toEqual([12, 12])
    expect(svgOf(reading, 'wide', 'x').match(/>Median</g)).toHaveLength(1)
  })

  test('that begin after the figures wait, and say so', () => {
    const early = readRunChart(monthly(signs('+-+-')), [], decide({ phases: [phase] }))
    expect(early.stretches).toHaveLength(1)
    expect(early.warnings).toEqual(['The phase from October 2024 begins after the figures drawn.'])
  })

  test('end a baseline that was held before them', () => {
    const both = readRunChart(
      monthly(twoLevels),
      [],
      decide({ phases: [phase], baselineUntil: '2024-02-01' }),
    )
    expect(both.decided[0]).toContain('Median frozen on 5 points')
    expect(both.stretches.map(({ centre }) => centre)).toEqual([52, 30.5])
  })
})

describe('points left out', () => {
  const excluded = [{ period: '2024-01-01', reason: 'Counted twice' }]

  test('stay on the chart and count for nothing', () => {
    const values = [50, 51, 52, 500, 53, 54]
    const reading = readRunChart(monthly(values), [], decide({ excluded }))
    expect(reading.centre).toBe(52)
    expect(reading).toMatchObject({ useful: 4, onLine: 1, missing: 0 })
    expect(reading.points[3]).toMatchObject({
      value: 500,
      kind: 'left out',
      marker: 'ghost',
      colour: 'quiet',
    })
    expect(reading.points[3]?.reason).toBe('Left out of every calculation: Counted twice')
    expect(reading.decided).toEqual(['Left out of every calculation: January 2024 (Counted twice).'])
    expect(reading.lineText).toContain('all points that count')
  })

  test('neither lengthen nor break a run', () => {
    const pattern = signs('+++.++++++----------')
    const without = readRunChart(monthly(pattern))
    const kept = readRunChart(monthly(pattern.map((value) => value ?? 10)), [], decide({ excluded }))
    expect([kept.longestRun, kept.crossings, kept.useful]).toEqual([
      without.longestRun,
      without.crossings,
      without.useful,
    ])
  })
})

test('of targets that change, the last one that has begun holds', () => {
  const targets = [
    { from: '2024-03-01', value: 40 },
    { from: '2024-01-15', value: 45 },
  ]
  const reading = read('+-+-+-+-', { targets })
  const line = reading.lines.find(({ part }) => part === 'target')
  expect(line?.values).toEqual([null, null, null, 45, 45, 40, 40, 40])
  expect(reading.targetText).toBe('40.0')
  expect(reading.decided[0]).toBe(
    'Target: 45.0 items per 1,000 patients from January 2024, 40.0 items per 1,000 patients from March 2024.',
  )
})

describe('a point that says by itself why it cannot count', () => {
  const withReasons = (reasons: Record<number, string>, values = [50, 51, 52, 500, 510, 53, 54]) => {
    const series = monthly(values)
    const points = series.points.map((point, at) => ({
      ...point,
      ...(reasons[at] && { leftOut: reasons[at] }),
    }))
    return { ...series, points }
  }

  test('is read as one that people left out, and said with the others of its reason', () => {
    const reading = readRunChart(withReasons({ 3: 'the list lagged', 4: 'the list lagged' }))
    expect(reading.centre).toBe(52)
    expect(reading).toMatchObject({ useful: 4, missing: 0 })
    expect(reading.points[3]).toMatchObject({ value: 500, kind: 'left out', marker: 'ghost' })
    expect(reading.points[3]?.reason).toBe('Left out of every calculation: the list lagged')
    expect(reading.decided).toEqual([
      'Left out of every calculation: January 2024 and February 2024 (the list lagged).',
    ])
  })

  test('is said once, as the team put it, where the team left it out as well', () => {
    const excluded = [{ period: '2024-01-01', reason: 'Two practices became one' }]
    const reading = readRunChart(withReasons({ 3: 'the list lagged' }), [], decide({ excluded }))
    expect(reading.decided).toEqual([
      'Left out of every calculation: January 2024 (Two practices became one).',
    ])
    expect(reading.points[3]?.reason).toContain('Two practices became one')
  })

  test('is a gap and nothing more where it has no figure', () => {
    const series = withReasons({ 3: 'the list lagged' })
    const points = series.points.map((point, at) => (at === 3 ? { ...point, value: null } : point))
    expect(readRunChart({ ...series, points })).toMatchObject({ decided: [], missing: 1 })
  })

  test('counts neither in a quarter nor in a year', () => {
    const year = Array.from({ length: 12 }, (_, at) => (at === 4 ? 500 : 50))
    const { lines, decided } = readChart('seasonal', withReasons({ 4: 'the list lagged' }, year))
    for (const { values } of lines)
      expect(values.filter((value) => value !== null && value !== 50)).toEqual([])
    expect(lines.map(({ name }) => name)).toEqual(['Quarter', '12 months'])
    expect(decided).toEqual(['Left out of every calculation: February 2024 (the list lagged).'])
  })
})
