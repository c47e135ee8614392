import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnhojFacts, anhojOf } from '#lib/charts/anhoj.ts'
import { medianOf, sideOf } from '#lib/charts/centre.ts'
import { controlLimits } from '#lib/charts/control-limits.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { nelson, westernElectric } from '#lib/charts/sigma-rules.ts'
import { monthly } from './given.ts'

/** Whole quarters: sums, shifts and scalings of them are exact, so a property cannot fail by rounding. */
const quarter = fc.integer({ min: -400, max: 400 }).map((value) => value / 4)
const figures = fc.array(quarter, { minLength: 1, maxLength: 80 })
const gappy = fc.array(fc.option(quarter, { freq: 6 }), { minLength: 1, maxLength: 80 })

type Facts = Omit<AnhojFacts, 'runs'>

function factsOf(values: readonly (number | null)[]): Facts {
  const median = medianOf(values.filter((value) => value !== null))
  const { runs: _, ...facts } = anhojOf(values.map((value) => sideOf(value, median ?? 0)))
  return facts
}

describe('the run rules do not change when a series is', () => {
  test.each([
    { name: 'shifted', change: (value: number) => value + 1024 },
    { name: 'scaled', change: (value: number) => value * 8 },
    { name: 'mirrored', change: (value: number) => -value },
  ])('$name', ({ change }) => {
    fc.assert(
      fc.property(gappy, (values) => {
        const changed = values.map((value) => (value === null ? null : change(value)))
        expect(factsOf(changed)).toEqual(factsOf(values))
      }),
    )
  })

  test('read backwards', () => {
    fc.assert(
      fc.property(gappy, (values) => {
        expect(factsOf(values.toReversed())).toEqual(factsOf(values))
      }),
    )
  })

  test('given one more point on its median, or a missing one, anywhere', () => {
    fc.assert(
      fc.property(figures, fc.nat(80), (values, place) => {
        const at = place % (values.length + 1)
        expect(factsOf(values.toSpliced(at, 0, medianOf(values) ?? 0))).toEqual(factsOf(values))
        const gapped = [...values.slice(0, at), null, ...values.slice(at)]
        expect(factsOf(gapped)).toEqual(factsOf(values))
      }),
    )
  })
})

test('useful points are those in runs, and crossings one fewer than runs', () => {
  fc.assert(
    fc.property(gappy, (values) => {
      const { runs, useful, crossings, longestRun } = anhojOf(values.map((value) => sideOf(value, 0)))
      expect(runs.reduce((sum, { length }) => sum + length, 0)).toBe(useful)
      if (useful > 0)
        expect([crossings, longestRun]).toEqual([
          runs.length - 1,
          Math.max(...runs.map(({ length }) => length)),
        ])
    }),
  )
})

describe('limits', () => {
  const partOf = (values: readonly number[]) => ({
    points: values.map((y) => ({ y, total: y, n: 1, size: 1, mean: y, sd: null })),
    baseline: values.map(() => true),
    cl: null,
    screened: true,
    categorical: false,
  })

  test('of individuals move with a shift, and widen with a scaling', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const before = controlLimits.i(partOf(values))
        const after = controlLimits.i(partOf(values.map((value) => value * 4 + 64)))
        values.forEach((_, at) => {
          const [lower, upper] = [before.lcl[at] ?? null, before.ucl[at] ?? null]
          expect(after.lcl[at] === null).toBe(lower === null)
          if (lower !== null) expect(after.lcl[at]).toBeCloseTo(lower * 4 + 64, 6)
          if (upper !== null) expect(after.ucl[at]).toBeCloseTo(upper * 4 + 64, 6)
        })
      }),
    )
  })

  test('of all charts stand in order around the centre line where they are defined', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(counts, fc.constantFrom('i', 'c', 'u', 'up', 'ip', 't', 'g'), (values, chart) => {
        const { lcl, lcl95, ucl95, ucl } = controlLimits[chart as 'i'](partOf(values))
        values.forEach((_, at) => {
          const known = [lcl[at], lcl95[at], ucl95[at], ucl[at]].filter((limit) => typeof limit === 'number')
          expect(known).toEqual(known.toSorted((a, b) => a - b))
        })
      }),
    )
  })
})

test('rules by sigma are blind to which side is up', () => {
  const scores = fc.array(
    fc.integer({ min: -16, max: 16 }).map((value) => value / 4),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(scores, (values) => {
      const mirrored = values.map((value) => -value)
      expect(westernElectric(mirrored, 0, 1)).toEqual(westernElectric(values, 0, 1))
      expect(nelson(mirrored, 0, 1)).toEqual(nelson(values, 0, 1))
    }),
  )
})

test('a reading never judges fewer than ten useful points, and never draws a missing one', () => {
  fc.assert(
    fc.property(gappy, (values) => {
      const reading = readRunChart(monthly(values))
      if (reading.useful < 10) expect(reading.signal).toBe(false)
      expect(reading.points.filter(({ marker }) => marker === 'gap').length).toBe(reading.missing)
      const diamonds = reading.points.filter(({ marker }) => marker === 'diamond').length
      expect(diamonds).toBe(reading.longRunSignals ? reading.longestRun : 0)
    }),
  )
})
