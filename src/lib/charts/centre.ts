/** Where a value lies: above the line, on it, below it; null where there is no value. */
export type Side = 1 | 0 | -1 | null

/** Neumaier's compensated sum: a plain mean of 37 times 12.3 is not 12.3, and would be a run of 37. */
export function sumOf(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    if (!Number.isFinite(next)) return values.reduce((total, each) => total + each, 0)
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sumOf(values) / values.length
}

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle]!
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2
}

const TOLERANCE = 1e-9

/** Values within a relative 1e-9 of the line are on it: rounding in a mean must not make a side. */
export function sideOf(value: number | null, line: number): Side {
  if (value === null) return null
  const gap = value - line
  if (Number.isFinite(line) && Math.abs(gap) <= TOLERANCE * Math.abs(line)) return 0
  return gap > 0 ? 1 : gap < 0 ? -1 : 0
}
