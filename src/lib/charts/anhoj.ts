import type { Side } from './centre.ts'

/** A stretch of useful points on one side of the line. `from` and `to` are positions from 0. */
export interface Run {
  side: 1 | -1
  from: number
  to: number
  length: number
}

/** Limits are null when no point is useful, and then nothing can signal. */
export interface AnhojFacts {
  useful: number
  runs: Run[]
  longestRun: number | null
  longestRunLimit: number | null
  crossings: number | null
  crossingsLimit: number | null
  signal: boolean
}

/**
 * Anhøj & Olesen 2014 (10.1371/journal.pone.0113825). Points on the line or missing neither count nor
 * break a run. A signal is a run longer than its limit, or fewer crossings than theirs; equality is chance.
 */
export function anhojOf(sides: readonly Side[]): AnhojFacts {
  const runs = runsOf(sides)
  let useful = 0
  let longestRun = 0
  for (const { length } of runs) {
    useful += length
    if (length > longestRun) longestRun = length
  }
  if (useful === 0) {
    return {
      useful,
      runs,
      longestRun: null,
      longestRunLimit: null,
      crossings: null,
      crossingsLimit: null,
      signal: false,
    }
  }
  const crossings = runs.length - 1
  const runLimit = longestRunLimit(useful)
  const crossLimit = crossingsLimit(useful)
  return {
    useful,
    runs,
    longestRun,
    longestRunLimit: runLimit,
    crossings,
    crossingsLimit: crossLimit,
    signal: longestRun > runLimit || crossings < crossLimit,
  }
}

export function runsOf(sides: readonly Side[]): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  for (let at = 0; at < sides.length; at++) {
    const side = sides[at]
    if (!side) continue
    if (run?.side === side) {
      run.to = at
      run.length++
    } else {
      run = { side, from: at, to: at, length: 1 }
      runs.push(run)
    }
  }
  return runs
}

/** The longest run that chance gives among n useful points (Schilling 2012). */
export const longestRunLimit = (useful: number) => Math.round(Math.log2(useful)) + 3

const knownCrossingsLimits: number[] = []

/** The fewest crossings that chance gives: the 5 % point of Binomial(n − 1, ½) (Chen 2010). */
export function crossingsLimit(useful: number): number {
  knownCrossingsLimits[useful] ??= fivePercentPointOf(useful - 1)
  return knownCrossingsLimits[useful]!
}

/** Smallest k with P(X ≤ k) ≥ 0.05 for X from Binomial(trials, ½); in logs, which cannot underflow. */
function fivePercentPointOf(trials: number): number {
  let log = -trials * Math.LN2
  let below = Math.exp(log)
  let k = 0
  while (below < 0.05) {
    log += Math.log((trials - k) / (k + 1))
    below += Math.exp(log)
    k++
  }
  return k
}
