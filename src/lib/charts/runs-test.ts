/**
 * Acceptance region of the number of runs among `useful` points, two-sided 5 %, halves as equal as possible
 * (Swed & Eisenhart 1943). Computed exactly; printed tables differ by one here and there.
 */
export function runsRegion(useful: number): { lower: number; upper: number } {
  const above = Math.floor(useful / 2)
  const shares = Array.from({ length: useful + 1 }, (_, runs) => shareOf(runs, above, useful - above))
  let lower = 0
  for (let tail = 0; ; lower++) {
    tail += shares[lower] ?? 1
    if (tail > 0.025) break
  }
  let upper = useful
  for (let tail = 0; ; upper--) {
    tail += shares[upper] ?? 1
    if (tail > 0.025) break
  }
  return { lower, upper }
}

/** Share of all arrangements of a and b signs that have so many runs. */
function shareOf(runs: number, a: number, b: number): number {
  if (runs < 2) return 0
  const half = Math.floor(runs / 2)
  const all = logChoose(a + b, a)
  const ways = (i: number, j: number) => Math.exp(logChoose(a - 1, i) + logChoose(b - 1, j) - all)
  return runs % 2 === 0 ? 2 * ways(half - 1, half - 1) : ways(half, half - 1) + ways(half - 1, half)
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY
  let log = 0
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i)
  return log
}
