import { describe, expect, test } from 'vitest'
import { bandColumns, bandCount, bandOf, bandText, type Comparison } from '#lib/charts/band.ts'
import { chartCsv } from '#lib/charts/chart-file.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import type { Series } from '#lib/charts/series.ts'
import { svgOf } from '#lib/charts/svg.ts'

const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
const series: Series = {
  title: 'Items',
  unit: 'items',
  decimals: 1,
  direction: 'lower',
  every: 'month',
  source: 'somewhere',
  points: months.map((period, at) => ({ period, value: 5 + at, origins: [{ label: `file ${at}.csv` }] })),
}
const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 90]
const comparison: Comparison = {
  of: 'practices in England',
  periods: new Map([
    ['2026-01-01', { deciles, count: 58 }],
    ['2026-03-01', { deciles: deciles.map((value) => value + 1), count: 61 }],
  ]),
}
const withBand = readChart('run', series, [], undefined, comparison)
const without = readChart('run', series)

describe('a band of others behind a chart', () => {
  test('has deciles where they are known and a gap where they are not', () => {
    const band = bandOf(
      comparison,
      months.map((period) => ({ period })),
    )
    expect(band?.deciles.map((each) => each?.[0] ?? null)).toEqual([1, null, 2, null])
    expect(bandColumns(band)).toEqual([
      { name: 'Median of practices in England', values: [5, null, 6, null] },
      { name: '10th percentile', values: [1, null, 2, null] },
      { name: '90th percentile', values: [90, null, 91, null] },
    ])
  })

  test('is not there when no period of the chart has one', () => {
    expect(bandOf(comparison, [{ period: '2030-01-01' }])).toBeUndefined()
    expect(bandOf(undefined, [{ period: '2026-01-01' }])).toBeUndefined()
  })

  test('says how many it is of, and that nothing is judged by it', () => {
    expect(withBand.band && bandCount(withBand.band)).toBe('58 to 61 practices in England')
    expect(withBand.band && bandText(withBand.band)).toContain('not judged')
    expect(withBand.altText).toContain('band of 58 to 61 practices in England')
    expect(without.altText).not.toContain('band')
  })

  test('fits on the axis and changes nothing that the rules say', () => {
    expect(withBand.y.to).toBeGreaterThanOrEqual(91)
    expect(without.y.to).toBeLessThan(20)
    const { sentence, centre, points } = without
    expect(withBand).toMatchObject({ sentence, centre, points })
  })

  test('is drawn behind everything else, in two pieces where a month is missing', () => {
    const drawing = svgOf(withBand, 'wide', 'a')
    expect(drawing.match(/class="chart-fill-band"[^>]*fill-opacity="0.09"/g)).toHaveLength(8)
    expect(drawing.indexOf('chart-fill-band')).toBeLessThan(drawing.indexOf('chart-stroke-grid'))
    expect(svgOf(without, 'wide', 'a')).not.toContain('chart-fill-band')
  })

  test('goes into the CSV with the median, beside the file of each figure', () => {
    const rows = chartCsv(withBand, 'a definition').split('\r\n')
    expect(rows.find((row) => row.startsWith('period,'))).toContain('Median of practices in England')
    expect(rows.find((row) => row.startsWith('period,'))).toMatch(/,note,source$/)
    expect(rows.find((row) => row.startsWith('2026-03-01'))).toMatch(/,6,2,91,.*file 2\.csv$/)
  })
})
