import { type Side, sideOf } from './centre.ts'
import type { Maybe } from './moving-range.ts'

/** Positions from 1 of the points that complete or extend each pattern. */
export type RuleHits = Record<string, number[]>

interface Standing {
  z: Maybe
  side: Side
}

/** Western Electric 1956: beyond 3σ, 2 of 3 beyond 2σ, 4 of 5 beyond 1σ, eight on one side. */
export function westernElectric(y: readonly Maybe[], cl: number, sigma: number): RuleHits {
  const points = standingsOf(y, cl, sigma)
  return {
    rule1: beyond(points, 1, 1, 3),
    rule2: beyond(points, 2, 3, 2),
    rule3: beyond(points, 4, 5, 1),
    rule4: onOneSide(points, 8),
  }
}

/** Nelson 1984, J Qual Technol 16:237–239: eight tests. */
export function nelson(y: readonly Maybe[], cl: number, sigma: number): RuleHits {
  const points = standingsOf(y, cl, sigma)
  const steps = stepsOf(y)
  return {
    rule1: beyond(points, 1, 1, 3),
    rule2: onOneSide(points, 9),
    rule3: stretch(steps, 5, (step, before) => step !== 0 && step === before),
    rule4: stretch(steps, 13, (step, before) => step !== 0 && step === -(before ?? 0)),
    rule5: beyond(points, 2, 3, 2),
    rule6: beyond(points, 4, 5, 1),
    rule7: windows(points, 15, (window) => window.every(({ z }) => z !== null && Math.abs(z) <= 1)),
    rule8: windows(points, 8, (window) => {
      const outside = window.every(({ z }) => z !== null && Math.abs(z) > 1)
      return outside && window.some(({ side }) => side === 1) && window.some(({ side }) => side === -1)
    }),
  }
}

function standingsOf(y: readonly Maybe[], cl: number, sigma: number): Standing[] {
  return y.map((value) => ({ z: value === null ? null : (value - cl) / sigma, side: sideOf(value, cl) }))
}

/** At least `count` of `length` points beyond `width` sigmas on the side of the last, itself beyond. */
function beyond(points: readonly Standing[], count: number, length: number, width: number): number[] {
  return windows(points, length, (window) => {
    const last = window.at(-1)
    if (!last || last.z === null || Math.abs(last.z) <= width) return false
    const same = window.filter(({ z, side }) => z !== null && side === last.side && Math.abs(z) > width)
    return same.length >= count
  })
}

function onOneSide(points: readonly Standing[], length: number): number[] {
  return windows(points, length, (window) => {
    const { side } = window[0] ?? { side: null }
    return Boolean(side) && window.every((point) => point.side === side)
  })
}

function windows(
  points: readonly Standing[],
  length: number,
  holds: (window: Standing[]) => boolean,
): number[] {
  return points.flatMap((_, at) => {
    return at + 1 >= length && holds(points.slice(at + 1 - length, at + 1)) ? [at + 1] : []
  })
}

/** Direction of each step to the next point; null beside a missing value. */
function stepsOf(y: readonly Maybe[]): Maybe[] {
  return y.slice(1).map((value, at) => {
    const before = y[at] ?? null
    return value === null || before === null ? null : Math.sign(value - before)
  })
}

/** Points that end at least `length` steps of which each continues the one before. */
function stretch(
  steps: readonly Maybe[],
  length: number,
  continues: (step: number, before: Maybe) => boolean,
): number[] {
  let held = 0
  return steps.flatMap((step, at) => {
    if (step === null || step === 0) held = 0
    else held = held > 0 && continues(step, steps[at - 1] ?? null) ? held + 1 : 1
    return held >= length ? [at + 2] : []
  })
}
