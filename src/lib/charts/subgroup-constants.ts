/** c4: what the standard deviation of n normal values falls short by. From Γ(n/2) / Γ((n−1)/2) step by step. */
export function c4Of(size: number): number {
  let ratio = 1 / Math.sqrt(Math.PI)
  for (let n = 3; n <= size; n++) ratio = (n - 2) / 2 / ratio
  return Math.sqrt(2 / (size - 1)) * ratio
}
