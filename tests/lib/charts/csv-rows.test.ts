import { describe, expect, test } from 'vitest'
import { csvAnalysis } from '#lib/charts/csv-analysis.ts'
import { seriesFromCsv } from '#lib/charts/csv-rows.ts'

describe('rows of a CSV file', () => {
  test('may carry a byte order mark, Windows line ends, quotes and empty cells', () => {
    expect(seriesFromCsv('\uFEFFDate,Value\r\n"2025-01-01","5"\r\n2025-02,\r\n\r\n')).toEqual({
      every: 'month',
      hasDenominators: false,
      groups: new Map([
        ['2025-01-01', [5]],
        ['2025-02-01', []],
      ]),
      points: [
        { period: '2025-01-01', value: 5 },
        { period: '2025-02-01', value: null },
      ],
    })
  })

  test('divide the value by its denominator', () => {
    expect(seriesFromCsv('date,value,denominator\n2025-01-06,5,20\n2025-01-13,1,0')).toMatchObject({
      every: 'week',
      points: [{ value: 0.25, numerator: 5, denominator: 20 }, { denominator: 0 }],
    })
  })
})

describe('several rows of one date', () => {
  const read = (text: string) => {
    const series = seriesFromCsv(text)
    if ('message' in series) throw new Error(series.message)
    return series
  }

  test('are averaged, and their counts added up where there are denominators', () => {
    expect(read('date,value\n2025-01,4\n2025-01,\n2025-01,8\n2025-02,5').points).toEqual([
      { period: '2025-01-01', value: 6 },
      { period: '2025-02-01', value: 5 },
    ])
    expect(read('date,value,denominator\n2025-01,1,10\n2025-01,2,20\n2025-02,5,10').points[0]).toEqual({
      period: '2025-01-01',
      value: 0.1,
      numerator: 3,
      denominator: 30,
    })
  })

  test('are the subgroups of X̄ and S charts, by the formulas', () => {
    // Two rows a month, 1 apart: sd 0.7071, c4(2) 0.797885, A3 = 3 / (c4 · √2) = 2.6587.
    const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, '0')}`)
    const series = read(
      ['date,value', ...months.flatMap((month) => [`${month},10`, `${month},11`])].join('\n'),
    )
    const first = (chart: 'xbar' | 's') =>
      csvAnalysis(series, chart, 'anhoej').csv.split('\r\n')[1]?.split(',').slice(1, 5).map(Number)
    const [mean, centre, lower, upper] = first('xbar') ?? []
    expect([mean, centre]).toEqual([10.5, 10.5])
    expect(upper).toBeCloseTo(10.5 + 2.6587 * Math.SQRT1_2, 3)
    expect(lower).toBeCloseTo(10.5 - 2.6587 * Math.SQRT1_2, 3)
    const [deviation, middle, below, above] = first('s') ?? []
    expect([deviation, middle]).toEqual([Math.SQRT1_2, Math.SQRT1_2])
    expect(below).toBe(0)
    expect(above).toBeCloseTo(3.2665 * Math.SQRT1_2, 3)
  })
})

test.each(['run', 'i', 'mr', 'xbar', 's', 't', 'p', 'pp', 'u', 'up', 'c', 'g', 'ip'] as const)(
  'a %s chart has a row for every month',
  (chart) => {
    const rows = Array.from(
      { length: 14 },
      (_, at) =>
        `20${20 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')},${40 + (at % 4)},1000`,
    )
    const series = seriesFromCsv(['date,value,denominator', ...rows].join('\n'))
    if ('message' in series) throw new Error(series.message)
    for (const rules of ['anhoej', 'ihi', 'weco', 'nelson', 'mdc'] as const) {
      const { csv, sentence } = csvAnalysis(series, chart, rules)
      expect(csv.split('\r\n')).toHaveLength(15)
      expect(csv + sentence).not.toMatch(/NaN|undefined|Infinity/)
    }
  },
)
