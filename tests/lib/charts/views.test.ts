import { describe, expect, test } from 'vitest'
import { noDecisions } from '#lib/charts/decisions.ts'
import { limitsChoiceOf } from '#lib/charts/limits-choice.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import type { Series } from '#lib/charts/series.ts'
import { svgOf } from '#lib/charts/svg.ts'
import { viewOf, views } from '#lib/charts/views.ts'
import { monthly, signs } from './given.ts'

const rates = (pairs: [number, number][], factor = 1000, unit = 'items per 1,000 patients'): Series => {
  const empty = monthly(pairs.map(() => 0))
  const points = pairs.map(([numerator, denominator], at) => ({
    period: empty.points[at]?.period ?? '',
    value: (numerator / denominator) * factor,
    numerator,
    denominator,
  }))
  return { ...empty, unit, points }
}
const wobble = (length: number, around: number, by = 1) =>
  Array.from({ length }, (_, at) => around + by * ([0, 2, -1, 1, -2, 3, -3][at % 7] ?? 0))
const stable = rates(wobble(24, 500, 8).map((items, at) => [items, 9000 + at * 20]))

test.each([null, '', 'run', 'limits', 'nhs', 'seasonal', 'nonsense'])('view=%s is a view', (asked) => {
  expect(views).toContain(viewOf(asked))
})

describe('the chart with limits', () => {
  test.each([
    { name: 'rates of counts', series: stable, chart: 'up' },
    {
      name: 'percentages of counts',
      series: rates(
        wobble(12, 50).map((n) => [n, 100]),
        100,
        '%',
      ),
      chart: 'pp',
    },
    {
      name: 'ratios of amounts',
      series: rates(
        wobble(12, 50).map((n) => [n + 0.5, 10]),
        1,
        'mg',
      ),
      chart: 'ip',
    },
    { name: 'small counts', series: monthly(wobble(12, 8)), chart: 'c' },
    { name: 'large counts', series: monthly(wobble(12, 400)), chart: 'i' },
    { name: 'measurements', series: monthly(wobble(12, 8.5)), chart: 'i' },
    { name: 'nothing', series: monthly([]), chart: 'i' },
  ])('for $name is $chart, and says why', ({ series, chart }) => {
    const choice = limitsChoiceOf(series)
    expect(choice.chart).toBe(chart)
    expect(readChart('limits', series).explanation).toContain(choice.name)
  })

  test('has limits that follow the denominator, and says σz instead of being a plain u chart', () => {
    const { lines, rulesText, useful } = readChart('limits', stable)
    const upper = lines.find(({ name }) => name === 'Upper limit')?.values ?? []
    expect(new Set(upper).size).toBe(24)
    expect(rulesText).toMatch(/3-sigma limits .* and Anhøj rules \(2014\), σz \d\.\d\d/)
    expect(useful).toBeGreaterThan(10)
  })

  test('names the months beyond the limits, and gives them a shape of their own', () => {
    const one = monthly([...wobble(20, 50), 90, ...wobble(4, 50)])
    const reading = readChart('limits', one)
    expect(reading.sentence).toContain('1 month lies beyond the limits (Jun 2025 above).')
    expect(reading).toMatchObject({ finding: 'signal', signal: true })
    expect(reading.points[20]).toMatchObject({ kind: 'above the upper limit', marker: 'triangle' })
    expect(reading.points[20]?.rules[0]).toMatch(/^Above the upper limit of \d/)
  })

  test('counts them where they are many', () => {
    const many = monthly([...wobble(12, 50), ...wobble(12, 90)])
    expect(readChart('limits', many).sentence).toMatch(
      /^A sign of change beyond chance: .* \d+ months lie beyond the limits \(\d+ above and \d+ below\)\.$/,
    )
  })

  test('draws no limits where points are too few to judge', () => {
    const reading = readChart('limits', monthly([50, 52, 48, 51]))
    expect(reading.lines.filter(({ part }) => part === 'limit')).toEqual([])
    expect(reading.sentence).toContain('Too few points to judge')
  })

  test('from a baseline that is too short says so, and still judges the runs', () => {
    const decisions = { ...noDecisions, baselineUntil: '2024-03-01' }
    const reading = readChart('limits', monthly(wobble(24, 50)), [], decisions)
    expect(reading.sentence).toContain('fewer than 10 figures, too few for limits')
    expect(reading.lines.map(({ part }) => part)).toEqual(['centre'])
  })

  test('of a flat series says that there is no variation', () => {
    expect(readChart('limits', monthly(signs('00000000000000'))).sentence).toContain('No variation')
  })

  test('never draws a limit below 0 or above 100 %', () => {
    const high = rates(
      [98, 99, 97, 100, 99, 96, 100, 98, 97, 99, 100, 95].map((n) => [n, 100]),
      100,
      '%',
    )
    const values = readChart('limits', high).lines.flatMap((line) => line.values)
    for (const value of values) expect(value === null || (value >= 0 && value <= 100)).toBe(true)
    const low = readChart('limits', monthly([3, 2, 5, 1, 2, 6, 2, 3, 4, 1, 2, 3])).lines
    expect(low.find(({ name }) => name === 'Lower limit')?.values[0]).toBe(0)
  })

  test('of a phase comes from that phase alone', () => {
    const phases = [{ from: '2024-10-01', reason: 'x', by: 'y', on: '2024-10-01' }]
    const two = monthly([...wobble(12, 50), ...wobble(12, 30)])
    const uppers = readChart('limits', two, [], { ...noDecisions, phases }).lines.filter(
      ({ name }) => name === 'Upper limit',
    )
    expect(uppers).toHaveLength(2)
    expect(uppers[0]?.values[0]).toBeGreaterThan(50)
    expect(uppers[1]?.values[12]).toBeLessThan(45)
  })
})

