import { runsOf } from './anhoj.ts'
import { medianOf, sideOf } from './centre.ts'
import { knownOf, type Maybe } from './moving-range.ts'
import { runsRegion } from './runs-test.ts'

/** Positions count from 1. Limits and signal are null below ten useful points. */
export interface IhiFacts {
  cl: Maybe
  useful: number
  runs: number
  runsLower: Maybe
  runsUpper: Maybe
  runsSignal: 'few' | 'many' | 'none' | null
  shift: number[]
  trend: number[]
}

/**
 * Classic run chart rules (Perla, Provost & Murray 2011, BMJ Qual Saf 20:46–51): a shift of six, a trend of
 * five, too few or too many runs. Not the default: their false alarms grow with the series.
 */
export function ihiOf(y: readonly Maybe[]): IhiFacts {
  const cl = medianOf(knownOf(y))
  const sides = y.map((value) => (cl === null ? null : sideOf(value, cl)))
  const runs = runsOf(sides)
  const useful = runs.reduce((sum, { length }) => sum + length, 0)
  const region = useful < 10 ? null : runsRegion(useful)
  const long = runs.filter(({ length }) => length >= 6)
  return {
    cl,
    useful,
    runs: runs.length,
    runsLower: region?.lower ?? null,
    runsUpper: region?.upper ?? null,
    runsSignal:
      region === null
        ? null
        : runs.length < region.lower
          ? 'few'
          : runs.length > region.upper
            ? 'many'
            : 'none',
    shift: sides.flatMap((side, at) =>
      side && long.some(({ from, to }) => at >= from && at <= to) ? [at + 1] : [],
    ),
    trend: trendOf(y),
  }
}

/** Points in five or more steadily rising or falling ones; a repeated or missing value is skipped. */
function trendOf(y: readonly Maybe[]): number[] {
  const kept: { at: number; value: number }[] = []
  y.forEach((value, at) => {
    if (value !== null && value !== kept.at(-1)?.value) kept.push({ at, value })
  })
  const members = new Set<number>()
  let from = 0
  kept.forEach(({ value }, place) => {
    const before = kept[place - 1]
    const earlier = kept[place - 2]
    if (before && earlier && Math.sign(value - before.value) !== Math.sign(before.value - earlier.value)) {
      from = place - 1
    }
    if (place - from + 1 < 5) return
    for (const { at } of kept.slice(from, place + 1)) members.add(at + 1)
  })
  return [...members].sort((a, b) => a - b)
}
