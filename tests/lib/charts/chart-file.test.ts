import { describe, expect, test } from 'vitest'
import { chartCsv, chartFileName, csvCell } from '#lib/charts/chart-file.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import { svgFileOf } from '#lib/charts/svg-file.ts'
import { views } from '#lib/charts/views.ts'
import { monthly, signs } from './given.ts'

const series = monthly(signs('++++++++++.++------------'), { title: 'Opioid items, Ålder & "Sons"' })
const definition = 'items dispensed, out of registered patients'

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', "'  =1+1"],
    ['+44', "'+44"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\rx', '"\'\rx"'],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\u00a0=1', "'\u00a0=1"],
    ['a=b', 'a=b'],
    ['a, "b"', '"a, ""b"""'],
    ['=a,b', '"\'=a,b"'],
    [-5.25, '-5.25'],
    [0, '0'],
    [null, ''],
  ])('%j is written %j', (cell, written) => {
    expect(csvCell(cell)).toBe(written)
  })
})

describe.each(views)('the files of the %s view', (view) => {
  const reading = readChart(view, series)
  const said = [
    'Ålder',
    'View: ',
    'NHSBSA English Prescribing Dataset',
    'Data to October 2025',
    'out of registered patients',
  ]

  test('say title, definition, rules, source, data date and view', () => {
    const csv = chartCsv(reading, definition)
    const svg = svgFileOf(reading, definition)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
    for (const words of [...said, reading.ruleSet.name]) {
      expect(csv, words).toContain(words)
      expect(svg.replaceAll(' ', ''), words).toContain(words.replaceAll(' ', ''))
    }
  })

  test('hold every figure unrounded, with a byte-order mark and a row a month', () => {
    const csv = chartCsv(reading, definition)
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const rows = csv.split('\r\n')
    const head = rows.findIndex((row) => row.startsWith('period,value'))
    expect(rows.slice(head + 1, -1)).toHaveLength(25)
    expect(rows[head + 11]).toMatch(/^2024-08-01,,/)
  })

  test('are safe as a picture', () => {
    const svg = svgFileOf(reading, '<script>alert(1)</script>')
    expect(svg).not.toMatch(/<script|style=|\son\w+=|NaN|undefined/)
  })
})

test('a file is named by letters and digits alone', () => {
  expect(chartFileName(readChart('limits', series), 'csv')).toBe('opioid-items-alder-sons-limits.csv')
  expect(chartFileName(readChart('run', { ...series, title: '"\r\n../%' }), 'png')).toBe('chart-run.png')
})
