import { describe, expect, test } from 'vitest'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { onScale, sharedScaleOf } from '#lib/charts/shared-scale.ts'
import { svgOf } from '#lib/charts/svg.ts'
import { monthly } from './given.ts'

const scaleOf = (charts: (number | null)[][], unit = 'items') =>
  sharedScaleOf(charts.map((values) => monthly(values, { unit })))

describe('one scale for several charts', () => {
  test.each([
    { name: 'holds every figure', of: [[10, 12], [40, 35], [22]], to: 50, beyond: [] },
    {
      name: 'starts at 0 however little the figures vary',
      of: [
        [96, 99],
        [97, 98],
      ],
      to: 100,
      beyond: [],
    },
    { name: 'passes months without a figure over', of: [[null, 12], [null]], to: 15, beyond: [] },
    {
      name: 'ends below a chart that is far out',
      of: [[10, 12], [9, 14], [11], [800, 20]],
      to: 15,
      beyond: [3],
    },
    {
      name: 'holds one that is high and lets the others be seen',
      of: [[10], [14], [11], [33]],
      to: 40,
      beyond: [],
    },
    { name: 'of two charts holds both', of: [[1], [900]], to: 1000, beyond: [] },
    { name: 'holds the only practice that has any', of: [[0], [0], [0], [7]], to: 8, beyond: [] },
    { name: 'of noughts still has a height', of: [[0], [0]], to: 1, beyond: [] },
  ])('$name', ({ of, to, beyond }) => {
    const shared = scaleOf(of)
    expect(shared?.scale).toMatchObject({ from: 0, to, startsAtZero: true })
    expect(shared?.beyond).toEqual(beyond)
  })

  test('ends at 100 for percentages', () => {
    expect(scaleOf([[97, 99], [12]], '%')?.scale.to).toBe(100)
  })

  test('is none where there is no figure', () => {
    expect(scaleOf([[null], []])).toBeUndefined()
    expect(scaleOf([])).toBeUndefined()
  })
})

describe('a chart on a scale that others share', () => {
  const scale = scaleOf([[10, 12], [9, 14], [11]])!.scale
  const own = readRunChart(monthly([10, 30, 40, 12, null, 13], { unit: 'items' }))
  const shared = onScale(own, scale)
  const drawn = svgOf(shared, 'narrow', 'x')

  test('reads as it does on its own', () => {
    const { fact, sentence, points, centre, judgement } = { ...shared, judgement: shared.finding }
    expect({ fact, sentence, points, centre, judgement }).toEqual({
      fact: own.fact,
      sentence: own.sentence,
      points: own.points,
      centre: own.centre,
      judgement: own.finding,
    })
  })

  test('says what lies above it, also to those who do not see it', () => {
    expect(shared.cut).toBe(
      '2 figures lie above this scale and are marked by arrows: the highest is 40.0 (Dec 2023).',
    )
    expect(shared.altText).toContain(shared.cut)
    expect(onScale(readRunChart(monthly([12, 30])), scale).cut).toBe(
      '1 figure lies above this scale and is marked by an arrow: 30.0 (Nov 2023).',
    )
    expect(onScale(readRunChart(monthly([12, 13])), scale).cut).toBeUndefined()
  })

  test('keeps every figure in its title, and draws none above the upper edge', () => {
    for (const value of ['10.0', '30.0', '40.0', '12.0', '13.0']) expect(drawn).toContain(`: ${value}`)
    const heights = [...drawn.matchAll(/[ML][\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y))
    const top = Math.min(...[...drawn.matchAll(/<line [^>]*y1="([\d.]+)"/g)].map(([, y]) => Number(y)))
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(top)
  })

  test('ends its line at the edge and takes it up again there', () => {
    const line = drawn.match(/<path d="([^"]+)" fill="none" class="chart-stroke-line"/)?.[1] ?? ''
    expect(line.match(/M/g)).toHaveLength(3)
    expect(line.match(/L/g)).toHaveLength(2)
  })

  test('draws a line across only where it lies on the scale, and still names it', () => {
    const far = onScale(readRunChart(monthly([800, 810, 820])), scale)
    const svg = svgOf(far, 'wide', 'x')
    expect(svg).toContain('>810.0<')
    expect(svg).toContain('<path d="" class="chart-stroke-quiet"')
    expect(svg).not.toMatch(/NaN|Infinity/)
  })
})
