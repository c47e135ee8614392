import { describe, expect, test } from 'vitest'
import {
  frameOf,
  lanesOf,
  markerRadius,
  sizes,
  spreadLabels,
  TAG_WIDTH,
  wrapped,
} from '#lib/charts/layout.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { monthly } from './given.ts'

const placed = (
  letter: string,
  start: number | null,
  end: number | null,
  kind: 'cycle' | 'event' = 'cycle',
) => ({
  letter,
  label: letter,
  from: '2025-01-01',
  kind,
  start,
  end,
  dates: '',
})
const tenPerPeriod = (place: number) => place * 10

describe('letters', () => {
  test.each([
    { name: 'share a lane when they are apart', of: [placed('A', 0, 3), placed('B', 4, 7)], lanes: [0, 0] },
    {
      name: 'take a second lane when cycles overlap',
      of: [placed('A', 0, 5), placed('B', 3, 7)],
      lanes: [0, 1],
    },
    {
      name: 'take a second lane when only the tags would meet',
      of: [placed('A', 0, 0.2), placed('B', 1, 1.2)],
      lanes: [0, 1],
    },
    { name: 'are left out when they lie off the chart', of: [placed('A', null, null)], lanes: [] },
  ])('$name', ({ of, lanes }) => {
    expect(lanesOf(of, tenPerPeriod, 200).map(({ lane }) => lane)).toEqual(lanes)
  })

  test('never overlap within a lane and never leave the chart', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      placed(String(at), (at * 7) % 20, ((at * 7) % 20) + (at % 5), at % 3 === 0 ? 'event' : 'cycle'),
    )
    const tags = lanesOf(many, tenPerPeriod, 200)
    for (const a of tags) {
      expect(a.tag + TAG_WIDTH).toBeLessThanOrEqual(200)
      for (const b of tags) {
        if (a === b || a.lane !== b.lane) continue
        expect(Math.abs(a.tag - b.tag)).toBeGreaterThanOrEqual(TAG_WIDTH)
      }
    }
  })
})

test('labels at the ends of lines are moved apart upwards', () => {
  const labels = [{ y: 100 }, { y: 95 }, { y: 20 }]
  expect(spreadLabels(labels, 30, 90).map(({ y }) => y)).toEqual([90, 60, 20])
})

test('a long unit is broken between words', () => {
  expect(wrapped('mg of morphine per 1,000 patients', 130, 15)).toEqual([
    'mg of morphine',
    'per 1,000',
    'patients',
  ])
})

describe('a frame', () => {
  const reading = readRunChart(monthly([50, 55, 52, 58]))

  test('puts figures between its top and bottom and periods between its sides', () => {
    const frame = frameOf(reading, sizes.narrow)
    expect(frame.x(0)).toBe(frame.left)
    expect(frame.x(4)).toBe(frame.right)
    expect(frame.y(reading.y.from)).toBe(frame.bottom)
    expect(frame.y(reading.y.to)).toBe(frame.top)
    expect(frame.right).toBeLessThan(sizes.narrow.width)
  })

  test('draws smaller markers where points are many', () => {
    const frame = frameOf(reading, sizes.narrow)
    expect(markerRadius(frame, 60)).toBeLessThan(markerRadius(frame, 12))
  })
})
