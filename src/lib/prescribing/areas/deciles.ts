/** Of fewer practices a decile would be the figure of one of them. */
export const FEWEST_PRACTICES = 10
const DECILES = 9

/**
 * The nine deciles, lowest first, by linear interpolation between order statistics: definition 7 of Hyndman and Fan,
 * "Sample quantiles in statistical packages", The American Statistician 50 (1996) 361–365, which R, NumPy and
 * OpenPrescribing use. Null for fewer values than `FEWEST_PRACTICES`.
 */
export function decilesOf(values: readonly number[]): number[] | null {
  if (values.length < FEWEST_PRACTICES) return null
  const sorted = Float64Array.from(values).sort()
  return Array.from({ length: DECILES }, (_, index) => quantile(sorted, (index + 1) / (DECILES + 1)))
}

function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below]!
  return low + (place - below) * ((sorted[below + 1] ?? low) - low)
}