describe('the NHS view', () => {
  const low = [...wobble(16, 50), ...Array.from({ length: 8 }, (_, at) => 44 + (at % 2))]

  test('types points by the Making Data Count rules and says which fired, with numbers', () => {
    const { points, icons, sentence } = readChart('nhs', monthly(low))
    expect(points.at(-1)).toMatchObject({
      kind: 'special cause, improvement',
      marker: 'diamond',
      colour: 'line',
    })
    expect(points.at(-1)?.rules).toHaveLength(1)
    expect(icons.map(({ about, sign, high }) => [about, sign, high])).toEqual([
      ['variation', 'special_cause_improvement', false],
    ])
    expect(sentence).toMatch(
      /^A sign of change beyond chance in the latest figure: .* \(Sept 2025\) is special cause variation of an improving nature, /,
    )
  })

  test.each([
    { target: 90, sign: 'pass' },
    { target: 5, sign: 'fail' },
    { target: 49, sign: 'inconsistent' },
  ])('gives assurance for a target of $target: $sign', ({ target, sign }) => {
    expect(readChart('nhs', monthly(wobble(24, 50), { target })).icons[1]).toMatchObject({
      about: 'assurance',
      sign,
    })
  })

  test('without an agreed direction judges nothing good or bad, and gives no assurance', () => {
    const { icons } = readChart('nhs', monthly(low, { direction: 'none', target: 40 }))
    expect(icons.map(({ sign }) => sign)).toEqual(['special_cause_neutral_low'])
  })

  test('says when so much is special cause that the limits describe nothing', () => {
    expect(readChart('nhs', monthly([...wobble(12, 50), ...wobble(12, 90)])).sentence).toContain(
      'do not describe',
    )
    expect(readChart('nhs', monthly(wobble(24, 50))).sentence).toContain('No month here is special cause.')
  })

  test('has neither limits nor icons below 13 points', () => {
    const reading = readChart('nhs', monthly(wobble(12, 50)))
    expect(reading.icons).toEqual([])
    expect(reading.lines.map(({ part }) => part)).toEqual(['centre'])
    expect(reading.sentence).toContain('needs at least 13')
  })

  test('of a steady series says no variation and never fails a target', () => {
    const reading = readChart('nhs', monthly(signs('00000000000000'), { target: 50 }))
    expect(reading).toMatchObject({ finding: 'no variation', icons: [] })
  })

  test('leaves out what people left out', () => {
    const excluded = [{ period: '2024-10-01', reason: 'x' }]
    const values = [...wobble(12, 50), 500, ...wobble(12, 50)]
    const reading = readChart('nhs', monthly(values), [], { ...noDecisions, excluded })
    expect(reading.points[12]?.kind).toBe('left out')
    expect(reading.centre).toBeLessThan(53)
  })
})

describe('the seasonal view', () => {
  const year = monthly(Array.from({ length: 24 }, (_, at) => 10 + (at % 12)))

  test('shows whole quarters and the twelve months up to each point, and is not judged', () => {
    const reading = readChart('seasonal', year)
    const [quarters, twelve] = reading.lines
    expect(quarters?.values.slice(0, 4)).toEqual([11, 11, 11, 14])
    expect(twelve?.values.slice(10, 13)).toEqual([null, 15.5, 15.5])
    expect(reading).toMatchObject({ finding: 'not judged', signal: false, centre: null })
    expect(reading.sentence).toContain('no rules are used')
    expect(reading.rulesText).toContain('No rules')
  })

  test('puts rates together by their counts, not by their mean', () => {
    const { lines } = readChart(
      'seasonal',
      rates(
        [
          [1, 100],
          [9, 300],
          [0, 100],
        ],
        100,
        '%',
      ),
    )
    expect(lines[0]?.values[0]).toBeCloseTo(2, 10)
  })

  test('leaves out a quarter with a missing month', () => {
    const { lines } = readChart('seasonal', monthly([1, null, 3, 4, 5, 6]))
    expect(lines[0]?.values).toEqual([null, null, null, 5, 5, 5])
  })
})

test.each(views)('the %s view draws every series without a broken number', (view) => {
  for (const values of [
    [],
    [null],
    [5],
    [0, 0, 0],
    [1e9, 1],
    [-5, 5],
    wobble(30, 100),
    signs('0'.repeat(20)),
  ]) {
    for (const size of ['narrow', 'wide'] as const) {
      const reading = readChart(view, monthly(values, { target: 5 }))
      expect(svgOf(reading, size, 'x')).not.toMatch(/NaN|Infinity|undefined|null/)
      expect(reading.altText).not.toMatch(/NaN|Infinity|undefined|null/)
    }
  }
})
