import { describe, expect, test } from 'vitest'
import { csvAnalysis } from '#lib/charts/csv-analysis.ts'
import { seriesFromCsv } from '#lib/charts/csv-rows.ts'

describe('rows of a CSV file', () => {
  test('may carry a byte order mark, Windows line ends, quotes and empty cells', () => {
    expect(seriesFromCsv('\uFEFFDate,Value\r\n"2025-01-01","5"\r\n2025-02,\r\n\r\n')).toEqual({
      every: 'month',
      hasDenominators: false,
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

test.each(['run', 'i', 'mr', 't', 'p', 'pp', 'u', 'up', 'c', 'g', 'ip'] as const)(
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
