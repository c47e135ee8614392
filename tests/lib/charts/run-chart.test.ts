import { describe, expect, test } from 'vitest'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { monthly, signs } from './given.ts'

const stepDown = signs('+-++++++++++-+----------')

describe('what a run chart finds', () => {
  test.each([
    { name: 'nothing without points', values: [], finding: 'no figures' },
    { name: 'nothing when every month is missing', values: [null, null], finding: 'no figures' },
    {
      name: 'too little in nine useful points, whatever they do',
      values: signs('+++++----'),
      finding: 'too few points',
    },
    {
      name: 'too little where most points lie on the median',
      values: signs('0000000000000+-'),
      finding: 'too few points',
    },
    { name: 'no variation in a flat series', values: signs('000000000000'), finding: 'no variation' },
    { name: 'too little in a short flat series', values: signs('000'), finding: 'too few points' },
    { name: 'a shift', values: stepDown, finding: 'signal' },
    { name: 'chance in alternation', values: signs('+-+-+-+-+-+-'), finding: 'no signal' },
  ])('$name', ({ values, finding }) => {
    expect(readRunChart(monthly(values)).finding).toBe(finding)
  })

  test('names its rule set with version and source', () => {
    expect(readRunChart(monthly([])).ruleSet).toMatchObject({ name: 'Anhøj rules', version: '2014' })
  })
})

describe('points', () => {
  test('of the long run are diamonds, on the median rings, missing ones gaps', () => {
    const { points } = readRunChart(monthly([...stepDown, 50, null, 48, 52]))
    expect(points.map(({ marker }) => marker).slice(-9, -1)).toEqual([
      'diamond',
      'diamond',
      'diamond',
      'diamond',
      'diamond',
      'ring',
      'gap',
      'diamond',
    ])
  })

  test('of a longest run that is chance are plain', () => {
    const { points } = readRunChart(monthly(signs('+++---+-+--+')))
    expect(points.every(({ kind }) => kind === 'plain')).toBe(true)
  })

  test('are judged unrounded, and shown as exactly: 50.04 lies above a median of 50.00', () => {
    const { points } = readRunChart(monthly([50.04, 49.96, 50.04, 49.96, 50]))
    expect(points.map(({ text, kind }) => `${text} ${kind}`)).toEqual([
      '50.04 plain',
      '49.96 plain',
      '50.04 plain',
      '49.96 plain',
      '50.00 on the median',
    ])
  })

  test('keep numerator, denominator, note and reason', () => {
    const point = { period: '2025-01-01', value: 3, numerator: 3, denominator: 100, note: 'New list' }
    const reading = readRunChart(monthly([], { points: [point] }))
    expect(reading.points[0]).toMatchObject({
      ...point,
      label: 'Jan 2025',
      longLabel: 'January 2025',
      text: '3.0',
    })
  })

  test('of two equally long runs the later is marked', () => {
    expect(readRunChart(monthly(signs('++++++++++++------------'))).longRun).toMatchObject({
      from: 12,
      to: 23,
    })
  })
})

test('a reading survives its journey as JSON', () => {
  const reading = readRunChart(monthly(stepDown), [
    { letter: 'A', label: 'Letter', from: '2024-03-04', kind: 'cycle' },
  ])
  expect(JSON.parse(JSON.stringify(reading))).toEqual(JSON.parse(JSON.stringify({ ...reading })))
  expect(JSON.stringify(reading)).not.toContain('null,null,null,null')
})

test('the target belongs to the scale', () => {
  const { y, targetText } = readRunChart(monthly([50, 52, 51], { target: 90 }))
  expect(y.to).toBeGreaterThanOrEqual(90)
  expect(targetText).toBe('90.0')
})

describe('annotations', () => {
  const twelve = monthly(signs('+-+-+-+-+-+-')) // October 2023 to September 2024
  test.each([
    { name: 'a cycle lies at its dates', from: '2023-11-01', to: '2023-11-30', start: 1, end: 2 },
    {
      name: 'a cycle from before is cut at the first month',
      from: '2023-08-10',
      to: '2023-10-31',
      start: 0,
      end: 1,
    },
    {
      name: 'a cycle wholly before is not drawn',
      from: '2023-08-10',
      to: '2023-09-30',
      start: null,
      end: null,
    },
    {
      name: 'an open cycle runs to the end of the axis',
      from: '2024-09-01',
      to: undefined,
      start: 11,
      end: 12,
    },
    {
      name: 'a cycle after the data lengthens the axis',
      from: '2024-11-01',
      to: '2024-11-30',
      start: 13,
      end: 14,
    },
    {
      name: 'a cycle long after the data is not drawn',
      from: '2025-09-01',
      to: '2025-09-30',
      start: null,
      end: null,
    },
  ])('$name', ({ from, to, start, end }) => {
    const [cycle] = readRunChart(twelve, [
      { letter: 'A', label: 'Letter', from, to, kind: 'cycle' },
    ]).annotations
    expect([cycle?.start, cycle?.end]).toEqual([start, end])
  })

  test('an event has a place and no length', () => {
    const [event] = readRunChart(twelve, [
      { letter: '1', label: 'x', from: '2023-10-01', kind: 'event' },
    ]).annotations
    expect(event).toMatchObject({ start: 0, end: 0, dates: '1 October 2023' })
  })

  test('are explained with their dates, drawn or not', () => {
    const { annotations } = readRunChart(twelve, [
      { letter: 'A', label: 'Letter', from: '2023-11-01', to: '2023-11-30', kind: 'cycle' },
      { letter: 'B', label: 'Audit', from: '2024-01-08', kind: 'cycle' },
      { letter: 'C', label: 'Talk', from: '2030-01-08', kind: 'event' },
    ])
    expect(annotations.map(({ dates }) => dates)).toEqual([
      '1 November 2023 to 30 November 2023',
      '8 January 2024, not yet ended',
      '8 January 2030, after the periods drawn',
    ])
  })

  test('of a measure without figures are only explained', () => {
    const { annotations } = readRunChart(monthly([]), [
      { letter: 'A', label: 'x', from: '2024-01-08', kind: 'cycle' },
    ])
    expect(annotations[0]).toMatchObject({ start: null, end: null, dates: '8 January 2024, not yet ended' })
  })
})

describe('figures whose difference rounding would hide', () => {
  const close = [46.47, 46.53, 50, 42, 50, 42, 50, 42, 50, 42, 46.5]

  test('are shown with one decimal more, so that only the point on the median reads like it', () => {
    const { points, centreText } = readRunChart(monthly(close))
    expect(centreText).toBe('46.50')
    expect(points.filter(({ text }) => text === centreText).map(({ kind }) => kind)).toEqual([
      'on the median',
    ])
    expect(points[0]?.text).toBe('46.47')
  })

  test('keep their decimals where nothing is hidden', () => {
    expect(readRunChart(monthly(close.map((value) => Math.round(value)))).centreText).toBe('47.0')
  })

  test('stay whole where they are counts, though the median is not', () => {
    const { points, centreText } = readRunChart(
      monthly([64, 65, 60, 70, 60, 70, 60, 70, 60, 70], { decimals: 0, unit: 'reviews' }),
    )
    expect([centreText, points[1]?.text]).toEqual(['64.5', '65'])
  })
})

test('a target is shown as it was set', () => {
  const { targetText, lines } = readRunChart(monthly([1, 2, 3], { decimals: 0, target: 2.5 }))
  expect([targetText, lines.find(({ part }) => part === 'target')?.text]).toEqual(['2.5', '2.5'])
})
